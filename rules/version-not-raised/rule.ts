import { contractChanges, defineRule, listInWords, previousOf, type Solution, solutionChange, solutionPlace } from "../../src/rule.ts";

export default defineRule({
  code: "SL6007",
  name: "version-not-raised",
  summary: "The solution's version is not higher than that of the previous package (with --previous).",
  level: "warning",
  preset: "recommended",
  securitySeverity: 2.0,
  cwe: [1104],
  source: "https://learn.microsoft.com/power-platform/alm/update-solutions-alm",
  since: "0.1.0",
  messages: {
    version:
      "The version {version} of '{solution}' is not higher than {previous}, that of the previous package: an upgrade needs a higher one, and otherwise nobody can tell which package runs where.",
    contract: "Since version {previous}, the {kind} '{flow}' {changes}: callers outside this solution fail or lose the value.",
    unmatched: "The previous package ({held}) contains no earlier version of {given}: nothing was compared.",
    setup: "Since version {previous}, '{solution}' {changes}. Prepare the import for that.",
  },
  advice: {
    version: "Raise the version of the solution (pac solution version, or Solutions › Export › Version number) and export again.",
    contract: "Change the callers in the same release, or keep the old input or output for a while.",
    unmatched: "Name the package that was deployed before with --previous, or leave the option out at the first deployment.",
    setup: "Add the new entries to the settings file of each environment, and delete those that are gone.",
  },
  check({ analysis, report }) {
    const { workspace } = analysis;
    const { previous } = workspace;
    if (previous === undefined) return;
    const solutions = workspace.solutions.filter(isSolution);
    const [first] = solutions;
    const start = first === undefined ? undefined : solutionPlace(first, workspace);
    // A comparison with nothing would pass for one without differences.
    if (start !== undefined && solutions.every((solution) => previousOf(solution, previous) === undefined))
      report({
        at: start,
        message: "unmatched",
        data: { held: namesOf(previous.solutions.filter(isSolution)) || "a flow package", given: namesOf(solutions) },
      });
    for (const solution of solutions) {
      const before = previousOf(solution, previous);
      const at = solutionPlace(solution, workspace);
      if (before === undefined || at === undefined) continue;
      const data = { solution: solution.uniqueName, version: solution.version, previous: before.version };
      if (compareVersions(solution.version, before.version) <= 0) report({ at, message: "version", data });
      for (const { kind, flow, place, changes } of contractChanges(solution, workspace, previous)) {
        const words = { kind: kind === "cloud-flow" ? "cloud flow" : "desktop flow", flow, changes: changes.join(", and ") };
        report({ at: place, message: "contract", data: { ...words, previous: before.version } });
      }
      const change = solutionChange(before, solution);
      const changes = [
        ...inWords("needs the new connection references", change.addedReferences),
        ...inWords("needs the new environment variables", change.addedVariables),
        ...inWords("no longer has the connection references", change.removedReferences),
        ...inWords("no longer has the environment variables", change.removedVariables),
      ];
      if (changes.length > 0) report({ at, message: "setup", level: "note", data: { ...data, changes: changes.join(", and ") } });
    }
  },
});

/** Flow packages have neither a name nor a version. */
function isSolution({ kind }: Solution): boolean {
  return kind === "solution";
}

function namesOf(solutions: readonly Solution[]): string {
  return listInWords(solutions.map(({ uniqueName }) => uniqueName));
}

function inWords(head: string, names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : [`${names.length === 1 ? head.replace(/s$/, "") : head} ${listInWords(names)}`];
}

/** Versions have up to four numbers; what is missing counts as 0. */
function compareVersions(a: string, b: string): number {
  const left = a.split(".").map(Number);
  const right = b.split(".").map(Number);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] || 0) - (right[i] || 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
