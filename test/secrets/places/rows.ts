import type { Json, JsonObject } from "../../../src/json.ts";
import { connector, raw } from "../../../src/testing/actions.ts";
import type { DesktopFlowSpec, FlowSpec, SolutionSpec, VariableSpec } from "../../../src/testing/solutions.ts";

/** A place of a solution as makers write it, and what is to be found there. */
export interface Row {
  readonly name: string;
  readonly spec: SolutionSpec | readonly SolutionSpec[];
  /** Deployment settings by environment. */
  readonly settings?: Readonly<Record<string, JsonObject>>;
  /** Rules that may say it; the ones about flows and variables when not given. */
  readonly codes?: readonly string[];
  /** Lowest level that will do; `error` when not given. */
  readonly least?: "error" | "warning";
  /** Number of findings; one when not given. */
  readonly count?: number;
}

export const row = (name: string, spec: Row["spec"], more: Omit<Row, "name" | "spec"> = {}): Row => ({ name, spec, ...more });

/** Hexadecimal digits without meaning, always the same for a seed. */
export function hex(length: number, seed = 1): string {
  let state = seed * 7919 + 13;
  let text = "";
  while (text.length < length) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    text += "0123456789abcdef".charAt((state >>> 16) & 15);
  }
  return text;
}

export function guid(seed = 1): string {
  const digits = hex(32, seed);
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20)}`;
}

export const base64 = (text: string): string => Buffer.from(text, "utf8").toString("base64");

/** Bytes without meaning, in base64. */
export const bytes = (length: number, seed: number): string => Buffer.from(hex(length * 2, seed), "hex").toString("base64");

export const flow = (actions: FlowSpec["actions"], more: Partial<FlowSpec> = {}): SolutionSpec => ({
  flows: [{ name: "Orders", actions, ...more }],
});

export const http = (inputs: JsonObject): SolutionSpec =>
  flow([raw("HTTP", { type: "Http", inputs: { method: "POST", uri: "https://api.contoso.com/v1/orders", ...inputs } })]);

export const compose = (inputs: Json, name = "Compose"): SolutionSpec => flow([raw(name, { type: "Compose", inputs })]);

export const initialize = (name: string, value: Json, type = "string"): SolutionSpec =>
  flow([raw("Initialize_variable", { type: "InitializeVariable", inputs: { variables: [{ name, type, value }] } })]);

export const assign = (name: string, value: Json): SolutionSpec =>
  flow([
    raw("Initialize_variable", { type: "InitializeVariable", inputs: { variables: [{ name, type: "string" }] } }),
    raw("Set_variable", { type: "SetVariable", inputs: { name, value } }),
  ]);

export const parameter = (name: string, defaultValue: Json, type = "String"): SolutionSpec =>
  flow([raw("Compose", { type: "Compose", inputs: "x" })], { parameters: { [name]: { type, defaultValue } } });

export const call = (api: string, operation: string, parameters: JsonObject): SolutionSpec =>
  flow([connector("Call", api, operation, parameters)]);

export const file = (path: string, text: string): SolutionSpec => ({ files: { [path]: text } });

export const webResource = (name: string, text: string): SolutionSpec => file(`WebResources/new_/${name}`, text);

export const variable = (schemaName: string, more: Partial<VariableSpec>, type: VariableSpec["type"] = "string"): SolutionSpec => ({
  variables: [{ schemaName, type, ...more }],
  usualVariables: false,
});

export const desktop = (script: string): SolutionSpec => {
  const flows: readonly DesktopFlowSpec[] = [{ name: "Desk", script }];
  return { desktopFlows: flows };
};

export const oauth = (more: JsonObject): JsonObject => ({
  type: "ActiveDirectoryOAuth",
  authority: "https://login.microsoftonline.com",
  tenant: guid(1),
  audience: "https://graph.microsoft.com",
  clientId: guid(2),
  ...more,
});
