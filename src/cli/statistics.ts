import { countUp } from "../collections.ts";
import type { Analysis } from "../dataflow/analysis.ts";
import { countInWords } from "../findings/list-in-words.ts";

/** Figures about a run for `--stats`: sizes, where secrets come from, and connector operations that the knowledge table does not have. */
export function statistics({ workspace, values, roles }: Analysis, elapsed: number): string {
  const actions = workspace.cloudFlows.reduce((sum, flow) => sum + flow.actions.length, 0);
  const guessed = new Map<string, number>();
  for (const flow of workspace.cloudFlows) {
    for (const operation of flow.operations) {
      const facts = roles.facts(operation);
      if (facts?.basis !== "guessed") continue;
      countUp(guessed, `${facts.connector}/${facts.operation}`);
    }
  }
  const lines = [
    [
      countInWords(workspace.solutions.length, "solution"),
      countInWords(workspace.cloudFlows.length, "cloud flow"),
      countInWords(workspace.desktopFlows.length, "desktop flow"),
      countInWords(actions, "action"),
      countInWords(values.origins.length, "source of secrets", "sources of secrets"),
    ].join(", "),
    `${(elapsed / 1000).toFixed(2)} s, ${Math.round(process.memoryUsage().rss / 1024 / 1024)} MB`,
    ...(guessed.size === 0 ? [] : ["Operations that are not in the connector table, judged by their names:"]),
    ...[...guessed].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([name, count]) => `  ${String(count).padStart(5)}  ${name}`),
  ];
  return `${lines.join("\n")}\n`;
}
