import { defineRule, flowPlace, type RelatedPlace, type Report } from "../../src/rule.ts";

export default defineRule({
  code: "SL5002",
  name: "missing-connection-reference",
  summary: "A flow uses a connection reference that the solution does not contain.",
  level: "error",
  preset: "recommended",
  securitySeverity: 2.0,
  cwe: [1104],
  source: "https://learn.microsoft.com/power-apps/maker/data-platform/create-connection-reference",
  since: "0.1.0",
  messages: {
    missing:
      "The connection reference '{reference}', which this flow uses as '{key}', is not part of the solution, and no other solution declares it: the import fails or asks for it.",
  },
  advice: {
    missing: "Add the connection reference '{reference}' to the solution (Add existing › More › Connection reference) and export again.",
  },
  check({ analysis, report }) {
    const { workspace } = analysis;
    const known = new Set<string>();
    for (const solution of workspace.solutions) {
      for (const reference of solution.connectionReferences) known.add(reference.logicalName.toLowerCase());
    }
    const missing = new Map<string, { first: Report<"missing">; others: RelatedPlace[] }>();
    for (const flow of workspace.cloudFlows) {
      const solution = workspace.solutionOf(flow);
      if (solution.kind !== "solution") continue;
      for (const { key, pointer, referenceName } of flow.connections) {
        const name = referenceName?.toLowerCase();
        if (referenceName === undefined || name === undefined || known.has(name)) continue;
        // A dependency on `Active` names no solution that could bring it along.
        if (
          solution.dependencies.some(
            (dependency) => dependency.name === name && dependency.solution !== "" && dependency.solution.toLowerCase() !== "active",
          )
        )
          continue;
        const place = flowPlace(flow, pointer);
        const id = `${solution.uniqueName}\u0001${solution.root}\u0001${solution.container.path}\u0001${solution.container.prefix}\u0001${name}`;
        const entry = missing.get(id);
        if (entry === undefined)
          missing.set(id, { first: { at: place, message: "missing", data: { reference: referenceName, key } }, others: [] });
        else entry.others.push({ message: `'${flow.name}' uses it too.`, place });
      }
    }
    for (const { first, others } of missing.values()) report({ ...first, related: others });
  },
});
