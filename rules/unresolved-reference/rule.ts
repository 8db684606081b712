import { type Caller, defineRule, operationPlace, unresolvedCalls, unresolvedReferences } from "../../src/rule.ts";

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
    call: "{callers} a {kind} that is not part of this run. Secrets are not followed into or out of it.",
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
    for (const { kind, callers } of unresolvedCalls(analysis)) {
      const [first, ...others] = callers;
      report({
        at: first.place,
        message: "call",
        data: { kind, callers: callersInWords(first, others.length) },
        related: others.map(({ name, place }) => ({ message: `'${name}' calls it as well.`, place })),
      });
    }
  },
});

function callersInWords({ name }: Caller, others: number): string {
  if (others === 0) return `'${name}' calls`;
  return others === 1 ? `'${name}' and another action call` : `'${name}' and ${others} more actions call`;
}
