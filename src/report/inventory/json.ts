import type { Inventory, SolutionInventory } from "../../inventory/model.ts";
import { jsonText } from "../sanitize.ts";

/**
 * The inventory for scripts, as `inventory.schema.json` describes it. Members may be added within one `version`; none is renamed or
 * removed.
 */
export function jsonInventory({ solutions }: Inventory, tool: { readonly name: string; readonly version: string }): string {
  return jsonText({ version: 1, tool, solutions: solutions.map(flat) });
}

/** What identifies a solution is beside what it holds, as in the JSON report. */
function flat({ solution, ...rest }: SolutionInventory): object {
  return { ...solution, ...rest };
}
