import type { Operation } from "../../cloud-flow/model.ts";
import type { Workspace } from "../../dataflow/workspace/workspace.ts";
import type { JsonObject } from "../../json.ts";
import { lastPart } from "../../slash-path.ts";
import type { Span } from "../../source/place.ts";

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
  /^(?:(?:disable|skip|ignore|bypass|no)(?:(?:ssl|tls)\w*|cert(?:ificate)?s?(?:\w*(?:check|validation|verification|verify|errors?))?|(?:server|host)(?:name)?(?:(?:cert|identity|key)\w*|check|validation|verification|verify))|(?:accept|allow|trust)(?:any|all|untrusted|invalid|selfsigned)?(?:ssl|tls|server|ssh)*(?:certificates?|certs?|hostkey)|acceptany\w*|insecureskipverify)$/i;
/** … and when they are false. */
const offWhenFalse =
  /^(?:(?:validate|verify|check)(?:ssl|tls|server)*(?:certificates?|certs?|hostkey)|(?:ssl|tls|certificate)(?:validation|verification|check)(?:enabled)?|verifyssl|sslverify|strictssl|rejectunauthorized)$/i;
/** In connection strings. */
const inText = /\b(TrustServerCertificate)\s*=\s*(?:true|yes|1)\b/i;
const shortestSetting = "TrustServerCertificate=1".length;

/** Settings in the inputs of actions: connector parameters, bodies, connection strings. */
export function uncheckedSettings(workspace: Workspace): readonly UncheckedSetting[] {
  return workspace.cloudFlows.flatMap((flow) => flow.operations.flatMap((operation) => settingsOf(operation)));
}

function settingsOf(operation: Operation): readonly UncheckedSetting[] {
  const found: UncheckedSetting[] = [];
  const { inputs } = operation;
  if (inputs === undefined) return found;
  const path: string[] = [];
  const judge = (value: string | boolean, key: string): void => {
    const truth = truthOf(value);
    const setting = truth === undefined ? "" : lastPart(key);
    if (truth !== undefined && (truth ? offWhenTrue : offWhenFalse).test(setting.replace(/[_-]/g, ""))) {
      found.push({ operation, path: [...path, key], setting, span: undefined });
    } else if (typeof value === "string" && value.length >= shortestSetting) {
      const match = inText.exec(value);
      if (match !== null)
        found.push({
          operation,
          path: [...path, key],
          setting: match[1] ?? "",
          span: { start: match.index, end: match.index + match[0].length },
        });
    }
  };
  const visit = (value: JsonObject): void => {
    if (path.length > maxDepth) return;
    // `for in` makes no list of the names; what JSON.parse gives has no inherited members.
    for (const key in value) {
      const child = value[key];
      if (key === "schema") continue;
      if (typeof child === "object" && child !== null) {
        path.push(key);
        visit(child as JsonObject);
        path.pop();
      } else if (typeof child === "boolean" || (typeof child === "string" && child.length >= shortestTruth)) judge(child, key);
    }
  };
  visit({ inputs });
  return found;
}

const shortestTruth = "true".length;

const maxDepth = 32;

/** The truth value that is there, as such or as a text. */
function truthOf(value: string | boolean): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (value.length >= 20) return undefined;
  const text = value.trim().toLowerCase();
  return text === "true" ? true : text === "false" ? false : undefined;
}
