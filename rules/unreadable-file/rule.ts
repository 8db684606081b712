import { defineRule } from "../../src/rule.ts";

export default defineRule({
  code: "SL0001",
  name: "unreadable-file",
  summary: "A component could not be read.",
  level: "error",
  preset: "recommended",
  source: "https://learn.microsoft.com/power-platform/alm/solution-concepts-alm",
  since: "0.1.0",
  messages: {
    unreadable: "{problem} Everything else was analysed.",
  },
  advice: {
    unreadable: "Export the solution again. If the file is still broken, open the component in its designer, save it and export once more.",
  },
  check({ analysis, report }) {
    for (const { kind, message, place } of analysis.workspace.problems) {
      if (kind === "unreadable") report({ at: place, message: "unreadable", data: { problem: message } });
    }
  },
});
