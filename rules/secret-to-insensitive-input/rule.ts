import { defineRule, operationPlace, rowName } from "../../src/rule.ts";

const messageOf = { "child-flow": "child", "http-flow": "http", "desktop-flow": "desktop" } as const;

export default defineRule({
  code: "SL3008",
  name: "secret-to-insensitive-input",
  summary: "A secret is handed to another flow whose input does not protect it.",
  level: "error",
  preset: "recommended",
  securitySeverity: 7.5,
  cwe: [532, 200],
  source: "https://learn.microsoft.com/power-automate/how-tos-use-sensitive-input",
  since: "0.1.0",
  messages: {
    child:
      "'{operation}' hands the {secret} to the child flow '{called}', whose trigger does not have Secure Outputs: the child's run history shows it.",
    http: "'{operation}' calls the flow '{called}' and sends it the {secret}. The trigger of '{called}' does not have Secure Outputs: its run history shows it.",
    desktop:
      "'{operation}' hands the {secret} to the input '{input}' of the desktop flow '{called}', which is not marked as sensitive: the desktop flow's logs show it.",
    row: "'{operation}' hands the {secret} to the input '{input}' of the desktop flow '{called}', which is not marked as sensitive: that flow's logs show it.",
  },
  advice: {
    row: "Open '{called}' in Power Automate for desktop, right-click the input '{input}' in the variables pane, select Edit and turn on Mark as sensitive.",
    child:
      "Open the settings of the trigger of '{called}' and turn on Secure Inputs and Secure Outputs; turn on Secure Inputs on '{operation}' as well.",
    http: "Open the settings of the trigger of '{called}' and turn on Secure Inputs and Secure Outputs; turn on both on '{operation}' as well.",
    desktop:
      "Open '{called}' in Power Automate for desktop, right-click the input '{input}' in the variables pane, select Edit and turn on Mark as sensitive; turn on Secure Inputs on '{operation}' as well.",
  },
  check({ analysis, values, report }) {
    for (const leak of values.secretsReaching("child-flow-input", "request", "desktop-input")) {
      const found = analysis.insensitiveInput(leak);
      if (found === undefined) continue;
      report({
        at: leak.place,
        message: messageOf[found.kind],
        confidence: leak.confidence,
        data: { secret: leak.secret, operation: leak.operation.name, called: found.called, input: found.input },
        path: leak.path,
        related:
          found.trigger === undefined
            ? []
            : [{ message: "This trigger does not have Secure Outputs.", place: operationPlace(found.trigger) }],
      });
    }
    for (const leak of values.desktopSecretsReaching("desktop-input")) {
      const { row, secret, place, path, confidence, exposedInput: found } = leak;
      if (found === undefined) continue;
      report({
        at: place,
        message: "row",
        confidence,
        ...(confidence === "low" ? { level: "warning" as const } : {}),
        data: { secret, operation: rowName(row), called: found.flow.name, input: found.port.name },
        path,
        related: [{ message: "This input is not marked as sensitive.", place: found.port.place }, ...leak.related],
      });
    }
  },
});
