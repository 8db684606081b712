import { defineRule, hasSecureOutputs, nameOfOrigin, type Operation, type Origin, supportsSecureOutputs } from "../../src/rule.ts";

export default defineRule({
  code: "SL2001",
  name: "missing-secure-outputs",
  summary: "An action or trigger brings a secret into the flow without Secure Outputs.",
  level: "error",
  preset: "recommended",
  securitySeverity: 7.5,
  cwe: [532, 312],
  source: "https://learn.microsoft.com/power-automate/guidance/coding-guidelines/use-secure-inputs-outputs-triggers",
  fixable: "safe",
  since: "0.1.0",
  messages: {
    source: "'{operation}' returns {secret} without Secure Outputs, so everyone who can see the run history can read it.",
    trigger: "The trigger '{operation}' receives {secret} without Secure Outputs, so everyone who can see the run history can read it.",
    called:
      "The called flow returns {secret} to '{operation}', which lacks Secure Outputs, so everyone who can see the run history can read it.",
  },
  advice: {
    source: "In the settings of '{operation}', turn on Secure Outputs.",
    trigger: "In the settings of the trigger '{operation}', turn on Secure Inputs and Secure Outputs.",
    called: "In the settings of '{operation}', turn on Secure Outputs.",
  },
  check({ values, report }) {
    for (const { operation, origins, secret, confidence, path, place } of values.secretOutputs()) {
      const [first] = origins;
      if (first === undefined || hasSecureOutputs(operation) || !supportsSecureOutputs(operation)) continue;
      const more = origins.length > 1 ? ` and ${origins.length - 1} more` : "";
      report({
        at: place,
        message: operation.isTrigger ? "trigger" : path.length > 0 ? "called" : "source",
        data: { operation: operation.name, secret: path.length > 0 ? `the ${secret}${more}` : `${returned(first, operation)}${more}` },
        confidence,
        path,
        // The designer's two switches of a trigger belong together.
        repairs: [
          {
            kind: "secure-settings",
            operation,
            add: operation.isTrigger ? ["inputs", "outputs"] : ["outputs"],
          },
        ],
      });
    }
  },
});

/** The secret behind the name of the operation that returns it. */
function returned(origin: Origin, operation: Operation): string {
  switch (origin.basis) {
    case "operation":
      return `the ${origin.what}`;
    case "trigger-input":
    case "named-output":
      return `'${origin.name}', which is named like a credential,`;
    case "used-as-credential":
      return origin.name === operation.name ? "a value that is used as a credential" : `'${origin.name}', which is used as a credential,`;
    default:
      return `the ${nameOfOrigin(origin)}`;
  }
}
