import {
  type Analysis,
  andMoreInWords,
  bySeverity,
  defineRule,
  hasSecureInputs,
  hasSecureOutputs,
  type Leak,
  type Level,
  levelFor,
  type Operation,
  type RoleKind,
  supportsSecureOutputs,
} from "../../src/rule.ts";

/** Where Secure Inputs is what is missing, and not that the secret goes there at all. */
const ownRoles: readonly RoleKind[] = [
  "authentication",
  "credential",
  "authorization-header",
  "request",
  "child-flow-input",
  "desktop-input",
  "response",
];

/** Roles whose own rule reports the leak, and says where the setting would help. */
const absorbing: ReadonlySet<RoleKind> = new Set(["store", "message", "log", "response", "url"]);

export default defineRule({
  code: "SL2002",
  name: "missing-secure-inputs",
  summary: "An action receives a secret without Secure Inputs.",
  level: "error",
  preset: "recommended",
  securitySeverity: 6.5,
  cwe: [532],
  source: "https://learn.microsoft.com/azure/logic-apps/logic-apps-securing-a-logic-app#obfuscate",
  fixable: "safe",
  since: "0.1.0",
  messages: {
    visible: "'{operation}' receives the {secret} in the {member} without Secure Inputs, so the run history shows it.",
    made: "'{operation}' generates a value that is used as a credential, in the {member}, without Secure Inputs, so the run history shows it.",
    hop: "'{operation}' receives the {secret} in the {member} without Secure Inputs. The run history hides it only because it comes directly from a secured action; any step in between would expose it.",
    authentication:
      "'{operation}' receives the {secret} in the {member} without Secure Inputs. The run history hides this field anyway, but every action that touches a secret should be secured.",
    header:
      "'{operation}' receives the {secret} in the Authorization header without Secure Inputs. The run history never shows this header, but every action that touches a secret should be secured.",
  },
  advice: {
    visible: "In the settings of '{operation}', turn on Secure Inputs{also}.",
    made: "In the settings of '{operation}', turn on Secure Inputs{also}.",
    hop: "In the settings of '{operation}', turn on Secure Inputs{also}.",
    authentication: "In the settings of '{operation}', turn on Secure Inputs.",
    header: "In the settings of '{operation}', turn on Secure Inputs.",
  },
  check({ analysis, values, report }) {
    for (const operation of new Set(values.secretsReaching(...ownRoles).map((leak) => leak.operation))) {
      if (hasSecureInputs(operation)) continue;
      const leaks = values.leaksAt(operation);
      const elsewhere = new Set(leaks.filter((leak) => isReportedElsewhere(leak, analysis)).map((leak) => leak.origin));
      const judged = leaks
        .filter((leak) => !elsewhere.has(leak.origin))
        .map((leak) => ({ leak, ...judge(leak) }))
        .sort((a, b) => bySeverity(levelFor(a.level, a.leak.confidence), levelFor(b.level, b.leak.confidence)));
      const [worst] = judged;
      if (worst === undefined) continue;
      const { leak, level, message } = worst;
      const others = new Set(judged.map((one) => one.leak.origin)).size - 1;
      report({
        at: leak.place,
        message,
        level,
        confidence: leak.confidence,
        data: {
          operation: operation.name,
          secret: leak.secret + andMoreInWords(others, "secret"),
          member: leak.role.member,
          also: lacksSecureOutputs(operation) ? ", and Secure Outputs if the response may repeat the secret" : "",
        },
        path: leak.isMadeHere ? [] : leak.path,
        repairs: [{ kind: "secure-settings", operation, add: ["inputs"] }],
      });
    }
  },
});

/** There is a second setting to turn on, which actions without an answer, such as Response, do not have. */
function lacksSecureOutputs(operation: Operation): boolean {
  return supportsSecureOutputs(operation) && !hasSecureOutputs(operation);
}

/** A rule about the place reports the same secret at the same operation. */
function isReportedElsewhere(leak: Leak, analysis: Analysis): boolean {
  // The answer of a child flow to its callers in the run is no leak, so there it is the setting that counts.
  if (leak.role.kind === "response" && analysis.calls.answersCallersOnly(leak.operation.flow)) return false;
  return absorbing.has(leak.role.kind) || analysis.insensitiveInput(leak) !== undefined;
}

function judge({ role, visibility, isMadeHere }: Leak): {
  readonly level: Level;
  readonly message: "visible" | "made" | "hop" | "authentication" | "header";
} {
  if (isMadeHere) return { level: "error", message: "made" };
  if (role.kind === "authorization-header") return { level: "note", message: "header" };
  if (role.kind === "authentication") return { level: "warning", message: "authentication" };
  return visibility === "visible" ? { level: "error", message: "visible" } : { level: "warning", message: "hop" };
}
