import { append, countLeading } from "../collections.ts";
import type { Span } from "../source/place.ts";

/** A value of the workflow that an "Execute JavaScript Code" action reads and may return. */
export interface CodeRead {
  /** The action of which it reads the record; undefined for the trigger. */
  readonly action: string | undefined;
  /** Keys below the record: `outputs`, `body`, `value`. */
  readonly path: readonly string[];
  /** All that the code returns, and not a part of something else. */
  readonly isResult: boolean;
  /** Offsets of the reading in the code. */
  readonly span: Span;
}

/** `workflowContext.actions.Get_secret`, `workflowContext.actions["Get_secret"]`, `workflowContext.trigger`. */
const contextRead =
  /\bworkflowContext\s{0,4}(?:\?\.|\.)\s{0,4}(?:trigger\b|actions\s{0,4}(?:(?:\?\.|\.)\s{0,4}(?<name>[A-Za-z_$][\w$]{0,120})|(?:\?\.)?\s{0,4}\[\s{0,4}(?<quote>["'\x60])(?<quoted>[^"'\x60\r\n]{1,120})\k<quote>\s{0,4}\]))/g;
/** One more step, and whether it is called. */
const step =
  /\s{0,40}(?:(?:\?\.|\.)\s{0,4}(?<name>[A-Za-z_$][\w$]{0,120})|(?:\?\.)?\[\s{0,4}(?:(?<quote>["'\x60])(?<quoted>[^"'\x60\r\n]{1,120})\k<quote>|(?<index>\d{1,6}))\s{0,4}\])(?<call>\s{0,4}(?:\?\.)?\()?/y;

/** Members and methods that reveal only the length of a text or list, or whether something is in it. */
const counting = /^(?:length|includes|indexOf|lastIndexOf|startsWith|endsWith|search|test|localeCompare)$/;
/** Functions whose result does not reveal their key. */
const oneWay = /\bcreateH(?:mac|ash)\s{0,4}\(|\bsubtle\s{0,4}\.\s{0,4}(?:sign|digest|importKey)\s{0,4}\(/;

const longestStatement = 300;
/** Longest path that is read. */
const mostSteps = 16;

/**
 * The places of the workflow that the code of an action reads and may give back:
 * `const secret = workflowContext.actions.Get_secret.outputs.body.value; return secret;`.
 * Source: https://learn.microsoft.com/azure/logic-apps/logic-apps-add-run-inline-code
 */
export function readsOfCode(code: string): readonly CodeRead[] {
  const returned = returnedName(code);
  let uses: ReadonlyMap<string, readonly number[]> | undefined;
  const usesBehind = (name: string, at: number): readonly number[] => {
    uses ??= identifiersOf(code);
    const all = uses.get(name) ?? [];
    const first = countLeading(all, (one) => one < at);
    return all.slice(first, first + mostUses + 1);
  };
  return [...code.matchAll(contextRead)].flatMap(({ index, 0: whole, groups }): readonly CodeRead[] => {
    const path: string[] = [];
    let end = index + whole.length;
    while (path.length < mostSteps) {
      step.lastIndex = end;
      const found = step.exec(code)?.groups;
      if (found === undefined) break;
      const key = found.name ?? found.quoted ?? found.index ?? "";
      if (found.name !== undefined && counting.test(key)) return [];
      if (found.call !== undefined) break;
      path.push(key);
      end = step.lastIndex;
    }
    const before = beforeInStatement(code, index);
    if (oneWay.test(before)) return [];
    // If a method call or an operator follows, it is a part of something else.
    const isWhole = endsHere(code, end);
    const variable = isWhole ? assignedName(before) : undefined;
    if (variable !== undefined && !isRevealed(code, variable, usesBehind(variable, end))) return [];
    const isResult = isWhole && (/\breturn\s{1,4}$/.test(before) || (variable !== undefined && variable === returned));
    return [{ action: groups?.name ?? groups?.quoted, path, isResult, span: { start: index, end } }];
  });
}

function beforeInStatement(code: string, at: number): string {
  const before = code.slice(Math.max(0, at - longestStatement), at);
  return before.slice(Math.max(before.lastIndexOf(";"), before.lastIndexOf("\n")) + 1);
}

function endsHere(code: string, at: number): boolean {
  return /^[ \t]{0,40}(?:;|\r?\n[ \t]{0,80}(?![\s.?+([])|\r?\n?\s{0,80}$)/.test(code.slice(at, at + 200));
}

function assignedName(before: string): string | undefined {
  return /(?:^|\s)(?:const|let|var)\s{1,4}(?<name>[A-Za-z_$][\w$]{0,60})\s{0,4}=\s{0,4}$/.exec(before)?.groups?.name;
}

/** The variable that the last statement returns, and nothing else. */
function returnedName(code: string): string | undefined {
  const at = code.lastIndexOf("return");
  return at < 0 ? undefined : /^return\s{1,4}(?<name>[A-Za-z_$][\w$]{0,60})\s{0,4};?\s{0,80}$/.exec(code.slice(at, at + 300))?.groups?.name;
}

/** Most places of a variable that are looked at: one that is used more often is taken for one that is given back. */
const mostUses = 50;

function identifiersOf(code: string): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const { index, 0: name } of code.matchAll(/(?<![\w$.])[A-Za-z_$][\w$]{0,60}(?![\w$])/g)) append(places, name, index);
  return places;
}

/** Whether anything is done with a variable besides counting and signing. */
function isRevealed(code: string, name: string, uses: readonly number[]): boolean {
  return (
    uses.length > mostUses ||
    uses.some((at) => {
      const next = /^\s{0,40}\??\.\s{0,4}(?<key>\w{1,40})/.exec(code.slice(at + name.length, at + name.length + 90))?.groups?.key;
      return !oneWay.test(beforeInStatement(code, at)) && (next === undefined || !counting.test(next));
    })
  );
}
