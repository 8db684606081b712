import type { CloudFlow, FlowConnection, Operation } from "../cloud-flow/model.ts";
import type { DesktopFlow } from "../desktop-flow/model.ts";
import type { FunctionDefinition } from "../desktop-flow/robin/ast.ts";
import type { TextValue } from "../solution/model.ts";
import type { Place, Span } from "../source/place.ts";

/**
 * What can be done about a finding, said symbolically like its place: a rule says which repair applies, `plan.ts` and its neighbours know
 * how the files are edited. Repairs of one target are merged before anything is edited, so that several of them can touch one action.
 */
export type Repair =
  | SecureSettingsRepair
  | MarkSensitiveRepair
  | ClearDefaultRepair
  | NameVariableRepair
  | SecretVariableRepair
  | ComposeHopRepair
  | ShippedValueRepair
  | BindReferenceRepair;

/**
 * `safe`: what the flow does stays the same, so it is made without asking. `unsafe`: somebody has to look at it; made with `--unsafe` only.
 */
export type Safety = "safe" | "unsafe";

/** Secure Inputs and Secure Outputs of a trigger or an action. */
export interface SecureSettingsRepair {
  readonly kind: "secure-settings";
  readonly operation: Operation;
  readonly add?: readonly ("inputs" | "outputs")[];
  /** Entries that have no effect, as spelled. */
  readonly remove?: readonly string[];
  /** Take out the tracked properties, which the platform ignores on a secured operation. */
  readonly untrack?: boolean;
}

/** A variable, an input or an output goes on the list of sensitive names: the flow's, or that of the local subflow whose variable it is. */
export interface MarkSensitiveRepair {
  readonly kind: "mark-sensitive";
  readonly flow: DesktopFlow;
  readonly variable: string;
  readonly local?: FunctionDefinition | undefined;
}

/** The default value of an input is emptied. */
export interface ClearDefaultRepair {
  readonly kind: "clear-default";
  readonly flow: DesktopFlow;
  readonly input: string;
}

/** A literal name of a vault or a secret becomes an environment variable. */
export interface NameVariableRepair {
  readonly kind: "name-variable";
  /** Where the name is in a flow. */
  readonly place: Place;
  readonly name: string;
  /** In words, from which a new variable is named. */
  readonly title: string;
}

/** A literal credential becomes a secret environment variable, which is read at run time. */
export interface SecretVariableRepair {
  readonly kind: "secret-variable";
  readonly operation: Operation;
  /** Path of the string below the operation's object, and the credential in it. */
  readonly path: readonly string[];
  readonly span: Span | undefined;
  /** In words, from which a new variable is named. Holds nothing of the credential. */
  readonly title: string;
}

/** A Compose that only copies a value is taken out. */
export interface ComposeHopRepair {
  readonly kind: "compose-hop";
  readonly operation: Operation;
}

/** A current value is taken out of the solution. */
export interface ShippedValueRepair {
  readonly kind: "shipped-value";
  readonly variable: string;
  readonly value: TextValue;
}

/** Connections become the connection references that the solution has for their connectors. */
export interface BindReferenceRepair {
  readonly kind: "bind-reference";
  readonly flow: CloudFlow;
  readonly connections: readonly FlowConnection[];
}

/**
 * Whether a repair changes what a flow does. A name for which an environment variable exists already is safe to replace: the plan of a
 * repair says so in the end.
 */
export function usualSafety({ kind }: Repair): Safety {
  return kind === "secure-settings" || kind === "mark-sensitive" || kind === "clear-default" ? "safe" : "unsafe";
}

/** What a repair does, as the second half of a line after the name of what it changes. */
export function describeRepair(repair: Repair): string {
  switch (repair.kind) {
    case "secure-settings":
      return describeSettings(repair);
    case "mark-sensitive":
      return `mark '${repair.variable}'${repair.local === undefined ? "" : ` of '${repair.local.name}'`} as sensitive`;
    case "clear-default":
      return `empty the default value of '${repair.input}'`;
    case "name-variable":
      return `replace the name '${repair.name}' with an environment variable`;
    case "secret-variable":
      return `read the credential in '${repair.operation.name}' from a secret environment variable`;
    case "compose-hop":
      return `take out '${repair.operation.name}', which only copies a value`;
    case "shipped-value":
      return `take the current value of '${repair.variable}' out of the solution`;
    case "bind-reference":
      return `bind ${repair.connections.map(({ key }) => `'${key}'`).join(", ")} to ${repair.connections.length === 1 ? "a connection reference" : "connection references"} of the solution`;
  }
}

const settingNames = { inputs: "Secure Inputs", outputs: "Secure Outputs" } as const;

function describeSettings({ operation, add = [], remove = [], untrack }: SecureSettingsRepair): string {
  const settings = remove.length > 1 ? "secure settings" : "secure setting";
  const deeds: readonly (readonly [deed: string, what: string])[] = [
    ...(add.length > 0 ? [["turn on", add.map((side) => settingNames[side]).join(" and ")] as const] : []),
    ...(remove.length > 0 ? [["remove", `${settings} without effect`] as const] : []),
    ...(untrack === true ? [["remove", "tracked properties"] as const] : []),
  ];
  // The operation is named once.
  const [first, ...others] = deeds.map(([deed, what], index) =>
    index > 0 ? `${deed} its ${what}` : `${deed} ${deed === "remove" ? "the " : ""}${what} of '${operation.name}'`,
  );
  return [first, ...others].join(" and ");
}
