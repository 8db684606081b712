import type { Operation } from "../cloud-flow/model.ts";
import type { Json } from "../json.ts";
import type { Span } from "../source/place.ts";
import type { Workspace } from "./workspace.ts";

/** A setting of an action that switches off the check of a server's certificate or key. */
export interface UncheckedSetting {
  readonly operation: Operation;
  /** Path of the value below the operation's object. */
  readonly path: readonly string[];
  /** As written, without the value: `acceptAnySshHostKey`, `TrustServerCertificate`. */
  readonly setting: string;
  readonly span: Span | undefined;
}

/** Names of settings that switch the check off when they are true … */
const offWhenTrue =
  /^(?:(?:disable|skip|ignore|bypass|no)(?:ssl|tls|server|certificate|cert|host)\w*(?:check|validation|verification|errors?|verify|cert(?:ificate)?s?)?|(?:accept|allow|trust)(?:any|all|untrusted|invalid|selfsigned)?(?:ssl|tls|server|ssh)*(?:certificates?|certs?|hostkey)|acceptany\w*|insecureskipverify|trustservercertificate)$/i;
/** … and when they are false. */
const offWhenFalse =
  /^(?:(?:validate|verify|check)(?:ssl|tls|server)*(?:certificates?|certs?|hostkey)|(?:ssl|tls|certificate)(?:validation|verification|check)(?:enabled)?|verifyssl|sslverify|strictssl|rejectunauthorized)$/i;
/** In connection strings. */
const inText = /\b(TrustServerCertificate)\s*=\s*(?:true|yes|1)\b/i;

/** Settings in the inputs of actions: connector parameters, bodies, connection strings. */
export function uncheckedSettings(workspace: Workspace): readonly UncheckedSetting[] {
  return workspace.cloudFlows.flatMap((flow) => [...flow.triggers, ...flow.actions].flatMap((operation) => settingsOf(operation)));
}

function settingsOf(operation: Operation): readonly UncheckedSetting[] {
  const found: UncheckedSetting[] = [];
  const visit = (value: Json | undefined, path: readonly string[], depth: number): void => {
    if (value === undefined || value === null || depth > 32) return;
    if (typeof value === "object") {
      for (const [key, child] of Object.entries(value)) if (key !== "schema") visit(child as Json, [...path, key], depth + 1);
      return;
    }
    const setting = (path.at(-1) ?? "").split("/").at(-1) ?? "";
    const name = setting.replace(/[_-]/g, "");
    const text = String(value).trim().toLowerCase();
    if ((text === "true" && offWhenTrue.test(name)) || (text === "false" && offWhenFalse.test(name))) {
      found.push({ operation, path, setting, span: undefined });
    } else if (typeof value === "string") {
      const match = inText.exec(value);
      if (match !== null)
        found.push({ operation, path, setting: match[1] ?? "", span: { start: match.index, end: match.index + match[0].length } });
    }
  };
  visit(operation.inputs, ["inputs"], 0);
  return found;
}
