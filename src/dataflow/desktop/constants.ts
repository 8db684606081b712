import type { DesktopRow } from "../../desktop-flow/model.ts";
import type { Expression } from "../../desktop-flow/robin/ast.ts";
import { actionCallsOf, argumentNamed, constantText, plainValue } from "../../desktop-flow/robin/walk.ts";
import type { Json } from "../../json.ts";
import type { Span } from "../../source/place.ts";
import { anyStep, isElementStep, type Path } from "../graph/path.ts";
import { nameOfTarget } from "./contexts.ts";
import { piecesOf, spanIn } from "./pieces.ts";
import { rowValue } from "./values.ts";

/** A text that is written in a row. */
export interface Constant {
  readonly text: string;
  /** Where it is in the script. */
  readonly span: Span;
  /** The variable that a SET or a loop gives it to, or the argument of an action. */
  readonly member: string;
  readonly holder: "variable" | "argument";
}

/** The texts that are written at a place of a row's node. */
export function constantsAt({ statement, desktopFlow }: DesktopRow, path: Path): readonly Constant[] {
  const [first, ...rest] = path;
  const script = desktopFlow.source.text();
  if (first === undefined || first === anyStep) return [];
  if (statement.kind === "set" || statement.kind === "loop-each") {
    if (first !== rowValue) return [];
    const [value, target] = statement.kind === "set" ? [statement.value, statement.target] : [statement.source, statement.variable];
    return textsAt(script, value, rest).map((found) => ({ ...found, member: nameOfTarget(target), holder: "variable" }));
  }
  const calls = statement.kind === "call" ? [statement] : actionCallsOf(statement);
  return calls.flatMap((call) => {
    const argument = argumentNamed(call.arguments, first);
    return argument === undefined
      ? []
      : textsAt(script, argument.value, rest).map((found) => ({ ...found, member: argument.name, holder: "argument" as const }));
  });
}

type Found = Pick<Constant, "text" | "span">;

function textsAt(script: string, value: Expression, path: Path): readonly Found[] {
  const [step, ...rest] = path;
  if (step === undefined) {
    const text = constantText(value);
    return text === undefined ? [] : [{ text, span: { start: value.start, end: value.end } }];
  }
  const plain = plainValue(value);
  switch (plain.kind) {
    case "list":
      return plain.elements.flatMap((element, index) => (step === anyStep || step === String(index) ? textsAt(script, element, rest) : []));
    case "object":
      return plain.members.flatMap(({ key, value: member }) =>
        step !== anyStep && constantText(key)?.toLowerCase() === step ? textsAt(script, member, rest) : [],
      );
    case "table": {
      const header = plain.rows.find((row) => row.header)?.cells;
      const names = header?.kind === "list" ? header.elements.map((name) => constantText(name)?.toLowerCase()) : [];
      const [column] = rest;
      return plain.rows
        .filter((row) => !row.header)
        .flatMap(({ cells }, row) =>
          cells.kind === "list" && (step === anyStep || step === String(row))
            ? cells.elements.flatMap((cell, index) =>
                column !== undefined && (column === String(index) || column === names[index]) ? textsAt(script, cell, rest.slice(1)) : [],
              )
            : [],
        );
    }
    default:
      return textsInJson(script, value, path);
  }
}

/** The texts at a place of what a text that is JSON holds; a part of another text, which an action splits, is not told from the rest. */
function textsInJson(script: string, value: Expression, path: Path): readonly Found[] {
  const text = constantText(value);
  if (text === undefined) return [];
  if (!/^\s*[{[]/.test(text)) return path.length === 1 && isElementStep(path[0]) ? textsAt(script, value, []) : [];
  return membersAt(parsed(text), path).map((found) => {
    const start = text.indexOf(found);
    return { text: found, span: start < 0 ? value : spanIn(script, piecesOf(value), { start, end: start + found.length }) };
  });
}

function membersAt(document: Json | undefined, path: Path): readonly string[] {
  const [step, ...rest] = path;
  if (step === undefined) return typeof document === "string" && document !== "" ? [document] : [];
  if (typeof document !== "object" || document === null) return [];
  return Object.entries(document).flatMap(([key, member]) =>
    key.toLowerCase() === step || (step === anyStep && Array.isArray(document)) ? membersAt(member as Json, rest) : [],
  );
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
