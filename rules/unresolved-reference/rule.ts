import { defineRule, operationPlace, unresolvedReferences } from "../../src/rule.ts";

export default defineRule({
  code: "SL0004",
  name: "unresolved-reference",
  summary: "An expression or call names something that does not exist in the run.",
  level: "note",
  preset: "recommended",
  source: "https://learn.microsoft.com/azure/logic-apps/workflow-definition-language-functions-reference",
  since: "0.1.0",
  messages: {
    name: "An expression in '{operation}' names the {kind} '{name}', which this flow does not have; nothing can be followed there.",
    call: "'{operation}' calls a flow that is not among what was given, so secrets are not followed into it.",
  },
  advice: {
    name: "Correct the name in '{operation}', or remove the expression.",
    call: "Give the solution that holds the called flow as well: solutionlint this.zip that.zip.",
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
      for (const operation of flow.actions) {
        if (analysis.calls.calledId(operation) === undefined || analysis.calls.calledFlow(operation) !== undefined) continue;
        report({ at: operationPlace(operation, ["inputs", "host"]), message: "call", data: { operation: operation.name } });
      }
    }
  },
});
