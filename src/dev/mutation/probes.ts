import { parseSync, type Span, Visitor } from "oxc-parser";
import { recordName } from "./probe-record.ts";

/** A stretch of a source file whose running is recorded. */
export interface Probe extends Span {
  /** Its number, among the probes of all files. */
  readonly number: number;
}

/**
 * The source with a probe at the beginning of all that may be left out when it runs: the bodies of functions, branches, right operands, and
 * the module itself. What `once` makes is one stretch, which is recorded whenever it is asked for: the tests behind the first one use it, too.
 */
export function withProbes(file: string, text: string, first: number): { readonly text: string; readonly probes: readonly Probe[] } {
  const probes: Probe[] = [];
  const inserted: { readonly at: number; readonly text: string }[] = [];
  function record(span: Span): string {
    const number = first + probes.length;
    probes.push({ number, start: span.start, end: span.end });
    return `globalThis.${recordName}[${number}] = 1`;
  }
  /** The calls of `once`. */
  const kept: Span[] = [];
  const isKept = ({ start, end }: Span): boolean => kept.some((call) => call.start <= start && end <= call.end);
  function atStart(span: Span, at: number): void {
    if (isKept(span)) return;
    inserted.push({ at, text: `${record(span)};` });
  }
  function around({ start, end }: Span, before: string, between: string, after: string): void {
    if (isKept({ start, end })) return;
    inserted.push({ at: start, text: `${before}${record({ start, end })}${between}` }, { at: end, text: after });
  }
  const expression = (span: Span): void => around(span, "(", ", ", ")");

  atStart({ start: 0, end: text.length }, 0);
  new Visitor({
    CallExpression({ start, end, callee }) {
      if (callee.type !== "Identifier" || callee.name !== "once") return;
      around({ start, end }, "((kept) => () => (", ", kept()))(", ")");
      kept.push({ start, end });
    },
    BlockStatement: (block) => atStart(block, block.start + 1),
    ArrowFunctionExpression: ({ body, expression: short }) => short && expression(body),
    ConditionalExpression({ consequent, alternate }) {
      expression(consequent);
      expression(alternate);
    },
    LogicalExpression: ({ right }) => expression(right),
    IfStatement({ consequent, alternate }) {
      for (const branch of [consequent, alternate])
        if (branch !== null && branch.type !== "BlockStatement") around(branch, "{ ", "; ", " }");
    },
    ForStatement: ({ body }) => body.type !== "BlockStatement" && around(body, "{ ", "; ", " }"),
    ForOfStatement: ({ body }) => body.type !== "BlockStatement" && around(body, "{ ", "; ", " }"),
    ForInStatement: ({ body }) => body.type !== "BlockStatement" && around(body, "{ ", "; ", " }"),
    WhileStatement: ({ body }) => body.type !== "BlockStatement" && around(body, "{ ", "; ", " }"),
    SwitchCase({ consequent }) {
      const [firstStatement] = consequent;
      const last = consequent.at(-1);
      if (firstStatement !== undefined && last !== undefined) atStart({ start: firstStatement.start, end: last.end }, firstStatement.start);
    },
  }).visit(parseSync(file, text).program);

  // What is inserted at one place keeps its order: the outer stretch is visited before the inner one.
  const ordered = inserted.map((one, index) => ({ ...one, index })).sort((a, b) => a.at - b.at || a.index - b.index);
  let result = "";
  let end = 0;
  for (const { at, text: piece } of ordered) {
    result += text.slice(end, at) + piece;
    end = at;
  }
  return { text: result + text.slice(end), probes };
}
