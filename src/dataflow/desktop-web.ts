import { type DesktopRow, rowName, rowPlace } from "../desktop-flow/model.ts";
import { actionCallsOf, constantText } from "../desktop-flow/robin/walk.ts";
import type { Place } from "../source/place.ts";
import type { Analysis } from "./analysis.ts";
import { titleOf } from "./desktop-roles.ts";
import { insecurePart } from "./insecure-addresses.ts";

/** A URL that an action of a desktop flow calls, as far as it is written down. */
export interface DesktopUrl {
  readonly row: DesktopRow;
  /** `Main:41` */
  readonly name: string;
  /** The text of the URL; what is read at run time is left out. */
  readonly url: string;
  /** The part of it that says that the call goes over http, to another machine. */
  readonly insecure: string | undefined;
  /** A secret is part of the request. */
  readonly withSecret: boolean;
  readonly place: Place;
}

/** The URLs of web requests and of pages that are opened, for rules about schemes and hosts. Rows that are switched off call nothing. */
export function desktopUrls({ workspace, values, roles }: Analysis): readonly DesktopUrl[] {
  const found: DesktopUrl[] = [];
  const withSecret = new Set(values.desktopSecretsReaching("credential", "http").map(({ row }) => row));
  for (const row of runningRows(workspace.desktopFlows)) {
    for (const call of actionCallsOf(row.statement)) {
      const parts = Object.entries(roles.desktop.actionFacts(call)?.http ?? {});
      for (const { name, value } of call.arguments) {
        if (!parts.some(([argument, part]) => part === "url" && argument.toLowerCase() === name.toLowerCase())) continue;
        const text =
          value.kind === "interpolation"
            ? value.parts.map((part) => (part.kind === "text-part" ? part.value : "")).join("")
            : (constantText(value) ?? "");
        if (text === "") continue;
        const place = rowPlace(row, { start: value.start, end: value.end });
        found.push({ row, name: rowName(row), url: text, insecure: insecurePart(text), withSecret: withSecret.has(row), place });
      }
    }
  }
  return found;
}

/** An action of a desktop flow that does not check the certificate of the server. */
export interface SwitchedOffCheck {
  readonly row: DesktopRow;
  /** `Main:41` */
  readonly name: string;
  /** The action, near to what the designer calls it: `Send email`. */
  readonly action: string;
  /** The input that switches the check off. */
  readonly input: string;
  readonly place: Place;
}

/** The actions that accept any certificate, for the rule about it. Rows that are switched off connect to nothing. */
export function desktopCertificateChecks({ workspace, roles }: Pick<Analysis, "workspace" | "roles">): readonly SwitchedOffCheck[] {
  const found: SwitchedOffCheck[] = [];
  for (const row of runningRows(workspace.desktopFlows)) {
    for (const call of actionCallsOf(row.statement)) {
      const trust = Object.entries(roles.desktop.actionFacts(call)?.trust ?? {});
      for (const { name, value, start, end } of call.arguments) {
        const off = trust.find(([input]) => input.toLowerCase() === name.toLowerCase())?.[1];
        const given = value.kind === "boolean" ? String(value.value) : constantText(value);
        if (off === undefined || given?.replace(/^=/, "").toLowerCase() !== off.toLowerCase()) continue;
        found.push({ row, name: rowName(row), action: titleOf(call), input: name, place: rowPlace(row, { start, end }) });
      }
    }
  }
  return found;
}

function runningRows(flows: Analysis["workspace"]["desktopFlows"]): readonly DesktopRow[] {
  return flows.flatMap((flow) => flow.rows.filter(({ statement }) => !statement.disabled));
}
