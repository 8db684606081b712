import { defineRule, hasSecureInputs, type Leak, type Level, leastSure, levelFor, supportsSecureInputs } from "../../src/rule.ts";

/** Roles whose own rule reports the leak, and says where the setting would help. */
const absorbed = new Set(["store", "message", "log", "response", "url", "data-operation", "variable"]);

const severity: Readonly<Record<Level, number>> = { error: 2, warning: 1, note: 0 };

export default defineRule({
  code: "SL2002",
  name: "missing-secure-inputs",
  summary: "An action receives a secret without Secure Inputs.",
  level: "error",
  preset: "recommended",
  securitySeverity: 6.5,
  cwe: [532],
  source: "https://learn.microsoft.com/azure/logic-apps/logic-apps-securing-a-logic-app#obfuscate",
  since: "0.1.0",
  fixable: "safe",
  messages: {
    visible: "'{operation}' receives the {secret} in the {member} without Secure Inputs, and nothing else hides it in the run history.",
    hop: "'{operation}' receives the {secret} in the {member} without Secure Inputs. The run history hides it here only because it comes straight from a secured action: any step in between would show it.",
    authentication:
      "'{operation}' receives the {secret} in the {member} without Secure Inputs. The run history hides that field by itself; the practice is to secure every action that touches a secret.",
    header:
      "'{operation}' receives the {secret} in the Authorization header without Secure Inputs. The run history never shows that header; the practice is to secure every action that touches a secret.",
  },
  advice: {
    visible: "Open the settings of '{operation}' and turn on Secure Inputs, and Secure Outputs if the answer can repeat the secret.",
    hop: "Open the settings of '{operation}' and turn on Secure Inputs.",
    authentication: "Open the settings of '{operation}' and turn on Secure Inputs.",
    header: "Open the settings of '{operation}' and turn on Secure Inputs.",
  },
  check({ analysis, values, report }) {
    const operations = new Set(
      values
        .secretsReaching("authentication", "credential", "authorization-header", "request", "child-flow-input", "desktop-input")
        .map((leak) => leak.operation),
    );
    for (const operation of operations) {
      if (!supportsSecureInputs(operation) || hasSecureInputs(operation)) continue;
      const leaks = values.leaksAt(operation);
      const judged = leaks
        .filter(
          (leak) =>
            !absorbed.has(leak.role.kind) && leak.role.kind !== "condition" && leak.role.kind !== "loop" && leak.role.kind !== "switch",
        )
        .filter((leak) => !leaks.some((other) => other.origin === leak.origin && absorbed.has(other.role.kind)))
        .filter((leak) => !reportedAsInsensitive(leak))
        .map((leak) => ({ leak, ...judge(leak) }));
      const [worst] = judged.sort(
        (a, b) => severity[levelFor(b.level, b.leak.confidence)] - severity[levelFor(a.level, a.leak.confidence)],
      );
      if (worst === undefined) continue;
      const others = new Set(judged.map(({ leak }) => leak.origin)).size - 1;
      report({
        at: worst.leak.place,
        message: worst.message,
        level: worst.level,
        confidence: leastSure(worst.leak.confidence),
        data: {
          operation: operation.name,
          secret: worst.leak.secret + (others > 0 ? ` and ${others} more` : ""),
          member: worst.leak.role.member,
        },
        path: worst.leak.path,
      });
    }

    /** The call is a finding of secret-to-insensitive-input already. */
    function reportedAsInsensitive(leak: Leak): boolean {
      return analysis.insensitiveInput(leak) !== undefined;
    }
  },
});

function judge({ role, visibility }: Leak): { readonly level: Level; readonly message: "visible" | "hop" | "authentication" | "header" } {
  if (role.kind === "authorization-header") return { level: "note", message: "header" };
  if (role.kind === "authentication") return { level: "warning", message: visibility === "visible" ? "authentication" : "hop" };
  return visibility === "visible" ? { level: "error", message: "visible" } : { level: "warning", message: "hop" };
}
