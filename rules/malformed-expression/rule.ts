import { defineRule, desktopPlace, operationPlace, rowFinder, rowPlace } from "../../src/rule.ts";

export default defineRule({
  code: "SL0003",
  name: "malformed-expression",
  summary: "An expression or script cannot be parsed, so secrets are followed only through the rest.",
  level: "note",
  preset: "recommended",
  source: "https://learn.microsoft.com/azure/logic-apps/workflow-definition-language-functions-reference",
  since: "0.1.0",
  messages: {
    syntax: "An expression in '{operation}' cannot be parsed. {problem}",
    script: "An action in the script of the desktop flow '{flow}' cannot be parsed. {problem}",
  },
  advice: {
    script:
      "Open '{flow}' in Power Automate for desktop and correct the action. Until then, secrets are followed only through the actions that can be parsed.",
    syntax:
      "Open '{operation}' in the designer and correct the expression. Until then, secrets are followed only through the part that can be parsed.",
  },
  check({ analysis, report }) {
    for (const flow of analysis.workspace.cloudFlows) {
      for (const { site, problem } of analysis.scanOf(flow).problems()) {
        report({
          at: operationPlace(site.operation, site.path, { start: problem.start, end: problem.end }, site.key),
          message: "syntax",
          data: { operation: site.operation.name, problem: problem.message },
        });
      }
    }
    for (const flow of analysis.workspace.desktopFlows) {
      const finder = rowFinder(flow.rows);
      for (const { start, end, message } of flow.script.problems) {
        const row = finder.at(start);
        const span = { start, end: Math.max(start, end) };
        report({
          at: row === undefined ? desktopPlace(flow, span) : rowPlace(row, span),
          message: "script",
          data: { flow: flow.name, problem: message },
        });
      }
    }
  },
});
