import {
  type Analysis,
  byConfidence,
  type Confidence,
  type DesktopPort,
  defineRule,
  rowName,
  rowPlace,
  type ValueFlow,
} from "../../src/rule.ts";

export default defineRule({
  code: "SL7001",
  name: "desktop-insensitive-input",
  summary: "An input of a desktop flow carries a credential but is not marked as sensitive.",
  level: "error",
  preset: "recommended",
  securitySeverity: 7.5,
  cwe: [532, 200],
  source: "https://learn.microsoft.com/power-automate/desktop-flows/manage-variables#sensitive-variables",
  fixable: "safe",
  since: "0.1.0",
  messages: {
    used: "'{row}' authenticates with the input '{input}', which is not marked as sensitive: the run history and the logs show it.",
    connects:
      "'{row}' connects with the input '{input}', which is not marked as sensitive: if the connection string contains a password, the run history and the logs show it.",
    headers:
      "'{row}' sends the input '{input}' as headers, and it is not marked as sensitive: if a header authenticates, the run history and the logs show it.",
    named: "The input '{input}' is named like a credential but is not marked as sensitive: the run history and the logs show it.",
  },
  advice: {
    used: "In Power Automate for desktop, open '{flow}', right-click '{input}' in the variables pane, select Edit and turn on Mark as sensitive.",
    connects:
      "In Power Automate for desktop, open '{flow}', right-click '{input}' in the variables pane, select Edit and turn on Mark as sensitive; or pass the password in a separate sensitive input.",
    headers:
      "In Power Automate for desktop, open '{flow}', right-click '{input}' in the variables pane, select Edit and turn on Mark as sensitive; or pass the token or key in a separate sensitive input.",
    named:
      "In Power Automate for desktop, open '{flow}', right-click '{input}' in the variables pane, select Edit and turn on Mark as sensitive.",
  },
  check({ analysis, values, runs, report }) {
    const filled = runs("secret-to-insensitive-input") ? filledByCallers(analysis, values) : new Map<DesktopPort, Confidence>();
    for (const { flow, port, named, use } of analysis.desktop.insensitiveInputs) {
      const sure = use?.confidence === "high";
      const known = filled.get(port);
      // The call that hands a secret to it is the finding, unless that is less sure. A sure use leaves no doubt about what is handed to it.
      if (known !== undefined && (sure || byConfidence(known, "medium") <= 0)) continue;
      report({
        at: port.place,
        message: use === undefined || (named && !sure) ? "named" : use.fields === undefined ? "used" : messageOf[use.fields],
        ...(sure ? {} : { level: "warning", confidence: "medium", keepLevel: true }),
        data: { input: port.name, flow: flow.name, row: use === undefined ? "" : rowName(use.row) },
        repairs: [{ kind: "mark-sensitive", flow, variable: port.name }],
        related: use === undefined ? [] : [{ message: "It is used as a credential here.", place: rowPlace(use.row) }],
      });
    }
  },
});

const messageOf = { "connection string": "connects", headers: "headers" } as const;

/** How surely callers hand a secret to an input that is not marked as sensitive. */
function filledByCallers(analysis: Analysis, values: ValueFlow): ReadonlyMap<DesktopPort, Confidence> {
  const filled = new Map<DesktopPort, Confidence>();
  const add = (port: DesktopPort, confidence: Confidence): void => {
    const known = filled.get(port);
    if (known === undefined || byConfidence(confidence, known) < 0) filled.set(port, confidence);
  };
  for (const leak of values.secretsReaching("desktop-input")) {
    const called = analysis.insensitiveInput(leak)?.desktop;
    if (called !== undefined) add(called.port, leak.confidence);
  }
  for (const { exposedInput, confidence } of values.desktopSecretsReaching("desktop-input"))
    if (exposedInput !== undefined) add(exposedInput.port, confidence);
  return filled;
}
