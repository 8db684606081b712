import { listedItems } from "../../cloud-flow/definitions.ts";
import { isObject, type JsonObject, textAt } from "../../json.ts";
import type { WorkflowFile } from "../../solution/model.ts";
import type { Place, PlaceOwner, SourceFile, Span } from "../../source/place.ts";

/** Category of a desktop flow among the processes of Dataverse, by which a row tells that its `definition` is a script. */
const desktopCategory = 6;

/** Whether a text may hold a row of Dataverse with a desktop flow, however the rest of it is written. */
export function holdsDesktopRow(text: string): boolean {
  return /"category"\s{0,8}:\s{0,8}6\b/.test(text) && /"definition"\s{0,8}:\s{0,8}"/.test(text);
}

/**
 * The desktop flows in rows of Dataverse's table of processes, as the Web API gives them: one row, or a list below `value`. Each says what an element of a
 * solution would.
 * Source: https://learn.microsoft.com/power-automate/developer/desktop-flow-list-api
 */
export function desktopRowsIn(document: JsonObject, source: SourceFile): readonly WorkflowFile[] {
  return listedItems(document).flatMap(({ item, at }): readonly WorkflowFile[] => {
    if (!isObject(item) || item.category !== desktopCategory) return [];
    const text = textAt(item, "definition");
    if (text === undefined || text.trim() === "") return [];
    const id = textAt(item, "workflowid")?.toLowerCase();
    const name = textAt(item, "name") ?? id ?? "";
    const owner: PlaceOwner = { kind: "desktop-flow", name };
    const pointer = [...at, "definition"];
    const part = (span?: Span): Place => ({ source, at: { kind: "json", pointer, ...(span === undefined ? {} : { span }) }, owner });
    const nothingElse = {
      inputs: undefined,
      outputs: undefined,
      dependencies: undefined,
      connectionReferences: undefined,
      metadata: undefined,
    };
    const definition = { text, place: part(), part };
    return [{ id, name, category: "desktop-flow", source: undefined, desktop: { definition, ...nothingElse }, place: part() }];
  });
}
