import type { Analysis } from "../../dataflow/analysis.ts";
import { titleOf } from "../../dataflow/desktop/roles/roles.ts";
import { type DesktopRow, rowName, rowPlace } from "../../desktop-flow/model.ts";
import type { Expression } from "../../desktop-flow/robin/ast.ts";
import { actionCallsOf, constantText, isSameName, plainValue } from "../../desktop-flow/robin/walk.ts";
import type { Place } from "../../source/place.ts";
import { textsOfVariable, type VariableText } from "../desktop-variable-texts.ts";
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
  /** Where it begins: in the row, or where the variable got it that the row reads. */
  readonly place: Place;
}

/** The URLs of web requests and of pages that are opened, for rules about schemes and hosts. Rows that are switched off call nothing. */
export function desktopUrls(analysis: Analysis): readonly DesktopUrl[] {
  const { workspace, values, roles } = analysis;
  const found: DesktopUrl[] = [];
  const withSecret = new Set(values.desktopSecretsReaching("credential", "http").map(({ row }) => row));
  for (const row of runningRows(workspace.desktopFlows)) {
    for (const call of actionCallsOf(row.statement)) {
      const parts = Object.entries(roles.desktop.actionFacts(call)?.http ?? {});
      for (const { name, value } of call.arguments) {
        if (!parts.some(([argument, part]) => part === "url" && isSameName(argument, name))) continue;
        for (const { text, place } of urlsOf(row, value, analysis))
          found.push({ row, name: rowName(row), url: text, insecure: insecurePart(text), withSecret: withSecret.has(row), place });
      }
    }
  }
  return found;
}

/** The URL that a value gives, as far as it is written down: there, or in the variable that it begins with. */
function urlsOf(row: DesktopRow, value: Expression, analysis: Analysis): readonly Omit<VariableText, "isWhole">[] {
  const plain = plainValue(value);
  const parts = plain.kind === "interpolation" ? plain.parts : [plain];
  const rest = parts.map((part) => (part.kind === "text-part" ? part.value : (constantText(part) ?? ""))).join("");
  const [first] = parts;
  if (first?.kind !== "reference") return rest === "" ? [] : [{ text: rest, place: rowPlace(row, { start: value.start, end: value.end }) }];
  if (first.path.length > 0) return [];
  return textsOfVariable(row, first, analysis).map(({ text, place }) => ({ text: text + rest, place }));
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
        const off = trust.find(([input]) => isSameName(input, name))?.[1];
        if (off === undefined || givenText(value)?.toLowerCase() !== off.toLowerCase()) continue;
        found.push({ row, name: rowName(row), action: titleOf(call), input: name, place: rowPlace(row, { start, end }) });
      }
    }
  }
  return found;
}

/** A truth value as the designer writes it: by itself, as a text, or as a formula. */
function givenText(given: Expression): string | undefined {
  const value = plainValue(given);
  return value.kind === "boolean" ? String(value.value) : constantText(value);
}

function runningRows(flows: Analysis["workspace"]["desktopFlows"]): readonly DesktopRow[] {
  return flows.flatMap((flow) => flow.rows.filter(({ statement }) => !statement.disabled));
}
