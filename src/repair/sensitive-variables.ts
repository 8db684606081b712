import { remember } from "../collections.ts";
import { type DesktopFlow, type DesktopPort, portNamed } from "../desktop-flow/model.ts";
import type { FunctionDefinition } from "../desktop-flow/robin/ast.ts";
import { constantText } from "../desktop-flow/robin/walk.ts";
import { isObject, type JsonObject, objectAt, textAt } from "../json.ts";
import type { Solution, TextValue } from "../solution/model.ts";
import type { SourceFile } from "../source/place.ts";
import type { Draft } from "./draft.ts";
import type { ClearDefaultRepair, MarkSensitiveRepair } from "./repair.ts";

/**
 * Edits what one desktop flow says about its variables: the header of its script, and the descriptions of inputs and outputs beside it,
 * which say the same once more.
 * @returns why it cannot be done
 */
export function draftSensitiveVariables(
  flow: DesktopFlow,
  repairs: readonly (MarkSensitiveRepair | ClearDefaultRepair)[],
  solution: Solution,
  draft: Draft,
): string | undefined {
  const marked = new Map<string, string>();
  const inSubflows = new Map<FunctionDefinition, Map<string, string>>();
  for (const repair of repairs) {
    if (repair.kind !== "mark-sensitive" || flow.isSensitive(repair.variable, repair.local)) continue;
    const list = repair.local === undefined ? marked : remember(inSubflows, repair.local, () => new Map<string, string>());
    list.set(repair.variable.toLowerCase(), repair.variable);
  }
  const names = [...marked.values()].sort();
  if (flow.extent !== "flow") return "The script is that of a subflow, whose header is in another file.";
  if ([...marked.values(), ...[...inSubflows.values()].flatMap((list) => [...list.values()])].some((name) => !isWritable(name)))
    return "The name of the variable cannot be written into the script's list.";
  if (names.length > 0) addSensitiveNames(flow, names, draft);
  for (const [subflow, list] of inSubflows) addNamesOfSubflow(flow, subflow, [...list.values()].sort(), draft);
  for (const repair of repairs) {
    if (repair.kind !== "clear-default") continue;
    const declined = clearDefault(flow, repair.input, draft);
    if (declined !== undefined) return declined;
  }
  for (const { document, ports, direction } of descriptionsOf(flow, solution)) {
    for (const name of names) {
      const pointer = pointerOf(document, ports, name);
      if (pointer === undefined) continue;
      draft.json(document.source, { kind: "set", pointer: [...pointer, "format"], value: "password" });
      if (direction === "input" && !hasDefault(ports, name))
        draft.json(document.source, { kind: "set", pointer: [...pointer, "value"], value: null });
    }
    for (const repair of repairs) {
      if (repair.kind !== "clear-default" || direction !== "input") continue;
      const pointer = pointerOf(document, ports, repair.input);
      const described = pointer === undefined ? undefined : objectAt(document.json, ...pointer);
      if (pointer === undefined || described === undefined) continue;
      if ("value" in described) draft.json(document.source, { kind: "set", pointer: [...pointer, "value"], value: null });
      if (typeof described.default === "string") draft.json(document.source, { kind: "set", pointer: [...pointer, "default"], value: "" });
    }
  }
  return undefined;
}

function isWritable(name: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name);
}

/** The list of a local subflow grows; one without a list says of no variable that it is not marked. */
function addNamesOfSubflow({ source }: DesktopFlow, { sensitive }: FunctionDefinition, names: readonly string[], draft: Draft): void {
  if (sensitive === undefined) return;
  const last = sensitive.names.at(-1);
  const isClosed = source.text()[sensitive.end - 1] === "]";
  const at = last?.end ?? (isClosed ? sensitive.end - 1 : sensitive.end);
  draft.text(source, { span: { start: at, end: at }, text: `${last === undefined ? "" : ", "}${names.join(", ")}` });
}

function hasDefault(ports: readonly DesktopPort[], name: string): boolean {
  return portNamed(ports, name)?.defaultValue !== undefined;
}

/** `@SENSITIVE: [A, B]` grows, or comes before the first declaration where there is none. */
function addSensitiveNames(flow: DesktopFlow, names: readonly string[], draft: Draft): void {
  const { script, source } = flow;
  const text = source.text();
  const { sensitive, declarations, imports, metadata } = script.header;
  const last = sensitive.at(-1);
  const list = names.join(", ");
  if (last !== undefined) {
    draft.text(source, { span: { start: last.end, end: last.end }, text: `, ${list}` });
    return;
  }
  const body = Math.min(
    text.length,
    ...[...script.main, ...script.functions].slice(0, 1).map(({ start }) => start),
    ...script.functions.map(({ start }) => start),
  );
  const empty = /^[ \t]*@SENSITIVE[ \t]*:[ \t]*\[(?=[ \t]*\])/im.exec(text.slice(0, body));
  if (empty !== null) {
    const at = empty.index + empty[0].length;
    draft.text(source, { span: { start: at, end: at }, text: list });
    return;
  }
  const lineEnd = /\r\n|\r|\n/.exec(text)?.[0] ?? "\r\n";
  const [declaration] = declarations;
  const before = [...imports, ...metadata].reduce((end, line) => Math.max(end, line.end), 0);
  if (declaration !== undefined)
    draft.text(source, { span: { start: declaration.start, end: declaration.start }, text: `@SENSITIVE: [${list}]${lineEnd}` });
  else if (before > 0) draft.text(source, { span: { start: before, end: before }, text: `${lineEnd}@SENSITIVE: [${list}]` });
  else draft.text(source, { span: { start: 0, end: 0 }, text: `@SENSITIVE: [${list}]${lineEnd}` });
}

/** `'DefaultValue': 'text'` becomes `'DefaultValue': ''`. */
function clearDefault(flow: DesktopFlow, input: string, draft: Draft): string | undefined {
  const wanted = input.toLowerCase();
  const declaration = flow.script.header.declarations.find((one) => one.direction === "input" && one.name.toLowerCase() === wanted);
  if (declaration === undefined || declaration.properties.kind !== "object") return undefined;
  for (const { key, value } of declaration.properties.members) {
    if (constantText(key)?.toLowerCase() !== "defaultvalue") continue;
    const text = constantText(value);
    if (text === undefined) return "The default is not a text, so it is not known what an empty one looks like.";
    if (text !== "") draft.text(flow.source, { span: { start: value.start, end: value.end }, text: "''" });
    return undefined;
  }
  return undefined;
}

/** A JSON document, or a part of one, with the schema of the flow's inputs or outputs. */
interface Description {
  readonly document: { readonly source: SourceFile; readonly json: JsonObject; readonly schema: readonly string[] };
  readonly ports: readonly DesktopPort[];
  readonly direction: "input" | "output";
}

/** Where inputs and outputs are described beside the script: in elements of the `<Workflow>`, or in the file that holds the package. */
function descriptionsOf(flow: DesktopFlow, solution: Solution): readonly Description[] {
  const { host } = flow.source;
  if (host === undefined) return [];
  const directions = [
    ["input", "inputs", flow.inputs],
    ["output", "outputs", flow.outputs],
  ] as const;
  const element = solution.workflows.find(({ desktop }) => desktop?.definition?.place === host)?.desktop;
  return directions.flatMap(([direction, name, ports]): readonly Description[] => {
    const value = element?.[name];
    const source = element === undefined ? host.source : value === undefined ? undefined : embeddedText(value);
    const json = source === undefined ? undefined : parseObject(source.text());
    if (source === undefined || json === undefined) return [];
    const schema = element === undefined ? ["properties", name, "schema", "properties"] : ["schema", "properties"];
    return [{ document: { source, json, schema }, ports, direction }];
  });
}

/** The text of an element as a source of its own, so that it can be edited as the JSON that it is. */
function embeddedText(value: TextValue): SourceFile | undefined {
  const { place, part, encode, text } = value;
  if (part === undefined || encode === undefined) return undefined;
  return { path: place.source.path, file: `${place.source.file}!/`, text: () => text, host: place, hostPart: part, hostText: encode };
}

/** Pointer of a variable's description, by whatever name it goes there. */
function pointerOf({ json, schema }: Description["document"], ports: readonly DesktopPort[], name: string): readonly string[] | undefined {
  const names = (portNamed(ports, name)?.names ?? []).map((one) => one.toLowerCase());
  const properties = objectAt(json, ...schema) ?? {};
  const key = Object.keys(properties).find(
    (one) => names.includes(one.toLowerCase()) || names.includes(textAt(properties, one, "title")?.toLowerCase() ?? ""),
  );
  return key === undefined || !isObject(properties[key]) ? undefined : [...schema, key];
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
