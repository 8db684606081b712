import { defineRule, type Operation, operationPlace, supportsSecureInputs, supportsSecureOutputs, valueAt } from "../../src/rule.ts";

export default defineRule({
  code: "SL2004",
  name: "ineffective-secure-setting",
  summary: "A secure setting has no effect on this action.",
  level: "warning",
  preset: "recommended",
  securitySeverity: 4.0,
  cwe: [1188],
  source: "https://learn.microsoft.com/azure/logic-apps/logic-apps-securing-a-logic-app#obfuscate",
  fixable: "safe",
  since: "0.1.0",
  messages: {
    unsupported:
      "Secure settings of '{operation}' are meant to hide its {side}, but actions of this type ({type}) do not support that: the run history shows them.",
    mirrored:
      "'{operation}' has Secure Outputs turned on, but actions of this type ({type}) support only Secure Inputs, which hides the outputs as well.",
    unknown: "'{operation}' has the unknown secure setting '{value}': only 'inputs' and 'outputs' have an effect.",
    tracked:
      "'{operation}' has both secure settings and tracked properties, but the platform does not send tracked properties of a secured action.",
  },
  advice: {
    unsupported: "Keep secrets out of '{operation}', and remove the setting, which only looks like protection.",
    mirrored: "In the settings of '{operation}', turn on Secure Inputs instead.",
    unknown: "In the settings of '{operation}', turn on Secure Inputs and Secure Outputs.",
    tracked: "Remove the tracked properties of '{operation}'.",
  },
  check({ analysis, report }) {
    for (const flow of analysis.workspace.cloudFlows) {
      for (const operation of flow.operations) {
        if (!operation.secure.present) continue;
        const { inputs, outputs, unknown } = operation.secure;
        const at = operationPlace(operation, ["runtimeConfiguration", "secureData", "properties"]);
        const data = { operation: operation.name, type: typeName(operation) };
        const sides = [
          ...(inputs && !supportsSecureInputs(operation) ? ["inputs"] : []),
          ...(outputs && !supportsSecureOutputs(operation) ? ["outputs"] : []),
        ];
        if (sides.length > 0) {
          // With Secure Inputs on as well nothing is missing: the designer writes both for these types now and then.
          const mirrored = supportsSecureInputs(operation);
          const remove = entriesOf(operation, sides);
          if (!mirrored) {
            const repairs = [{ kind: "secure-settings", operation, remove } as const];
            report({ at, message: "unsupported", data: { ...data, side: sides.join(" and ") }, repairs });
          } else if (!inputs) {
            report({ at, message: "mirrored", data, repairs: [{ kind: "secure-settings", operation, add: ["inputs"], remove }] });
          }
        }
        for (const value of unknown) {
          const repairs = [{ kind: "secure-settings", operation, remove: [value] } as const];
          report({ at, message: "unknown", data: { ...data, value }, repairs });
        }
        // Where the setting has no effect and goes, they are written as without it.
        const hides = supportsSecureInputs(operation) ? inputs || outputs : outputs && supportsSecureOutputs(operation);
        if (hides && "trackedProperties" in operation.json) {
          const repairs = [{ kind: "secure-settings", operation, untrack: true } as const];
          report({ at: operationPlace(operation, ["trackedProperties"]), message: "tracked", data, repairs });
        }
      }
    }
  },
});

/** The entries of the setting for these sides, as spelled. */
function entriesOf(operation: Operation, sides: readonly string[]): readonly string[] {
  const listed = valueAt(operation.json, ["runtimeConfiguration", "secureData", "properties"]);
  const isWanted = (entry: unknown): entry is string => typeof entry === "string" && sides.includes(entry.toLowerCase());
  return Array.isArray(listed) ? listed.filter(isWanted) : [];
}

function typeName(operation: Operation): string {
  const type = operation.json.type;
  return typeof type === "string" ? type : operation.type;
}
