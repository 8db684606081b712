import { defineRule, operationPlace, unresolvedCalls, unresolvedReferences } from "../../src/rule.ts";

export default defineRule({
  code: "SL0004",
  name: "unresolved-reference",
  summary: "An expression or a call names something that is not there, so values are not followed.",
  level: "note",
  preset: "recommended",
  source: "https://learn.microsoft.com/azure/logic-apps/workflow-definition-language-functions-reference",
  since: "0.1.0",
  messages: {
    name: "An expression in '{operation}' names the {kind} '{name}', which this flow does not have. No secret is followed through it.",
    call: "'{operation}' calls a {kind} that is not part of this run. No secret is followed into it, or back from it.",
  },
  advice: {
    name: "Open '{operation}' in the designer and correct the name, or remove the expression.",
    call: "Give the solution that holds the {kind} as well: solutionlint this.zip that.zip.",
  },
  check({ analysis, report }) {
    for (const flow of analysis.workspace.cloudFlows) {
      for (const { site, reference, kind, name } of unresolvedReferences(analysis, flow)) {
        report({
          at: operationPlace(site.operation, site.path, { start: reference.call.start, end: reference.call.end }, site.key),
          message: "name",
          data: { operation: site.operation.name, kind, name },
        });
      }
    }
    for (const { caller, kind, place } of unresolvedCalls(analysis)) {
      report({ at: place, message: "call", data: { operation: caller, kind } });
    }
  },
});
