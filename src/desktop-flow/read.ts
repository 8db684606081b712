import type { InputLimits } from "../input/artifact.ts";
import { isObject, type JsonObject, objectAt, textAt } from "../json.ts";
import type { FileProblem, SolutionFiles } from "../solution/files.ts";
import type { WorkflowFile } from "../solution/model.ts";
import type { Place, SourceFile, Span } from "../source/place.ts";
import { decodeDefinition, looksLikeRobin } from "./definition.ts";
import { type FlowVariable, readHeader } from "./header.ts";
import { isLocal, marksOf } from "./local-variables.ts";
import { type DesktopFlow, type DesktopPort, type DesktopRow, desktopOwner } from "./model.ts";
import type { Expression } from "./robin/ast.ts";
import { parseRobin } from "./robin/parser.ts";
import { statementsOf } from "./robin/walk.ts";
import { withoutRowMarks } from "./row-marks.ts";

/** What a desktop flow is called, wherever its script comes from. */
type Identity = Pick<DesktopFlow, "id" | "name" | "solution">;

/** A desktop flow of the first schema, whose script is in an archive that has yet to be opened: see {@link unpackFlow}. */
export interface PackedFlow extends Identity {
  /** Base64 of the archive. */
  readonly package: string;
  /** The string that holds it. */
  readonly host: Place;
  readonly metadata: Metadata;
}

/** The descriptions of inputs and outputs that are beside a script: JSON schemas with the variables as properties. */
interface Metadata {
  readonly inputs: JsonObject | undefined;
  readonly outputs: JsonObject | undefined;
}

/**
 * Reads the desktop flow that a `<Workflow>` element or a flow's file describes. Never throws; what cannot be read becomes a problem of the
 * files. A flow can have its script twice, as `<Definition>` and as the package of an older version: the former is what runs.
 * @returns undefined when the workflow is no desktop flow, or has no script.
 */
export function readDesktopFlow(workflow: WorkflowFile, files: SolutionFiles, solution: string): DesktopFlow | PackedFlow | undefined {
  const { id, name, source, desktop } = workflow;
  const identity: Identity = { id, name, solution };
  const owner = desktopOwner(identity);
  const definition = desktop?.definition;
  if (definition !== undefined) {
    const decoded = decodeDefinition(definition.text);
    if (decoded !== undefined) {
      const part = (span: Span): Place =>
        definition.part?.({ start: decoded.hostOffset(span.start), end: decoded.hostOffset(span.end) }) ?? definition.place;
      const file = `${source?.file ?? `${definition.place.source.file}!/${id ?? name}`}!/${scriptName}`;
      const text = decoded.script;
      const encode = definition.encode;
      const script: SourceFile = {
        path: definition.place.source.path,
        file,
        text: () => text,
        host: definition.place,
        hostPart: part,
        ...(encode === undefined ? {} : { hostText: (inserted) => encode(decoded.encode(inserted)) }),
      };
      const metadata = { inputs: schemaOf(desktop?.inputs?.text), outputs: schemaOf(desktop?.outputs?.text) };
      return makeFlow(identity, script, text, "flow", metadata);
    }
    files.problems.push(problem("The definition of the desktop flow contains no script that can be read.", definition.place));
  }
  if (source === undefined) return undefined;
  const document = files.json(source, owner);
  if (document === undefined) return undefined;
  const packed = textAt(document, "properties", "definition", "package");
  if (packed === undefined || packed.trim() === "") {
    // Nothing describes the file, so the element that holds the script is missing; a described flow may simply be empty.
    if (workflow.category === "unknown") {
      const undescribed = files.root.layout === "source-control" ? "no YAML file describes" : "customizations.xml does not describe";
      const message = `The script of this desktop flow is missing: ${undescribed} the flow.`;
      files.problems.push({ ...problem(message, { source, at: { kind: "json", pointer: [] }, owner }), undescribed });
    }
    return undefined;
  }
  return {
    ...identity,
    package: packed,
    host: { source, at: { kind: "json", pointer: ["properties", "definition", "package"] }, owner },
    metadata: {
      inputs: objectAt(document, "properties", "inputs", "schema", "properties"),
      outputs: objectAt(document, "properties", "outputs", "schema", "properties"),
    },
  };
}

/** Opens the archive of a flow and reads the script in it. Never throws. */
export async function unpackFlow(
  packed: PackedFlow,
  limits: InputLimits,
): Promise<{ readonly flow: DesktopFlow | undefined; readonly problems: readonly FileProblem[] }> {
  const { host, metadata } = packed;
  const { decodePackage, repackScript } = await import("./package.ts");
  const { script, problems } = await decodePackage(packed.package, {
    path: host.source.path,
    prefix: `${host.source.file}!/`,
    limits,
  });
  const found = problems.map(({ kind, message, exhausted }) => ({ kind, message, exhausted, place: host }));
  if (script === undefined) return { flow: undefined, problems: found };
  const source: SourceFile = {
    path: host.source.path,
    file: `${host.source.file}!/${scriptName}`,
    text: () => script,
    host,
    repack: (text) => repackScript(packed.package, text),
  };
  const { id, name, solution } = packed;
  return { flow: makeFlow({ id, name, solution }, source, script, "flow", metadata), problems: found };
}

const scriptName = "script.robin";

/**
 * Something in every script, so that a text of another kind is told apart before it is parsed: a keyword at the start of a line, or an
 * action's id.
 */
const robinLine =
  /^[ \t]*(?:SET[ \t]+\S+[ \t]+TO[ \t]|CALL[ \t]|LOOP[ \t]|IF[ \t].*THEN\b|@@?[A-Z]|IMPORT[ \t]|FUNCTION[ \t]|\*\*REGION|DISABLE[ \t]|[A-Za-z]\w*\.[A-Za-z]\w*(?:\.[A-Za-z]\w*)?(?:[ \t]+\w+:|[ \t]*$))/m;

/** Whether a text file holds a script, or rows of one. */
export function isScript(text: string): boolean {
  return robinLine.test(text) && looksLikeRobin(text);
}

/**
 * Reads a text file as a script: a whole flow, one subflow, or rows that were copied from the designer.
 * @param given the user named this very file, so that it is taken for a script whatever it looks like.
 * @returns undefined for a text of another kind.
 */
export function readScriptFile(source: SourceFile, text: string, name: string, given: boolean): DesktopFlow | undefined {
  const rows = withoutRowMarks(text);
  if (!given && !isScript(rows)) return undefined;
  const flow = makeFlow({ id: undefined, name, solution: "" }, source, rows, undefined, { inputs: undefined, outputs: undefined });
  return flow.rows.length === 0 && flow.inputs.length === 0 ? undefined : flow;
}

function makeFlow(
  identity: Identity,
  source: SourceFile,
  text: string,
  extent: DesktopFlow["extent"] | undefined,
  metadata: Metadata,
): DesktopFlow {
  const script = parseRobin(text);
  const header = readHeader(script);
  const owner = desktopOwner(identity);
  const placeOf = (span: Span, operation: string): Place => ({ source, at: { kind: "text", span }, owner: { ...owner, operation } });
  const inputs = portsOf({ direction: "input", declared: header.inputs, described: metadata.inputs }, text, placeOf);
  const outputs = portsOf({ direction: "output", declared: header.outputs, described: metadata.outputs }, text, placeOf);
  const sensitive = new Set([...inputs, ...outputs].filter((port) => port.sensitive).map((port) => port.name.toLowerCase()));
  const rows: DesktopRow[] = [];
  const { metadata: lines, imports, sensitive: marked, declarations } = script.header;
  const flow: DesktopFlow = {
    ...identity,
    source,
    script,
    extent: extent ?? (lines.length + imports.length + marked.length + declarations.length > 0 ? "flow" : "subflow"),
    inputs,
    outputs,
    isSensitive: (name, local) =>
      local === undefined ? header.isSensitive(name) || sensitive.has(name.toLowerCase()) : marksOf(local).has(name.toLowerCase()),
    rows,
  };
  for (const { statement, within } of statementsOf(script)) {
    const local = within !== undefined && isLocal(within) ? { local: within } : {};
    rows.push({ desktopFlow: flow, subflow: within?.name ?? "Main", ...local, statement });
  }
  return flow;
}

/** What is known of the inputs of a flow, or of its outputs. */
interface KnownPorts {
  readonly direction: DesktopPort["direction"];
  /** By the header of the script. */
  readonly declared: readonly FlowVariable[];
  /** By the schema beside the script: its properties. */
  readonly described: JsonObject | undefined;
}

/** The declared variables, completed by the descriptions beside the script, and those that only the descriptions know. */
function portsOf(
  { direction, declared, described }: KnownPorts,
  script: string,
  placeOf: (span: Span, port: string) => Place,
): readonly DesktopPort[] {
  const rest = new Map(Object.entries(described ?? {}).map(([name, json]) => [name.toLowerCase(), { name, json }]));
  const ports = declared.map((variable): DesktopPort => {
    const { name, friendlyName, type, description, optional, sensitive, nameStart, nameEnd } = variable;
    const key = [name, friendlyName].map((one) => one?.toLowerCase()).find((one) => one !== undefined && rest.has(one));
    const json = key === undefined ? undefined : rest.get(key)?.json;
    if (key !== undefined) rest.delete(key);
    const value = defaultOf(variable.defaultValue, variable.defaultText, script);
    const text = value ?? describedDefault(json);
    const span = variable.defaultValue !== undefined && value !== undefined ? variable.defaultValue : { start: nameStart, end: nameEnd };
    return {
      direction,
      name,
      names: friendlyName === undefined || friendlyName === name ? [name] : [name, friendlyName],
      type,
      description,
      required: direction === "input" && !optional && text === undefined,
      sensitive: sensitive || isPassword(json),
      defaultValue: text === undefined ? undefined : { text, place: placeOf({ start: span.start, end: span.end }, name) },
      place: placeOf({ start: nameStart, end: nameEnd }, name),
    };
  });
  for (const { name, json } of rest.values()) {
    const text = describedDefault(json);
    const place = placeOf({ start: 0, end: 0 }, name);
    ports.push({
      direction,
      name,
      names: [name],
      type: textAt(json, "type"),
      description: textAt(json, "description"),
      required: direction === "input" && text === undefined && !(isObject(json) && json.isOptional === true),
      sensitive: isPassword(json),
      defaultValue: text === undefined ? undefined : { text, place },
      place,
    });
  }
  return ports;
}

function defaultOf(value: Expression | undefined, text: string | undefined, script: string): string | undefined {
  if (value === undefined) return undefined;
  if (text !== undefined) return text === "" ? undefined : text;
  const isEmpty =
    (value.kind === "list" && value.elements.length === 0) ||
    (value.kind === "object" && value.members.length === 0) ||
    (value.kind === "table" && value.rows.length === 0) ||
    value.kind === "error";
  return isEmpty ? undefined : script.slice(value.start, value.end);
}

function describedDefault(json: unknown): string | undefined {
  for (const key of ["value", "default"]) {
    const text = textAt(json, key);
    if (text !== undefined && text.trim() !== "" && !/^[[{]\s*[\]}]\s*$/.test(text.trim())) return text;
  }
  return undefined;
}

function isPassword(json: unknown): boolean {
  return textAt(json, "format")?.toLowerCase() === "password";
}

/** The properties of the schema in the text of an `<Inputs>` or `<Outputs>` element. */
function schemaOf(text: string | undefined): JsonObject | undefined {
  if (text === undefined) return undefined;
  try {
    return objectAt(JSON.parse(text), "schema", "properties");
  } catch {
    return undefined;
  }
}

function problem(message: string, place: Place): FileProblem {
  return { kind: "unreadable", message, place };
}
