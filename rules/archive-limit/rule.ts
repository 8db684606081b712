import { defineRule } from "../../src/rule.ts";

export default defineRule({
  code: "SL0002",
  name: "archive-limit",
  summary: "A limit on the size of the input was reached, so a part of it was not analysed.",
  level: "error",
  preset: "recommended",
  source: "https://cwe.mitre.org/data/definitions/409.html",
  since: "0.1.0",
  messages: {
    limit: "This part was not analysed. {problem}",
  },
  advice: {
    limit: "Check that this is the right file. If it is, raise the limit that the message names in the configuration.",
  },
  check({ analysis, report }) {
    for (const { kind, message, place } of analysis.problems()) {
      if (kind === "limit") report({ at: place, message: "limit", data: { problem: message } });
    }
  },
});
