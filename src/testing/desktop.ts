import type { DesktopFlowSpec } from "./solutions.ts";

/** What the header of a test script declares. */
export interface DesktopHeader {
  /** Names, or names with their defaults. */
  readonly inputs?: readonly string[] | Readonly<Record<string, string>>;
  readonly outputs?: readonly string[];
  /** The flow's one list of sensitive names: inputs, outputs and variables. */
  readonly sensitive?: readonly string[];
}

/** A desktop flow with the header that the designer writes, and the given rows. */
export function desktop(name: string, header: DesktopHeader, ...rows: readonly string[]): DesktopFlowSpec {
  const { inputs = [], outputs = [], sensitive = [] } = header;
  const given = Array.isArray(inputs) ? inputs.map((input: string) => [input, ""] as const) : Object.entries(inputs);
  const lines = [
    "@@ConnectionString: ''",
    "@@Type: 'Local'",
    `@SENSITIVE: [${sensitive.join(", ")}]`,
    ...given.map(
      ([input, value]) =>
        `@INPUT ${input} : { 'Description': '', 'FriendlyName': '${input}', 'Type': 'String', 'IsOptional': False, 'DefaultValue': '${value}' } `,
    ),
    ...outputs.map((output) => `@OUTPUT ${output} : { 'Description': '', 'FriendlyName': '${output}', 'Type': 'String' } `),
    ...rows,
  ];
  return { name, script: lines.join("\r\n") };
}
