import { defineRule, operationPlace } from "../../src/rule.ts";

export default defineRule({
  code: "SL0003",
  name: "malformed-expression",
  summary: "An expression does not parse; the part that does is followed.",
  level: "note",
  preset: "recommended",
  source: "https://learn.microsoft.com/azure/logic-apps/workflow-definition-language-functions-reference",
  since: "0.1.0",
  messages: {
    syntax: "An expression in '{operation}' does not parse: {problem}",
  },
  advice: {
    syntax: "Open '{operation}' in the designer and correct the expression.",
  },
  check({ analysis, report }) {
    for (const flow of analysis.workspace.cloudFlows) {
      for (const { site, problem } of analysis.scanOf(flow).problems()) {
        report({
          at: operationPlace(site.operation, site.path, { start: problem.start, end: Math.max(problem.end, problem.start) }, site.key),
          message: "syntax",
          data: { operation: site.operation.name, problem: problem.message },
        });
      }
    }
  },
});
