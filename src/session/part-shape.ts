import { isObject, type Json } from "../json.ts";
import type { Part } from "../linter/part.ts";

/** Whether a value has the form of something. */
type Shape = (value: Json | undefined) => boolean;

const text: Shape = (value) => typeof value === "string";
const number: Shape = (value) => typeof value === "number";
const flag: Shape = (value) => typeof value === "boolean";
const anything: Shape = () => true;

function oneOf(...values: readonly (Json | undefined)[]): Shape {
  return (value) => values.includes(value);
}

function optional(shape: Shape): Shape {
  return (value) => value === undefined || shape(value);
}

function listOf(shape: Shape): Shape {
  return (value) => Array.isArray(value) && value.every((entry: Json) => shape(entry));
}

function object(members: Readonly<Record<string, Shape>>): Shape {
  const shapes = Object.entries(members);
  return (value) => isObject(value) && shapes.every(([name, shape]) => shape(Object.hasOwn(value, name) ? value[name] : undefined));
}

const location: Shape = object({
  path: text,
  file: text,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
  offset: number,
  pointer: optional(text),
  xpath: optional(text),
  component: optional(text),
  componentKind: optional(text),
  operation: optional(text),
  // In each other as deep as texts are embedded in texts.
  host: optional((value) => location(value)),
  source: optional((value) => location(value)),
});

const step = object({ message: text, location, kind: optional(text), shown: optional(flag), leftOut: optional(number) });

const excerptPart = object({ text, kind: oneOf("code", "name", "masked"), marked: optional(flag) });

const finding = object({
  code: text,
  rule: text,
  level: oneOf("error", "warning", "note"),
  confidence: oneOf("high", "medium", "low"),
  message: text,
  advice: optional(text),
  location,
  flow: listOf(step),
  related: listOf(step),
  fixable: oneOf("safe", "unsafe", "no"),
  fix: optional(object({ description: text, replacements: listOf(object({ location, text })) })),
  excerpt: optional(
    object({ language: oneOf("json", "xml", "robin"), lines: listOf(object({ number: optional(number), parts: listOf(excerptPart) })) }),
  ),
  solution: optional(text),
  fingerprint: text,
  suppressed: (value) => value === null || object({ kind: oneOf("inSource", "configuration", "baseline"), reason: optional(text) })(value),
  help: text,
});

const solution = object({
  path: text,
  root: text,
  kind: oneOf("solution", "flow-package", "loose"),
  uniqueName: text,
  version: text,
  managed: oneOf(true, false, null),
  cloudFlows: number,
  desktopFlows: number,
  connectionReferences: number,
  environmentVariables: number,
  actions: number,
});

const owner = object({ kind: text, name: text, solution: optional(text), operation: optional(text) });

const part = object({
  solutions: listOf(solution),
  findings: listOf(finding),
  aboutSuppressions: listOf(finding),
  usedOverrides: listOf(text),
  components: listOf(object({ path: text, file: text, owner: optional(owner) })),
  failures: listOf(object({ rule: text, plugin: optional(text), error: anything })),
  isEmpty: flag,
  unread: listOf(step),
});

/** Whether a value from outside is a part, so that nothing that works with it can fail. */
export function isPart(value: unknown): value is Part {
  return part(value as Json);
}
