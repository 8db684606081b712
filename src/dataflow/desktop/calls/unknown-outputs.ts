import { isDesktopCall } from "../../../cloud-flow/desktop-call.ts";
import { operationPlace } from "../../../cloud-flow/model.ts";
import { portNamed } from "../../../desktop-flow/model.ts";
import type { FlowScan } from "../../strings/flow-scan.ts";
import type { DesktopCallIndex } from "./calls.ts";
import type { DesktopContractProblem } from "./contract-problem.ts";

/** The outputs that a cloud flow reads of desktop flows which have no such output. */
export function unknownOutputs(scan: FlowScan, calls: DesktopCallIndex): readonly DesktopContractProblem[] {
  const { flow } = scan;
  if (!calls.callingFlows.has(flow)) return [];
  const problems: DesktopContractProblem[] = [];
  const seen = new Set<string>();
  for (const site of scan.sites) {
    for (const { reference, canonical } of scan.references(site)) {
      const [member, name] = canonical.path;
      if (canonical.node !== "outputs" || canonical.name === undefined || member !== "body" || typeof name !== "string") continue;
      if (answersOfFailure.has(name.toLowerCase())) continue;
      const operation = flow.byName.get(canonical.name.toLowerCase())?.[0];
      const called = operation === undefined ? undefined : calls.calledFlow(operation);
      if (operation === undefined || !isDesktopCall(operation) || called === undefined || portNamed(called.outputs, name) !== undefined)
        continue;
      const key = `${site.operation.pointer.join("/")}\u0001${operation.name}\u0001${name.toLowerCase()}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const { start, end } = reference.call;
      problems.push({
        kind: "unknown-output",
        caller: site.operation.name,
        called,
        port: name,
        known: called.outputs.map((port) => port.name),
        place: operationPlace(site.operation, site.path, { start, end }, site.key),
      });
    }
  }
  return problems;
}

/** What the body holds in place of outputs when the desktop flow fails: makers mail `body('Run')?['error']?['message']`. */
const answersOfFailure: ReadonlySet<string> = new Set(["error", "message", "statuscode"]);
