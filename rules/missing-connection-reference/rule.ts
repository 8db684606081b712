import {
  defineRule,
  flowPlace,
  isBroughtByDependency,
  isSameSolution,
  type RelatedPlace,
  type Report,
  type Solution,
} from "../../src/rule.ts";

export default defineRule({
  code: "SL5002",
  name: "missing-connection-reference",
  summary: "A flow uses a connection reference that no solution of the run contains.",
  level: "error",
  preset: "recommended",
  securitySeverity: 2.0,
  cwe: [1104],
  source: "https://learn.microsoft.com/power-apps/maker/data-platform/create-connection-reference",
  since: "0.1.0",
  messages: {
    missing:
      "This flow uses the connection reference '{reference}' (as '{key}'), but neither this nor another solution of the run contains it: the import fails, or asks for a connection.",
  },
  advice: {
    missing: "Add the connection reference '{reference}' to the solution (Add existing › More › Connection reference) and export again.",
  },
  check({ analysis, report }) {
    const { workspace } = analysis;
    const declared = new Map<string, Set<Solution>>();
    for (const solution of workspace.solutions) {
      for (const { logicalName } of solution.connectionReferences) {
        const name = logicalName.toLowerCase();
        declared.set(name, (declared.get(name) ?? new Set<Solution>()).add(solution));
      }
    }
    // Another export of the same solution brings nothing along.
    const isKnown = (name: string, user: Solution): boolean => {
      const holders = declared.get(name);
      return holders !== undefined && (holders.has(user) || [...holders].some((solution) => !isSameSolution(solution, user)));
    };
    const missing = new Map<Solution, Map<string, { first: Report<"missing">; others: RelatedPlace[] }>>();
    for (const flow of workspace.cloudFlows) {
      const solution = workspace.solutionOf(flow);
      if (solution.kind !== "solution" || isUnknownLayout(solution)) continue;
      for (const { key, pointer, referenceName } of flow.connections) {
        if (referenceName === undefined) continue;
        const name = referenceName.toLowerCase();
        if (isKnown(name, solution) || isBroughtByDependency(solution, name)) continue;
        const place = flowPlace(flow, pointer);
        const own = missing.get(solution) ?? new Map<string, { first: Report<"missing">; others: RelatedPlace[] }>();
        missing.set(solution, own);
        const entry = own.get(name);
        if (entry === undefined)
          own.set(name, { first: { at: place, message: "missing", data: { reference: referenceName, key } }, others: [] });
        else entry.others.push({ message: `'${flow.name}' uses it too.`, place });
      }
    }
    for (const own of missing.values()) for (const { first, others } of own.values()) report({ ...first, related: others });
  },
});

/**
 * Where the YAML format keeps connection references is not documented, and sources that somebody laid out by hand may lack the file that
 * holds them: without any the solution may have them all the same.
 */
function isUnknownLayout({ connectionReferences, files }: Solution): boolean {
  return connectionReferences.length === 0 && !files.some(({ name }) => /(?:^|\/)customizations\.xml$/i.test(name));
}
