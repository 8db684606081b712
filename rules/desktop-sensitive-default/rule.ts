import { type Confidence, defineRule, namesUser, placeholder, rotateNow } from "../../src/rule.ts";

export default defineRule({
  code: "SL1006",
  name: "desktop-sensitive-default",
  summary: "A sensitive input of a desktop flow has a default value, which is stored in plain text.",
  level: "error",
  preset: "recommended",
  securitySeverity: 8.0,
  cwe: [312, 798],
  source: "https://learn.microsoft.com/power-automate/desktop-flows/manage-variables#sensitive-variables",
  fixable: "safe",
  since: "0.1.0",
  messages: {
    stored:
      "The sensitive input '{input}' has a default value of {length} characters. It is stored in plain text in the flow: everyone who can open or export the flow can read it.",
    user: "The sensitive input '{input}' has a default value of {length} characters. It is stored in plain text in the flow: everyone who can open or export the flow can read it.",
  },
  advice: {
    user: "In Power Automate for desktop, edit '{input}' in the variables pane and clear its default value; pass the value at run time instead.",
    stored: `In Power Automate for desktop, edit '{input}' in the variables pane and clear its default value; pass the value at run time instead. ${rotateNow}`,
  },
  check({ analysis, report }) {
    for (const flow of analysis.workspace.desktopFlows) {
      for (const port of flow.inputs) {
        const { name, sensitive, defaultValue } = port;
        if (!sensitive || defaultValue === undefined) continue;
        const confidence = confidenceIn(defaultValue.text);
        if (confidence === undefined) continue;
        const data = { input: name, length: defaultValue.text.length };
        report({
          at: defaultValue.place,
          // Who signs in is known to others anyway, and cannot be rotated.
          message: namesUser(port) ? "user" : "stored",
          confidence,
          data,
          repairs: [{ kind: "clear-default", flow, input: name }],
        });
      }
    }
  },
});

/** What only stands for a value, `XXXXXXXX` or `<password>`, gives nothing away; a row of digits may be a PIN. */
function confidenceIn(text: string): Confidence | undefined {
  const guess = placeholder(text);
  if (guess === undefined) return "high";
  return guess === "likely" || /^\d+$/.test(text.trim()) ? "low" : undefined;
}
