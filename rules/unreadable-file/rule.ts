import { defineRule } from "../../src/rule.ts";

export default defineRule({
  code: "SL0001",
  name: "unreadable-file",
  summary: "A component that should be analysed could not be read.",
  level: "error",
  preset: "recommended",
  source: "https://learn.microsoft.com/power-platform/alm/solution-concepts-alm",
  since: "0.1.0",
  messages: {
    unreadable: "{problem} Everything else was analysed.",
  },
  advice: {
    unreadable: "Export the solution again; if the file is broken in the export as well, open the component in its designer and save it.",
  },
  check({ analysis, report }) {
    for (const { kind, message, place } of analysis.workspace.problems) {
      if (kind === "unreadable") report({ at: place, message: "unreadable", data: { problem: message } });
    }
  },
});
