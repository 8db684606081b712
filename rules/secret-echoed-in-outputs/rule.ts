import {
  andMoreInWords,
  byConfidence,
  defineRule,
  hasSecureOutputs,
  type Leak,
  lowestConfidence,
  operationPlace,
  type RoleKind,
  supportsSecureOutputs,
} from "../../src/rule.ts";

export default defineRule({
  code: "SL2003",
  name: "secret-echoed-in-outputs",
  summary: "An action returns the secret it was given, without Secure Outputs.",
  level: "warning",
  preset: "recommended",
  securitySeverity: 5.5,
  cwe: [532],
  source: "https://learn.microsoft.com/azure/logic-apps/logic-apps-securing-a-logic-app#obfuscate",
  fixable: "safe",
  since: "0.1.0",
  messages: {
    echoed:
      "'{operation}' receives the {secret} in the {member} and returns what it receives. Without Secure Outputs, the run history can show the secret in its outputs.",
  },
  advice: {
    echoed: "In the settings of '{operation}', turn on Secure Outputs.",
  },
  check({ analysis, values, report }) {
    for (const flow of analysis.workspace.cloudFlows) {
      for (const operation of flow.actions) {
        const facts = analysis.roles.facts(operation);
        if (facts?.echoes !== true || hasSecureOutputs(operation)) continue;
        const leaks = values.leaksAt(operation).filter(isGiven);
        const [surest] = leaks.toSorted((a, b) => byConfidence(a.confidence, b.confidence));
        if (surest === undefined) continue;
        const others = new Set(leaks.map((leak) => leak.origin)).size - 1;
        report({
          at: operationPlace(operation),
          message: "echoed",
          confidence: lowestConfidence(surest.confidence, facts.confidence),
          data: {
            operation: operation.name,
            secret: surest.secret + andMoreInWords(others, "secret"),
            member: surest.role.member,
          },
          path: surest.path,
          repairs: supportsSecureOutputs(operation) ? [{ kind: "secure-settings", operation, add: ["outputs"] }] : [],
        });
      }
    }
  },
});

/** Roles whose own rule says that the secret must not go there at all: then it does not come back either. Tracked properties are a log. */
const reportedThere: ReadonlySet<RoleKind> = new Set(["store", "message", "log"]);

/** The secret is in what is sent, and not in the header that signs in. */
function isGiven({ role }: Leak): boolean {
  return role.kind !== "authorization-header" && !reportedThere.has(role.kind);
}
