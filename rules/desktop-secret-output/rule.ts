import { defineRule } from "../../src/rule.ts";

export default defineRule({
  code: "SL7007",
  name: "desktop-secret-output",
  summary: "An output of a desktop flow returns a secret but is not marked as sensitive.",
  level: "error",
  preset: "recommended",
  securitySeverity: 7.5,
  cwe: [532, 200],
  source: "https://learn.microsoft.com/power-automate/desktop-flows/manage-variables#sensitive-variables",
  fixable: "safe",
  since: "0.1.0",
  messages: {
    returned: "The output '{output}' returns the {secret} but is not marked as sensitive: the run history and the logs show it.",
    named: "The output '{output}' is named like a credential but is not marked as sensitive: the run history and the logs show it.",
  },
  advice: {
    returned:
      "Do not return the secret. If you have to: in Power Automate for desktop, open '{flow}', right-click '{output}' in the variables pane, select Edit and turn on Mark as sensitive.",
    named:
      "In Power Automate for desktop, open '{flow}', right-click '{output}' in the variables pane, select Edit and turn on Mark as sensitive.",
  },
  check({ values, report }) {
    for (const leak of values.desktopLeaks().outputs) {
      const { output, flow, origin, secret, place, path, confidence } = leak;
      const itself = origin.node.kind === "desktop-variable" && origin.name === output.name;
      report({
        at: place,
        message: itself ? "named" : "returned",
        confidence,
        ...(leak.confidence === "low" ? { level: "warning" as const } : {}),
        data: { output: output.name, flow: flow.name, secret },
        path: itself ? [] : path,
        related: leak.related,
        repairs: [{ kind: "mark-sensitive", flow, variable: output.name }],
      });
    }
  },
});
