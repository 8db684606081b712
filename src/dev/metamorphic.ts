import type { Call, Template } from "../cloud-flow/expression/ast.ts";
import { functionInfo } from "../cloud-flow/expression/functions.ts";
import { splitKey } from "../cloud-flow/expression/references.ts";
import type { CloudFlow } from "../cloud-flow/model.ts";
import { parseCloudFlow } from "../cloud-flow/parse.ts";
import type { Finding } from "../findings/finding.ts";
import type { Artifact, Container } from "../input/artifact.ts";
import { isObject, type Json, type JsonObject, textAt } from "../json.ts";
import type { SourceFile } from "../source/place.ts";
import { decodeText } from "../source/text-encoding.ts";
import { type Change, definitionChanged, quoted, rewriteCalls, rewriteStrings, type StringPlace } from "./flow-rewriting.ts";
import { withActionBefore, withinScope, withOtherVariables } from "./flow-structure.ts";

/**
 * Ways to write a flow differently without changing what it does, so that an analysis of both must find the same: metamorphic tests.
 * Nothing here judges; it rewrites flows and makes findings comparable.
 */
export interface Rewriting {
  readonly name: string;
  /** The same flow, written differently. */
  rewrite(flow: CloudFlow): JsonObject;
  /** Blanks by which the new file is indented; none when absent. */
  readonly indent?: number;
  /** The name that an operation had before. Absent where names stay. */
  originalName?(name: string): string;
}

/** All ways, each for itself. */
export const rewritings: readonly Rewriting[] = [
  { name: "names of operations", rewrite: (flow) => renameOperations(flow, "_2"), originalName: (name) => name.replace(/_2$/, "") },
  { name: "names with an apostrophe", rewrite: (flow) => renameOperations(flow, "'_2"), originalName: (name) => name.replace(/'_2$/, "") },
  { name: "indentation", rewrite: ({ document }) => document, indent: 2 },
  { name: "order of members", rewrite: ({ document }) => reversed(document) as JsonObject },
  { name: "letter case of functions", rewrite: (flow) => rewriteCalls(flow, otherCase) },
  { name: "letter case of names", rewrite: (flow) => rewriteCalls(flow, (call) => nameInOtherCase(call, flow)) },
  { name: "keys with slashes", rewrite: (flow) => rewriteCalls(flow, splitKeys) },
  { name: "bodies as members of outputs", rewrite: (flow) => rewriteCalls(flow, bodyOfOutputs) },
  { name: "outputs of records", rewrite: (flow) => rewriteCalls(flow, outputsOfRecord) },
  { name: "members behind dots", rewrite: (flow) => rewriteCalls(flow, dotted) },
  { name: "no question marks", rewrite: (flow) => rewriteCalls(flow, unsafe) },
  { name: "blanks and lines in expressions", rewrite: (flow) => rewriteCalls(flow, spaced) },
  { name: "names of variables", rewrite: withOtherVariables },
  { name: "an action before all others", rewrite: withActionBefore },
  { name: "a scope around all", rewrite: withinScope },
  { name: "expressions as texts", rewrite: (flow) => rewriteStrings(flow, asText) },
  { name: "texts as expressions", rewrite: (flow) => rewriteStrings(flow, asExpression) },
  { name: "texts joined by a function", rewrite: (flow) => rewriteStrings(flow, asConcat) },
];

/** A container in which every cloud flow is written in another way; everything else stays as it is. */
export function rewriteContainer(container: Container, rewriting: Pick<Rewriting, "rewrite" | "indent">): Container {
  return { ...container, artifacts: container.artifacts.map((artifact) => rewriteArtifact(artifact, rewriting)) };
}

function rewriteArtifact(artifact: Artifact, { rewrite, indent }: Pick<Rewriting, "rewrite" | "indent">): Artifact {
  if (!/\.json$/i.test(artifact.name)) return artifact;
  const flow = flowOf(artifact);
  if (flow === undefined) return artifact;
  const bytes = Buffer.from(JSON.stringify(rewrite(flow), null, indent), "utf8");
  return { name: artifact.name, size: bytes.length, read: () => bytes };
}

function flowOf(artifact: Artifact): CloudFlow | undefined {
  try {
    const document: unknown = JSON.parse(decodeText(artifact.read()));
    return isObject(document) ? parseCloudFlow(document, nowhere, { id: undefined, name: artifact.name, solution: "" }) : undefined;
  } catch {
    return undefined;
  }
}

const nowhere: SourceFile = { path: "", file: "", text: () => "" };

/** What must be equal before and after: rule, level, flow and action of each finding, without positions and paths. Sorted. */
export function sketchOf(findings: readonly Finding[], { originalName }: Pick<Rewriting, "originalName"> = {}): readonly string[] {
  return findings
    .map(({ code, level, place: { owner } }) => {
      const operation = owner?.operation ?? "";
      const isCloud = owner?.kind === "cloud-flow" && operation !== "";
      return [
        code,
        level,
        owner?.solution ?? "",
        owner?.name ?? "",
        isCloud && originalName !== undefined ? originalName(operation) : operation,
      ].join(" | ");
    })
    .sort();
}

/** Gives every operation a number at its end, as the designer does with copies: names keep their words, which are evidence. */
function renameOperations(flow: CloudFlow, suffix: string): JsonObject {
  const renamed = rewriteCalls(flow, (call) => {
    const [name] = call.arguments;
    const kind = functionInfo(call.name)?.names;
    if (name?.kind !== "string" || kind === undefined || !actionNamingArguments.has(kind) || !flow.byName.has(name.value.toLowerCase()))
      return [];
    return [{ start: name.start, end: name.end, text: `'${quoted(`${name.value}${suffix}`)}'` }];
  });
  return definitionChanged(renamed, flow.pointer, (definition) => renamedDefinition(definition, suffix));
}

const actionNamingArguments: ReadonlySet<string> = new Set(["action", "foreachLoop", "untilLoop", "scope"]);

/** Renames the keys of the definition: triggers, actions at every depth, and what they run after. */
function renamedDefinition(definition: JsonObject, suffix: string): JsonObject {
  const { triggers } = definition;
  return {
    ...renamedBranch(definition, suffix),
    ...(isObject(triggers)
      ? { triggers: Object.fromEntries(Object.entries(triggers).map(([name, trigger]) => [`${name}${suffix}`, trigger])) }
      : {}),
  };
}

function renamedAction(action: JsonObject, suffix: string): JsonObject {
  const result: Record<string, Json | undefined> = { ...renamedBranch(action, suffix) };
  const { runAfter } = action;
  if (isObject(runAfter))
    result.runAfter = Object.fromEntries(Object.entries(runAfter).map(([name, states]) => [`${name}${suffix}`, states]));
  for (const branch of ["else", "default"]) {
    const held = action[branch];
    if (isObject(held)) result[branch] = renamedBranch(held, suffix);
  }
  for (const group of ["cases", "tools"]) {
    const held = action[group];
    if (!isObject(held)) continue;
    result[group] = Object.fromEntries(
      Object.entries(held).map(([name, entry]) => [name, isObject(entry) ? renamedBranch(entry, suffix) : entry]),
    );
  }
  return result;
}

function renamedBranch(branch: JsonObject, suffix: string): JsonObject {
  const { actions } = branch;
  if (!isObject(actions)) return branch;
  const renamed = Object.entries(actions).map(
    ([name, action]) => [`${name}${suffix}`, isObject(action) ? renamedAction(action, suffix) : action] as const,
  );
  return { ...branch, actions: Object.fromEntries(renamed) };
}

function reversed(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((item: Json) => reversed(item) as Json);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
}

function otherCase(call: Call): readonly Change[] {
  const { start, end } = call.nameSpan;
  const upper = call.name.toUpperCase();
  return [{ start, end, text: upper === call.name ? call.name.toLowerCase() : upper }];
}

/** A name resolves exactly, else without letter case. Where several differ in nothing else, only the exact one tells them apart. */
function nameInOtherCase(call: Call, { byName }: CloudFlow): readonly Change[] {
  const [name] = call.arguments;
  const kind = functionInfo(call.name)?.names;
  if (name?.kind !== "string" || kind === undefined || (byName.get(name.value.toLowerCase())?.length ?? 0) > 1) return [];
  const [first = "", ...rest] = name.value;
  const other = first === first.toUpperCase() ? first.toLowerCase() : first.toUpperCase();
  return [{ start: name.start, end: name.end, text: `'${quoted([other, ...rest].join(""))}'` }];
}

function splitKeys(call: Call): readonly Change[] {
  return call.dereferences.flatMap(({ start, end, safe, notation, key }) => {
    if (notation !== "bracket" || key.kind !== "string") return [];
    const steps = splitKey(key.value);
    return steps.length < 2 ? [] : [{ start, end, text: steps.map((step) => `${safe ? "?" : ""}['${quoted(step)}']`).join("") }];
  });
}

function dotted(call: Call): readonly Change[] {
  return call.dereferences.flatMap(({ start, end, safe, notation, key }) =>
    notation === "bracket" && key.kind === "string" && /^[A-Za-z_]\w*$/.test(key.value)
      ? [{ start, end, text: `${safe ? "?" : ""}.${key.value}` }]
      : [],
  );
}

function unsafe(call: Call, text: string): readonly Change[] {
  return call.dereferences.flatMap(({ start, safe }) => (safe && text[start] === "?" ? [{ start, end: start + 1, text: "" }] : []));
}

function spaced(call: Call): readonly Change[] {
  return call.arguments.flatMap(({ start, end }) => [
    { start, end: start, text: "\n  " },
    { start: end, end, text: " " },
  ]);
}

const outputsOfBody: Readonly<Record<string, string>> = { body: "outputs", triggerbody: "triggerOutputs" };

function bodyOfOutputs(call: Call): readonly Change[] {
  const outputs = Object.hasOwn(outputsOfBody, call.name.toLowerCase()) ? outputsOfBody[call.name.toLowerCase()] : undefined;
  if (outputs === undefined) return [];
  const behindCall = call.dereferences[0]?.start ?? call.end;
  return [
    { start: call.nameSpan.start, end: call.nameSpan.end, text: outputs },
    { start: behindCall, end: behindCall, text: "?['body']" },
  ];
}

const outputsOfRecords: Readonly<Record<string, string>> = {
  body: "['outputs']?['body']",
  outputs: "['outputs']",
  triggerbody: "['outputs']?['body']",
  triggeroutputs: "['outputs']",
};

/** `body('X')` as what the record of the run says of the action. */
function outputsOfRecord(call: Call): readonly Change[] {
  const name = call.name.toLowerCase();
  const members = Object.hasOwn(outputsOfRecords, name) ? outputsOfRecords[name] : undefined;
  if (members === undefined) return [];
  const behindCall = call.dereferences[0]?.start ?? call.end;
  return [
    { start: call.nameSpan.start, end: call.nameSpan.end, text: name.startsWith("trigger") ? "trigger" : "actions" },
    { start: behindCall, end: behindCall, text: `?${members}` },
  ];
}

function asText(text: string, template: Template, place: StringPlace): string {
  return template.kind === "expression" && template.problems.length === 0 && takesText(place) ? `@{${text.slice(1)}}` : text;
}

function asExpression(text: string, template: Template, place: StringPlace): string {
  if (template.kind !== "interpolation" || template.problems.length > 0 || !takesText(place)) return text;
  const [only, ...others] = template.parts;
  return only === undefined || others.length > 0 || only.kind === "text" ? text : `@${text.slice(2, -1).trim()}`;
}

/** `Key: @{x}` as `@concat('Key: ', x)`. */
function asConcat(text: string, template: Template, place: StringPlace): string {
  if (template.kind !== "interpolation" || template.problems.length > 0 || template.parts.length < 2 || !takesText(place)) return text;
  const pieces = template.parts.map((part) => (part.kind === "text" ? `'${quoted(part.value)}'` : text.slice(part.start, part.end).trim()));
  return `@concat(${pieces.join(", ")})`;
}

/** Where only a text can be, so that it makes no difference whether a value is turned into one. */
function takesText({ operation, path, key }: StringPlace): boolean {
  if (key || path[0] !== "inputs") return false;
  const [, member, leaf, ...deeper] = path;
  switch (operation.type) {
    case "http":
      return member === "uri" || ((member === "headers" || member === "queries" || member === "authentication") && deeper.length === 0);
    case "terminate":
      return member === "runError";
    case "appendtostringvariable":
      return member === "value";
    case "initializevariable":
      return (
        deeper[0] === "value" &&
        deeper.length === 1 &&
        textAt(operation.inputs, "variables", leaf ?? "", "type")?.toLowerCase() === "string"
      );
    default:
      return member === "parameters" && deeper.length === 0 && /(?:\/|^)(?:Body|Subject|messageBody)$/i.test(leaf ?? "");
  }
}
