import { posix } from "node:path";
import { append } from "../../../collections.ts";
import type { DesktopFlow } from "../../../desktop-flow/model.ts";

/**
 * Which scripts are subflows of one flow. The designer has no file for a whole flow, so makers keep a text file for each subflow in one folder; its
 * variables are those of the flow, whichever of its subflows writes or reads them.
 */
export interface DesktopScopes {
  /** The script that owns the variables of a script: itself, or the first of the subflows that belong together. */
  ownerOf(flow: DesktopFlow): DesktopFlow;
  /** All scripts that share the variables of a script, itself included. */
  sharing(flow: DesktopFlow): readonly DesktopFlow[];
}

/** Subflows belong together when one calls the other by the name of its file, in the same folder. */
export function desktopScopes(flows: readonly DesktopFlow[]): DesktopScopes {
  const folders = new Map<string, DesktopFlow[]>();
  for (const flow of flows) if (flow.id === undefined && flow.extent === "subflow") append(folders, folderOf(flow), flow);
  const owners = new Map<DesktopFlow, DesktopFlow>();
  const ownerOf = (flow: DesktopFlow): DesktopFlow => {
    let owner = flow;
    for (let next = owners.get(owner); next !== undefined; next = owners.get(owner)) owner = next;
    return owner;
  };
  for (const siblings of folders.values()) {
    if (siblings.length < 2) continue;
    const order = new Map(siblings.map((flow, at) => [flow, at]));
    const byName = new Map(siblings.map((flow) => [plainName(flow.name), flow]));
    for (const flow of siblings) {
      for (const { statement } of flow.rows) {
        const called = statement.kind === "call" ? byName.get(plainName(statement.name)) : undefined;
        if (called === undefined) continue;
        const [a, b] = [ownerOf(flow), ownerOf(called)];
        if (a === b) continue;
        const [first, second] = (order.get(a) ?? 0) < (order.get(b) ?? 0) ? [a, b] : [b, a];
        owners.set(second, first);
      }
    }
  }
  const members = new Map<DesktopFlow, DesktopFlow[]>();
  for (const flow of owners.keys()) append(members, ownerOf(flow), flow);
  return { ownerOf, sharing: (flow) => [ownerOf(flow), ...(members.get(ownerOf(flow)) ?? [])] };
}

function folderOf({ source: { path, file } }: DesktopFlow): string {
  return file === "" ? posix.dirname(path.replaceAll("\\", "/")) : `${path}\u0001${posix.dirname(file)}`;
}

/** `log-to-file` is the file of the subflow `LogToFile`. */
function plainName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
