import { append, remember } from "../../../collections.ts";
import type { DesktopRow } from "../../../desktop-flow/model.ts";
import type { Expression } from "../../../desktop-flow/robin/ast.ts";
import { actionCallsOf, argumentNamed, constantText, plainValue } from "../../../desktop-flow/robin/walk.ts";
import { isObject, type Json, type JsonObject, parsedJson } from "../../../json.ts";
import { createJsonIndex, type JsonIndex } from "../../../source/json-position.ts";
import type { Span } from "../../../source/place.ts";
import { anyStep, isElementStep, type Path, type Step } from "../../graph/path.ts";
import { type Piece, piecesOf, spanIn } from "../values/pieces.ts";
import { stepsToCells } from "../values/values.ts";
import { nameOfTarget } from "./written-texts.ts";

/** A text that is written in a row. */
export interface Constant {
  readonly text: string;
  /** Where it is in the script. */
  readonly span: Span;
  /** The variable that a SET or a loop gives it to, or the argument of an action. */
  readonly member: string;
  readonly holder: "variable" | "argument";
  /** Where it is in what the row holds, by all ways that lead to it: a cell is read by the name and by the number of its column. */
  readonly paths: readonly Path[];
}

/** The texts that are written at a place of a row's node. */
export function constantsAt({ statement, desktopFlow }: DesktopRow, path: Path): readonly Constant[] {
  const [first, ...rest] = path;
  const script = desktopFlow.source.text();
  if (first === undefined || first === anyStep) return [];
  if (statement.kind === "set" || statement.kind === "loop-each") {
    const [value, target] = statement.kind === "set" ? [statement.value, statement.target] : [statement.source, statement.variable];
    return below([first], textsAt(script, value, rest)).map((found) => ({ ...found, member: nameOfTarget(target), holder: "variable" }));
  }
  const calls = statement.kind === "call" ? [statement] : actionCallsOf(statement);
  return calls.flatMap((call) => {
    const argument = argumentNamed(call.arguments, first);
    return argument === undefined
      ? []
      : below([first], textsAt(script, argument.value, rest)).map((found) => ({
          ...found,
          member: argument.name,
          holder: "argument" as const,
        }));
  });
}

type Found = Pick<Constant, "text" | "span" | "paths">;

/** Texts of a part, by the ways through the whole: any of the steps leads to the part. */
function below(steps: Path, texts: readonly Found[]): readonly Found[] {
  return texts.map((found) => ({ ...found, paths: steps.flatMap((step) => found.paths.map((path): Path => [step, ...path])) }));
}

function textsAt(script: string, value: Expression, path: Path): readonly Found[] {
  const [step, ...rest] = path;
  if (step === undefined) {
    const text = constantText(value);
    return text === undefined ? [] : [{ text, span: { start: value.start, end: value.end }, paths: [[]] }];
  }
  const plain = plainValue(value);
  switch (plain.kind) {
    case "list":
      return plain.elements.flatMap((element, index) =>
        step === anyStep || step === String(index) ? below([step], textsAt(script, element, rest)) : [],
      );
    case "object":
      return plain.members.flatMap(({ key, value: member }) =>
        step !== anyStep && constantText(key)?.toLowerCase() === step ? below([step], textsAt(script, member, rest)) : [],
      );
    case "table": {
      const columnsAt = stepsToCells(plain);
      const [column, ...inner] = rest;
      return plain.rows
        .filter((row) => !row.header)
        .flatMap(({ cells }, row) => {
          if (column === undefined || cells.kind !== "list" || (step !== anyStep && step !== String(row))) return [];
          return cells.elements.flatMap((cell, index) => {
            const columns = columnsAt(index).map((name): Step => (name === anyStep ? String(index) : name));
            return columns.includes(column) ? below([step], below(columns, textsAt(script, cell, inner))) : [];
          });
        });
    }
    default:
      return textsInJson(script, value, path);
  }
}

/** The texts at a place of what a text that is JSON holds; a part of another text, which an action splits, is not told from the rest. */
function textsInJson(script: string, value: Expression, path: Path): readonly Found[] {
  const text = constantText(value);
  if (text === undefined) return [];
  if (!/^\s*[{[]/.test(text)) return path.length === 1 && isElementStep(path[0]) ? below(path, textsAt(script, value, [])) : [];
  // A row for each member of a text reads all of them.
  const json = remember(jsonTexts, value, () => jsonTextOf(text, value));
  return textsBelow(json.document, path, json, []).map(({ text: found, pointer }) => {
    const { span } = json.index().locate({ kind: "json", pointer, span: { start: 0, end: found.length } });
    return { text: found, span: spanIn(script, json.pieces, span), paths: [path] };
  });
}

/** A text of a script that is JSON. */
interface JsonText {
  /** Undefined where it is none. */
  readonly document: Json | undefined;
  readonly index: () => JsonIndex;
  readonly pieces: readonly Piece[];
  /** The names of an object's members, by their lower case. */
  readonly names: WeakMap<JsonObject, ReadonlyMap<Path[number], readonly string[]>>;
}

const jsonTexts = new WeakMap<Expression, JsonText>();

function jsonTextOf(text: string, value: Expression): JsonText {
  let index: JsonIndex | undefined;
  return {
    document: parsedJson(text),
    index: () => {
      index ??= createJsonIndex(text);
      return index;
    },
    pieces: piecesOf(value),
    names: new WeakMap(),
  };
}

interface FoundInJson {
  readonly text: string;
  readonly pointer: readonly string[];
}

function textsBelow(document: Json | undefined, path: Path, json: JsonText, pointer: readonly string[]): readonly FoundInJson[] {
  const [step, ...rest] = path;
  if (step === undefined) return typeof document === "string" && document !== "" ? [{ text: document, pointer }] : [];
  if (Array.isArray(document)) {
    const elements = step === anyStep ? [...document.keys()] : /^\d+$/.test(step) ? [Number(step)] : [];
    return elements.flatMap((at) => textsBelow(document[at] as Json | undefined, rest, json, [...pointer, String(at)]));
  }
  if (!isObject(document)) return [];
  const names = remember(json.names, document, () => namesOf(document)).get(step) ?? [];
  return names.flatMap((name) => textsBelow(document[name], rest, json, [...pointer, name]));
}

function namesOf(object: JsonObject): ReadonlyMap<Path[number], readonly string[]> {
  const names = new Map<Path[number], string[]>();
  for (const name of Object.keys(object)) append(names, name.toLowerCase(), name);
  return names;
}
