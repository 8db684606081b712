import { defineRule, operationPlace, unresolvedCalls, unresolvedReferences } from "../../src/rule.ts";

export default defineRule({
  code: "SL0004",
  name: "unresolved-reference",
  summary: "An expression or a call names something that does not exist, so values cannot be followed.",
  level: "note",
  preset: "recommended",
  source: "https://learn.microsoft.com/azure/logic-apps/workflow-definition-language-functions-reference",
  since: "0.1.0",
  messages: {
    name: "An expression in '{operation}' refers to the {kind} '{name}', which does not exist in this flow. Secrets are not followed through it.",
    call: "'{operation}' calls a {kind} that is not part of this run. Secrets are not followed into or out of it.",
  },
  advice: {
    name: "Open '{operation}' in the designer and correct the name, or remove the expression.",
    call: "Add the solution that contains the {kind} to the run: solutionlint this.zip that.zip.",
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
