import type { Annotation, Declaration, Expression, ImportLine, Script, SensitiveName } from "./robin/ast.ts";
import { constantText } from "./robin/walk.ts";

/** An input or output variable of a desktop flow. Offsets are UTF-16 units of the script, end exclusive. */
export interface FlowVariable {
  readonly direction: "input" | "output";
  readonly name: string;
  /** What callers and the designer show. */
  readonly friendlyName: string | undefined;
  /** `String`, `Numeric`, `Bool`, `List`, `CustomObject` … as spelled. */
  readonly type: string | undefined;
  readonly description: string | undefined;
  /** A caller may leave the input out; older versions do not say, which means no. */
  readonly optional: boolean;
  /** The flow's `@SENSITIVE` list has the name. The default of a sensitive input is stored in clear all the same. */
  readonly sensitive: boolean;
  /** The default as written; `undefined` where none is declared. An empty one is a node too. */
  readonly defaultValue: Expression | undefined;
  /** The default as text, for texts, numbers and booleans. */
  readonly defaultText: string | undefined;
  /** Line of the declaration, 1-based. */
  readonly line: number;
  /** The whole declaration, and its name. */
  readonly start: number;
  readonly end: number;
  readonly nameStart: number;
  readonly nameEnd: number;
}

/** What the lines above the main flow say. Names compare without case. */
export interface FlowHeader {
  /** In order of declaration. */
  readonly inputs: readonly FlowVariable[];
  readonly outputs: readonly FlowVariable[];
  /** All names on the flow's one list: inputs, outputs and ordinary variables. */
  readonly sensitive: readonly SensitiveName[];
  isSensitive(name: string): boolean;
  /** `@@` lines of the flow: `Type`, `DisplayName` … with their texts; the first of a name counts. */
  readonly metadata: ReadonlyMap<string, string>;
  readonly imports: readonly ImportLine[];
}

/** Reads the header of a parsed script; a script without one has an empty header. Never throws: what is missing or odd is `undefined`. */
export function readHeader(script: Script): FlowHeader {
  const { metadata, imports, sensitive, declarations } = script.header;
  const sensitiveNames = new Set(sensitive.map(({ name }) => name.toLowerCase()));
  const isSensitive = (name: string): boolean => sensitiveNames.has(name.toLowerCase());
  const variables = declarations.map((declaration) => readVariable(declaration, isSensitive(declaration.name)));
  return {
    inputs: variables.filter(({ direction }) => direction === "input"),
    outputs: variables.filter(({ direction }) => direction === "output"),
    sensitive,
    isSensitive,
    metadata: readMetadata(metadata),
    imports,
  };
}

function readVariable(declaration: Declaration, sensitive: boolean): FlowVariable {
  const { direction, name, line, start, end, nameStart, nameEnd } = declaration;
  const properties = propertiesOf(declaration.properties);
  const textOf = (key: string): string | undefined => {
    const value = properties.get(key);
    return value === undefined ? undefined : constantText(value);
  };
  const optional = properties.get("isoptional");
  const defaultValue = properties.get("defaultvalue");
  return {
    direction,
    name,
    friendlyName: textOf("friendlyname"),
    type: textOf("type"),
    description: textOf("description"),
    optional: optional?.kind === "boolean" && optional.value,
    sensitive,
    defaultValue,
    defaultText: defaultValue === undefined ? undefined : literalText(defaultValue),
    line,
    start,
    end,
    nameStart,
    nameEnd,
  };
}

/** The members of a declaration by their keys in lower case; also of one that broke off. */
function propertiesOf(properties: Expression): ReadonlyMap<string, Expression> {
  const found = new Map<string, Expression>();
  if (properties.kind !== "object") return found;
  for (const { key, value } of properties.members) {
    const name = constantText(key)?.toLowerCase();
    if (name !== undefined && !found.has(name)) found.set(name, value);
  }
  return found;
}

function literalText(value: Expression): string | undefined {
  if (value.kind === "number") return value.text;
  return value.kind === "boolean" ? String(value.value) : constantText(value);
}

function readMetadata(annotations: readonly Annotation[]): ReadonlyMap<string, string> {
  const metadata = new Map<string, string>();
  for (const { name, value } of annotations) {
    const text = literalText(value);
    if (text !== undefined && !metadata.has(name)) metadata.set(name, text);
  }
  return metadata;
}
