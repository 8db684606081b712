import { type CloudFlow, type FlowParameter, type Operation, operationPlace } from "../../cloud-flow/model.ts";
import { append, remember } from "../../collections.ts";
import type { Analysis } from "../../dataflow/analysis.ts";
import { keepsText } from "../../dataflow/graph/graph.ts";
import { textAt } from "../../json.ts";
import type { EnvironmentVariable } from "../../solution/model.ts";
import type { Place } from "../../source/place.ts";

/** Where a flow names an environment variable: as a parameter that is bound to it, or where it reads a secret variable at run time. */
export type VariableUse =
  | { readonly kind: "parameter"; readonly schemaName: string; readonly flow: CloudFlow; readonly parameter: FlowParameter }
  | {
      readonly kind: "secret";
      readonly schemaName: string;
      readonly flow: CloudFlow;
      readonly operation: Operation;
      readonly path: readonly string[];
    };

/** Uses of environment variables, in the order of the flows. */
export interface VariableUses {
  /** Of variables that the run declares; those that no flow uses are left out. */
  readonly declared: ReadonlyMap<EnvironmentVariable, readonly VariableUse[]>;
  /** Of variables that nothing in the run declares, by lower-case schema name. */
  readonly undeclared: ReadonlyMap<string, readonly VariableUse[]>;
}

/** All uses of environment variables in the cloud flows of a run. Several rules ask for them, and they are found once. */
export function variableUses(analysis: Analysis): VariableUses {
  return remember(known, analysis, () => findUses(analysis));
}

const known = new WeakMap<Analysis, VariableUses>();

function findUses(analysis: Analysis): VariableUses {
  const declared = new Map<EnvironmentVariable, VariableUse[]>();
  const undeclared = new Map<string, VariableUse[]>();
  const add = (use: VariableUse): void => {
    const found = analysis.workspace.variableOf(use.schemaName, use.flow);
    if (found === undefined) append(undeclared, use.schemaName.toLowerCase(), use);
    else append(declared, found.variable, use);
  };
  for (const flow of analysis.workspace.cloudFlows) {
    for (const parameter of flow.parameters) {
      if (parameter.schemaName !== undefined && parameter.schemaName !== "")
        add({ kind: "parameter", schemaName: parameter.schemaName, flow, parameter });
    }
    for (const operation of flow.actions) {
      const secret = secretRead(operation);
      if (secret === undefined) continue;
      // The name may come from a variable or a Compose; only what is written down can be looked up.
      for (const origin of analysis.values.originsOf(operation, secret)) {
        if (origin.kind === "literal" && keepsText(origin.mode) && /^[A-Za-z][A-Za-z0-9_]*$/.test(origin.text))
          add({ kind: "secret", schemaName: origin.text, flow, operation: origin.operation, path: origin.path });
      }
    }
  }
  return { declared, undeclared };
}

/** The parameter of the Dataverse action that names the secret variable to read. */
function secretRead(operation: Operation): readonly string[] | undefined {
  const parameters = operation.call?.parameters;
  if (parameters?.actionName === undefined) return undefined;
  if (textAt(parameters, "actionName")?.toLowerCase() !== "retrieveenvironmentvariablesecretvalue") return undefined;
  const key = Object.keys(parameters).find((name) => /(?:^|\/)EnvironmentVariableName$/i.test(name));
  return key === undefined ? undefined : ["inputs", "parameters", key];
}

/** An expression that reads a parameter. */
export interface ParameterRead {
  readonly operation: Operation;
  readonly place: Place;
}

/** Where a flow reads a parameter, the first expression of each operation, in the order of the flow. */
export function parameterReads(analysis: Analysis, flow: CloudFlow, parameter: FlowParameter): readonly ParameterRead[] {
  const wanted = parameter.name.toLowerCase();
  const scan = analysis.scanOf(flow);
  const found = new Map<Operation, ParameterRead>();
  for (const site of scan.sites) {
    const { operation, path, key } = site;
    if (found.has(operation)) continue;
    const read = scan.references(site).find(({ canonical }) => canonical.node === "parameter" && canonical.name?.toLowerCase() === wanted);
    if (read === undefined) continue;
    const { start, end } = read.reference.call;
    found.set(operation, { operation, place: operationPlace(operation, path, { start, end }, key) });
  }
  return [...found.values()];
}
