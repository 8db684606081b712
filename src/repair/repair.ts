import type { Operation } from "../cloud-flow/model.ts";
import type { DesktopFlow } from "../desktop-flow/model.ts";

/**
 * What can be done about a finding, said symbolically like its place: a rule says which repair applies, `plan.ts` and its neighbours know how the files
 * are edited. Repairs of one target are merged before anything is edited, so that several of them can touch one action.
 */
export type Repair = SecureSettingsRepair | MarkSensitiveRepair | ClearDefaultRepair;

/** `safe`: what the flow does stays the same, so it is made without asking. `unsafe`: somebody has to look at it; made with `--unsafe` only. */
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

/** A variable, an input or an output goes on the flow's list of sensitive names. */
export interface MarkSensitiveRepair {
  readonly kind: "mark-sensitive";
  readonly flow: DesktopFlow;
  readonly variable: string;
}

/** The default value of an input is emptied. */
export interface ClearDefaultRepair {
  readonly kind: "clear-default";
  readonly flow: DesktopFlow;
  readonly input: string;
}

/** Whether a repair changes what the flow does. */
export function safetyOf(_repair: Repair): Safety {
  return "safe";
}

/** What a repair does, as the second half of a line behind the name of what it changes. */
export function describeRepair(repair: Repair): string {
  switch (repair.kind) {
    case "secure-settings":
      return describeSettings(repair);
    case "mark-sensitive":
      return `mark '${repair.variable}' as sensitive`;
    case "clear-default":
      return `empty the default value of '${repair.input}'`;
  }
}

const settingNames = { inputs: "Secure Inputs", outputs: "Secure Outputs" } as const;

function describeSettings({ operation, add = [], remove = [], untrack }: SecureSettingsRepair): string {
  const deeds = [
    ...(add.length > 0 ? [`turn on ${add.map((side) => settingNames[side]).join(" and ")} of`] : []),
    ...(remove.length > 0 ? [`remove the secure setting${remove.length > 1 ? "s" : ""} without effect of`] : []),
    ...(untrack === true ? ["remove the tracked properties of"] : []),
  ];
  return `${deeds.join(", ")} '${operation.name}'`;
}
