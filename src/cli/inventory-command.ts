import { toolName, toolVersion } from "../about.ts";
import { mergeProblems } from "../dataflow/workspace/merge-problems.ts";
import { countInWords } from "../findings/list-in-words.ts";
import { collectInventory } from "../inventory/collect.ts";
import { reviewScripts } from "../inventory/scripts.ts";
import type { LintRun } from "../linter/lint.ts";
import { terminalText } from "../report/sanitize.ts";
import { prepare } from "../session/prepare.ts";
import { run } from "../session/session.ts";
import { exitCodes } from "./exit-codes.ts";
import { writeBelow } from "./extract.ts";
import { printToStderr } from "./failure.ts";
import type { InventoryArguments } from "./inventory-options.ts";
import { outputFile, rejectOverwriting, writeOutput } from "./outputs.ts";
import { listingSession } from "./process-facts.ts";
import { colorLevel, terminalColumns } from "./terminal.ts";

/** The `inventory` command: lists what solutions hold, and writes the scripts of their desktop flows for review. */
export async function inventoryCommand(given: InventoryArguments): Promise<number> {
  const { paths, extract } = given;
  const output = outputFile(given.output);
  rejectOverwriting([output], paths);
  const options = listingSession(given.config);
  const { config } = await prepare(paths, options);
  // A list needs the analysis alone.
  const result = await run(paths, { config, rules: [] }, options);
  for (const { message, place } of mergeProblems(result.analysis.workspace.problems)) {
    const file = [place.source.path, place.source.file].filter((part) => part !== "").join(": ");
    printToStderr(`${toolName}: ${terminalText(result.redactText(`${file}: ${message}`))}\n`);
  }
  writeOutput(output, await render(result, given, output));
  if (extract !== undefined) {
    const scripts = reviewScripts(result.analysis, result.redactText);
    writeBelow(extract, scripts);
    printToStderr(`${toolName}: ${countInWords(scripts.length, "script")} written to ${extract}.\n`);
  }
  return exitCodes.ok;
}

async function render(
  { analysis, redactText }: LintRun,
  { format, color }: InventoryArguments,
  output: string | undefined,
): Promise<string> {
  if (format === "deployment-settings") {
    const { settingsSkeleton } = await import("../inventory/deployment-settings.ts");
    return settingsSkeleton(analysis.workspace.solutions);
  }
  const inventory = collectInventory(analysis, redactText);
  switch (format) {
    case "json":
      return (await import("../report/inventory/json.ts")).jsonInventory(inventory, { name: toolName, version: toolVersion() });
    case "markdown":
      return (await import("../report/inventory/markdown.ts")).markdownInventory(inventory);
    case "checklist":
      return (await import("../report/inventory/checklist.ts")).importChecklist(inventory);
    case "stylish": {
      const { createStyle } = await import("../report/stylish-style.ts");
      const { stylishInventory } = await import("../report/inventory/stylish.ts");
      const columns = output === undefined ? terminalColumns(process.stdout, 120) : 120;
      const level = output === undefined ? colorLevel(color, process.stdout, process.env) : 0;
      return stylishInventory(inventory, createStyle({ columns, colorLevel: level }));
    }
  }
}
