import { operationsNamed, writtenVariables } from "../../cloud-flow/lookups.ts";
import type { CloudFlow, Operation } from "../../cloud-flow/model.ts";
import { append } from "../../collections.ts";
import type { FlowScan } from "../strings/flow-scan.ts";

/** The operations of a flow whose values the inputs of some operations read, directly or through others. Linear in the references. */
export function sentOperations(scan: FlowScan, sends: (operation: Operation) => boolean): ReadonlySet<Operation> {
  const { flow, sitesOf } = scan;
  const writers = writersOf(flow);
  const reached = new Set<Operation>();
  const readVariables = new Set<string>();
  const pending = flow.operations.filter(sends);
  const reach = (operation: Operation): void => {
    if (reached.has(operation)) return;
    reached.add(operation);
    pending.push(operation);
  };
  for (let operation = pending.pop(); operation !== undefined; operation = pending.pop()) {
    for (const site of sitesOf.get(operation) ?? []) {
      for (const { canonical } of scan.references(site)) {
        const { node, name } = canonical;
        if (name === undefined) continue;
        if (node !== "variable") for (const read of operationsNamed(flow, name)) reach(read);
        else if (!readVariables.has(name.toLowerCase())) {
          readVariables.add(name.toLowerCase());
          for (const writer of writers.get(name.toLowerCase()) ?? []) reach(writer);
        }
      }
    }
  }
  return reached;
}

/** The operations that write variables, by the variables' names in lower case. */
function writersOf({ operations }: CloudFlow): ReadonlyMap<string, readonly Operation[]> {
  const writers = new Map<string, Operation[]>();
  for (const operation of operations) for (const name of writtenVariables(operation)) append(writers, name.toLowerCase(), operation);
  return writers;
}
