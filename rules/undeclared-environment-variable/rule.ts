import {
  defineRule,
  flowPlace,
  isBroughtByDependency,
  operationPlace,
  type Place,
  type RelatedPlace,
  type Solution,
  variableUses,
} from "../../src/rule.ts";

export default defineRule({
  code: "SL4011",
  name: "undeclared-environment-variable",
  summary: "A flow uses an environment variable that no solution of the run declares.",
  level: "error",
  preset: "recommended",
  securitySeverity: 2.0,
  cwe: [1104],
  source: "https://learn.microsoft.com/power-apps/maker/data-platform/environmentvariables",
  since: "0.1.0",
  messages: {
    parameter:
      "This flow uses the environment variable '{variable}', but neither this nor another solution of the run declares it: the import fails, or the flow keeps the value of the environment it was built in.",
    secret:
      "'{operation}' reads the secret variable '{variable}', but neither this nor another solution of the run declares it: the flow fails at run time.",
  },
  advice: {
    parameter: "Add the environment variable '{variable}' to the solution (Add existing › More › Environment variable) and export again.",
    secret:
      "Add the environment variable '{variable}' to the solution (Add existing › More › Environment variable), or correct its name in '{operation}'.",
  },
  check({ analysis, report }) {
    const { workspace } = analysis;
    for (const [name, uses] of variableUses(analysis).undeclared) {
      const bySolution = new Map<Solution, typeof uses>();
      for (const use of uses) {
        const solution = workspace.solutionOf(use.flow);
        if (solution.kind !== "solution" || isBroughtByDependency(solution, name)) continue;
        bySolution.set(solution, [...(bySolution.get(solution) ?? []), use]);
      }
      for (const own of bySolution.values()) {
        const [first, ...others] = own;
        if (first === undefined) continue;
        const placeOf = (use: (typeof uses)[number]): Place =>
          use.kind === "parameter" ? flowPlace(use.flow, use.parameter.pointer.slice(0, -1)) : operationPlace(use.operation, use.path);
        const related: readonly RelatedPlace[] = others.map((use) => ({ message: `'${use.flow.name}' uses it too.`, place: placeOf(use) }));
        const operation = first.kind === "secret" ? first.operation.name : "";
        report({ at: placeOf(first), message: first.kind, data: { variable: first.schemaName, operation }, related });
      }
    }
  },
});
