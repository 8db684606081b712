import { defineRule, rowName, rowPlace } from "../../src/rule.ts";

export default defineRule({
  code: "SL7001",
  name: "desktop-insensitive-input",
  summary: "An input of a desktop flow carries a credential and is not marked as sensitive.",
  level: "error",
  preset: "recommended",
  securitySeverity: 7.5,
  cwe: [532, 200],
  source: "https://learn.microsoft.com/power-automate/desktop-flows/manage-variables#sensitive-variables",
  since: "0.1.0",
  messages: {
    used: "The input '{input}' is what '{row}' authenticates with, and it is not marked as sensitive: the run history and the logs show it.",
    named: "The input '{input}' is named like a credential, and it is not marked as sensitive: the run history and the logs show it.",
  },
  advice: {
    used: "Open '{flow}' in Power Automate for desktop, edit the input '{input}' in the Variables pane and turn on Mark as sensitive.",
    named: "Open '{flow}' in Power Automate for desktop, edit the input '{input}' in the Variables pane and turn on Mark as sensitive.",
  },
  check({ analysis, report }) {
    for (const { flow, port, usedBy } of analysis.desktop.insensitiveInputs) {
      report({
        at: port.place,
        message: usedBy === undefined ? "named" : "used",
        ...(usedBy === undefined ? { level: "warning", confidence: "medium", keepLevel: true } : {}),
        data: { input: port.name, flow: flow.name, row: usedBy === undefined ? "" : rowName(usedBy) },
        related: usedBy === undefined ? [] : [{ message: "It is used as a credential here.", place: rowPlace(usedBy) }],
      });
    }
  },
});
