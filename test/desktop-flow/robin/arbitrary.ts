import fc from "fast-check";
import type {
  AccessStep,
  ActionCall,
  Annotation,
  Argument,
  Condition,
  Declaration,
  ErrorHandler,
  Expression,
  FunctionDefinition,
  Interpolation,
  ObjectLiteral,
  Output,
  Reference,
  Retry,
  Script,
  ScriptHeader,
  Statement,
  StatementNode,
  TextLiteral,
} from "../../../src/desktop-flow/robin/ast.ts";
import { isReserved, wordAt } from "../../../src/desktop-flow/robin/words.ts";

/** Generators of syntax trees and of texts. Trees come without meaningful positions; {@link shape} leaves them out. */
const nowhere = { start: 0, end: 0 };

/** Texts of pieces that mean something to the lexer, so that they nest and break in every way. */
export const trickyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "'",
        "'''",
        "$'''",
        "$fx'",
        "$fx'=",
        "%",
        "%%",
        "\\",
        "\\'",
        "\\\\",
        '"',
        "${",
        "#",
        "/#",
        "#/",
        "**REGION",
        "**ENDREGION",
        "@",
        "@@",
      ),
      fc.constantFrom(
        "\n",
        "\r\n",
        "\r",
        " ",
        "\t",
        "\u00a0",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "{{ }}",
        "^",
        ",",
        ":",
        "=>",
        ".",
        "=",
        "<>",
        "+",
        "-",
        "*",
        "/",
      ),
      fc.constantFrom(
        "SET X TO ",
        "IF ",
        " THEN",
        "ELSE",
        "ELSE IF ",
        "END",
        "END FUNCTION",
        "FUNCTION F GLOBAL",
        "SWITCH A",
        "CASE = ",
        "DEFAULT",
        "LOOP ",
      ),
      fc.constantFrom(
        "FOREACH I IN ",
        "WHILE ",
        "FROM 1 TO 2 STEP 3",
        "BLOCK B",
        "ON BLOCK ERROR",
        "ON ERROR",
        " REPEAT 1 TIMES WAIT 2",
        "DISABLE ",
        "WAIT ",
      ),
      fc.constantFrom(
        "File.Delete Files: ",
        "A.B.C D: ",
        "Result=> ",
        "CALL ",
        "GOTO ",
        "LABEL ",
        "EXIT ",
        "ERROR => ",
        "THROW ERROR",
        "NOT ",
        " AND ",
        " mod ",
      ),
      fc.constantFrom(
        "@SENSITIVE: [",
        "@INPUT A : ",
        "IMPORT 'a' AS b",
        "@@a: 'b'",
        "# [ControlRepository]",
        '{ "a": 1 }',
        "A",
        "Obj['k']",
        "1",
        "2.5",
        "True",
        "Café",
      ),
      fc.string({ maxLength: 4 }),
      fc.string({ maxLength: 3, unit: "binary" }),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(""));

const anyName = fc.oneof(
  fc.constantFrom("A", "Total", "CurrentItem", "Row_2", "Café", "变量", "Region", "Repeat", "Times", "all", "As", "Import", "Code", "_x"),
  fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,9}$/),
);

/** A variable. */
const name = anyName.filter((text) => !isReserved(wordAt(text, 0, text.length)));

/** The name of an argument: any word but those that would go on with the value before it. */
const argumentName = anyName.filter((text) => !/^(?:and|or|mod)$/i.test(text));

/** A name in a place where it can be quoted. */
const freeName = fc.oneof(name, fc.constantFrom("Exit", "SAP Login", "it's", "a/b", "C:\\x", 'say "x"'));

const oneLine = fc.oneof(
  fc.constantFrom("", "abc", "it's", "C:\\Temp\\", "\\n", "100%", "%A%", "''", "'''", 'say "x"', "# no", `\${x}`, "=>", "日本😀"),
  fc.string({ maxLength: 12 }),
);

const singleText = oneLine
  .filter((value) => !/[\r\n]/.test(value))
  .map((value): TextLiteral => ({ kind: "text", value, quotes: "single", ...nowhere }));

const tripleText = fc
  .array(oneLine, { maxLength: 3 })
  .map((lines): TextLiteral => ({ kind: "text", value: lines.join("\r\n"), quotes: "triple", ...nowhere }));

/** What may stand in a `%…%`: there, texts have neither line breaks nor expressions of their own. */
type Levels = {
  inner: Expression;
  value: Expression;
  reference: Reference;
  innerReference: Reference;
  step: AccessStep;
  innerStep: AccessStep;
};

function compound(value: fc.Arbitrary<Expression>, step: fc.Arbitrary<AccessStep>): fc.Arbitrary<Expression>[] {
  const few = fc.array(value, { maxLength: 3 });
  const list = few.map((elements): Expression => ({ kind: "list", elements, ...nowhere }));
  return [
    fc
      .record({ object: value, path: fc.array(step, { minLength: 1, maxLength: 2 }) })
      .map((parts): Expression => ({ kind: "access", ...parts, ...nowhere })),
    fc
      .record({ operator: fc.constantFrom("-", "not"), operand: value })
      .map((parts): Expression => ({ kind: "unary", ...parts, ...nowhere })),
    fc
      .record({
        operator: fc.constantFrom("or", "and", "=", "<>", "<", ">", "<=", ">=", "+", "-", "*", "/", "mod"),
        left: value,
        right: value,
      })
      .map((parts): Expression => ({ kind: "binary", ...parts, ...nowhere })),
    fc.record({ name, arguments: few }).map((parts): Expression => ({ kind: "function-call", ...parts, ...nowhere })),
    list,
    fc
      .array(fc.record({ key: singleText, value }), { maxLength: 3 })
      .map((members): Expression => ({ kind: "object", members: members.map((member) => ({ ...member, ...nowhere })), ...nowhere })),
    fc.record({ header: fc.boolean(), rows: fc.array(list, { maxLength: 3 }) }).map(
      ({ header, rows }): Expression => ({
        kind: "table",
        rows: rows.map((cells, index) => ({ header: header && index === 0, cells, ...nowhere })),
        ...nowhere,
      }),
    ),
  ];
}

function stepOf(value: fc.Arbitrary<Expression>): fc.Arbitrary<AccessStep> {
  return fc.oneof(
    name.map((member): AccessStep => ({ kind: "member", name: member, ...nowhere })),
    value.map((index): AccessStep => ({ kind: "index", index, ...nowhere })),
  );
}

function referenceOf(step: fc.Arbitrary<AccessStep>): fc.Arbitrary<Reference> {
  return fc
    .record({ name, global: fc.boolean(), path: fc.array(step, { maxLength: 2 }) })
    .map(({ global, ...parts }): Reference => ({ kind: "reference", ...(global ? { global } : {}), ...parts, ...nowhere }));
}

const number = fc
  .oneof(fc.nat().map(String), fc.constantFrom("3.14", "1E3", "0", "2.5e-3"))
  .chain((text) =>
    fc.constantFrom(text, `-${text}`).map((signed): Expression => ({ kind: "number", text: signed, value: Number(signed), ...nowhere })),
  );

const boolean = fc.boolean().map((value): Expression => ({ kind: "boolean", value, ...nowhere }));

const encrypted = fc
  .record({ scheme: name, value: oneLine.filter((text) => !/[\r\n]/.test(text)) })
  .map((parts): Expression => ({ kind: "encrypted", ...parts, ...nowhere }));

const formulaText = fc
  .array(fc.constantFrom("A", "Len(", ")", " ", '"t"', "'", "\\", "=", "&", "日本", "1"), { maxLength: 6 })
  .map((parts) => parts.join(""));

const formula = formulaText.map((text): Expression => ({ kind: "formula", text, references: [], value: undefined, ...nowhere }));

/** Texts and expressions by turns, as a parser finds them: no text is empty, no two follow one another. */
function partsOf(text: fc.Arbitrary<string>, expression: fc.Arbitrary<Expression>): fc.Arbitrary<Interpolation["parts"]> {
  const part = fc.oneof(
    text.filter((value) => value !== "").map((value) => ({ kind: "text-part" as const, value, ...nowhere })),
    expression,
  );
  return fc
    .array(part, { maxLength: 4 })
    .map((parts) => parts.filter((item, index) => item.kind !== "text-part" || parts[index - 1]?.kind !== "text-part"));
}

const manyLines = fc.array(oneLine, { minLength: 1, maxLength: 3 }).map((lines) => lines.join("\n"));

const hole = fc
  .constantFrom("A", "A & B", "Len(A)", 'Text(A; "x")')
  .map((text): Expression => ({ kind: "formula", text, references: [], value: undefined, ...nowhere }));

const powerFxText = partsOf(
  manyLines.filter((text) => !text.includes("${") && !text.startsWith("=")),
  hole,
).map((parts): Expression => ({ kind: "interpolation", syntax: "power-fx", parts, ...nowhere }));

const levels = fc.letrec<Levels>((tie) => ({
  innerStep: stepOf(tie("inner")),
  innerReference: referenceOf(tie("innerStep")),
  inner: fc.oneof({ depthSize: "small" }, singleText, number, boolean, tie("innerReference"), ...compound(tie("inner"), tie("innerStep"))),
  step: stepOf(tie("value")),
  reference: referenceOf(tie("step")),
  value: fc.oneof(
    { depthSize: "small" },
    singleText,
    tripleText,
    number,
    boolean,
    encrypted,
    formula,
    powerFxText,
    tie("reference"),
    partsOf(manyLines, tie("inner")).map((parts): Expression => ({ kind: "interpolation", syntax: "robin", parts, ...nowhere })),
    ...compound(tie("value"), tie("step")),
  ),
}));

/** Any value. */
export const expression = levels.value;

const target = levels.reference;

const argument = fc.record({ name: argumentName, dynamic: fc.boolean(), quoted: fc.option(freeName), value: expression }).map(
  ({ name: bare, dynamic, quoted, value }): Argument => ({
    name: dynamic ? (quoted ?? bare) : bare,
    dynamic,
    value,
    nameEnd: 0,
    ...nowhere,
  }),
);

const output = fc
  .record({ name: argumentName, dynamic: fc.boolean(), target })
  .map((parts): Output => ({ ...parts, nameEnd: 0, ...nowhere }));

function callOf(minimum: number): fc.Arbitrary<ActionCall> {
  const inputs = fc.array(argument, { minLength: minimum, maxLength: 3 });
  return fc
    .record({
      module: name,
      action: anyName,
      selector: fc.option(anyName, { nil: undefined }),
      arguments: inputs,
      outputs: fc.array(output, { maxLength: 2 }),
    })
    .map((parts): ActionCall => {
      const id = [parts.module, parts.action, parts.selector].filter((segment) => segment !== undefined).join(".");
      return { kind: "action-call", ...parts, id, idEnd: 0, ...nowhere };
    });
}

const condition: fc.Arbitrary<Condition> = fc.oneof(expression, callOf(1));

const metadataName = /^(?:connectionstring|type|desktoptype|displayname)$/i;

const annotation = fc
  .record({ name: freeName.filter((text) => !metadataName.test(text)), value: fc.oneof(singleText, number) })
  .map((parts): Annotation => ({ ...parts, line: 1, ...nowhere }));

const retry: fc.Arbitrary<Retry | undefined> = fc.option(
  fc.record({ times: expression, wait: fc.option(expression, { nil: undefined }) }).map((parts): Retry => ({ ...parts, ...nowhere })),
  { nil: undefined },
);

/** What stands behind the error of a handler: `IsUserDefinedErrorCode: True`. */
const handlerArguments = fc.array(argument, { maxLength: 1 });

type Rows = {
  statement: Statement;
  plain: Statement;
  body: Statement[];
  handlers: ErrorHandler[];
};

/** What every row has; rows of a handler have no handlers of their own, those would be further parts of it. */
function base(handlers: fc.Arbitrary<ErrorHandler[]>): fc.Arbitrary<Pick<StatementNode, "disabled" | "annotations" | "handlers">> {
  return fc.record({ disabled: fc.boolean(), annotations: fc.array(annotation, { maxLength: 2 }), handlers });
}

const here = { line: 1, ...nowhere };

function leafOf(shared: ReturnType<typeof base>): fc.Arbitrary<Statement> {
  const args = fc.array(argument, { maxLength: 2 });
  const comment = fc.oneof(
    oneLine.filter((text) => !/[\r\n]/.test(text)).map((text) => ({ text: text.trim(), block: false })),
    manyLines.filter((text) => !text.includes("#/")).map((text) => ({ text, block: true })),
  );
  const mark = oneLine.filter((text) => !/[\r\n]/.test(text)).map((text) => text.trim());
  const kinds = fc.oneof(
    callOf(0).map((call) => ({ kind: "action" as const, call })),
    fc.record({ kind: fc.constant("set" as const), target, value: expression }),
    fc.record({ kind: fc.constantFrom("label" as const, "goto" as const), name: freeName }),
    fc.record({ kind: fc.constant("call" as const), name: freeName, arguments: args, outputs: fc.array(output, { maxLength: 1 }) }),
    fc.record({ kind: fc.constant("exit" as const), arguments: args }),
    fc.record({ kind: fc.constant("wait" as const), condition, timeout: fc.option(expression, { nil: undefined }) }),
    fc.record({ kind: fc.constant("last-error" as const), target, arguments: args }),
    fc.record({ kind: fc.constantFrom("region" as const, "end-region" as const), name: mark }),
    fc.constantFrom("exit-loop", "next-loop", "exit-function", "throw-error", "repeat-block", "repeat-action").map((kind) => ({ kind })),
  );
  return fc.oneof(
    { weight: 8, arbitrary: fc.tuple(kinds, shared).map(([own, row]) => ({ ...own, ...row, ...here }) as Statement) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(comment, fc.boolean())
        .map(([own, disabled]): Statement => ({ kind: "comment", ...own, disabled, annotations: [], handlers: [], ...here })),
    },
  );
}

function blockOf(shared: ReturnType<typeof base>, body: fc.Arbitrary<Statement[]>): fc.Arbitrary<Statement> {
  const part = body.map((rows) => ({ body: rows, ...here }));
  const branches = fc
    .tuple(condition, part, fc.array(fc.tuple(expression, part), { maxLength: 2 }), fc.option(part, { nil: undefined }))
    .map(([first, own, more, last]) => [
      { condition: first, ...own },
      ...more.map(([other, rows]) => ({ condition: other, ...rows })),
      ...(last === undefined ? [] : [{ condition: undefined, ...last }]),
    ]);
  const test = fc.record({ operator: fc.constantFrom("=", "<>", "<", ">", "<=", ">=", undefined), value: expression });
  const cases = fc.array(fc.tuple(fc.option(test, { nil: undefined }), part), { maxLength: 3 });
  const blockHandlers = fc.array(
    fc
      .tuple(fc.boolean(), fc.option(freeName, { nil: undefined }), handlerArguments, retry, part)
      .map(([all, error, given, again, rows]) => ({ all, error: all ? undefined : error, arguments: given, retry: again, ...rows })),
    { maxLength: 2 },
  );
  const kinds = fc.oneof(
    branches.map((own) => ({ kind: "if" as const, branches: own })),
    fc.record({ value: expression, before: body, cases }).map(({ cases: own, ...rest }) => ({
      kind: "switch" as const,
      ...rest,
      cases: own.map(([tested, rows]) => ({ test: tested, ...rows })),
    })),
    fc.record({
      kind: fc.constant("loop-range" as const),
      variable: fc.option(target, { nil: undefined }),
      from: expression,
      to: expression,
      step: fc.option(expression, { nil: undefined }),
      body,
    }),
    fc.record({ kind: fc.constant("loop-each" as const), variable: target, source: expression, body }),
    fc.record({ kind: fc.constant("loop-while" as const), condition, body }),
    fc.record({ kind: fc.constant("block" as const), name: fc.oneof(fc.constant(""), freeName), blockHandlers, body }),
  );
  return fc.tuple(kinds, shared).map(([own, row]) => ({ ...own, ...row, ...here }) as Statement);
}

const rows = fc.letrec<Rows>((tie) => ({
  statement: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    { weight: 3, arbitrary: leafOf(base(tie("handlers"))) },
    { weight: 1, arbitrary: blockOf(base(tie("handlers")), tie("body")) },
  ),
  plain: leafOf(base(fc.constant([]))),
  body: fc.array(tie("statement"), { maxLength: 3 }),
  handlers: fc.oneof(
    { weight: 4, arbitrary: fc.constant<ErrorHandler[]>([]) },
    {
      weight: 1,
      arbitrary: fc.array(
        fc
          .record({
            error: fc.option(freeName, { nil: undefined }),
            arguments: handlerArguments,
            retry,
            body: fc.array(tie("plain"), { maxLength: 2 }),
          })
          .map((parts): ErrorHandler => ({ ...parts, ...here })),
        { maxLength: 2 },
      ),
    },
  ),
}));

const functionDefinition = fc
  .record({
    name: freeName,
    global: fc.boolean(),
    inputs: fc.array(freeName, { maxLength: 2 }),
    outputs: fc.array(freeName, { maxLength: 2 }),
    marked: fc.option(fc.array(freeName, { maxLength: 2 }), { nil: undefined }),
    body: rows.body,
  })
  .map(({ marked, ...parts }): FunctionDefinition => {
    const names = marked?.map((name) => ({ name, ...nowhere }));
    return { kind: "function", ...parts, sensitive: parts.global || names === undefined ? undefined : { names, ...nowhere }, ...here };
  });

const properties = fc
  .array(fc.record({ key: singleText, value: fc.oneof(tripleText, expression) }), { maxLength: 3 })
  .map((members): ObjectLiteral => ({ kind: "object", members: members.map((member) => ({ ...member, ...nowhere })), ...nowhere }));

const header: fc.Arbitrary<ScriptHeader> = fc.record({
  metadata: fc.array(
    fc
      .record({ name: fc.oneof(freeName, fc.constantFrom("Type", "DisplayName")), value: singleText })
      .map((parts): Annotation => ({ ...parts, ...here })),
    {
      maxLength: 3,
    },
  ),
  imports: fc.array(
    fc.record({ file: freeName, alias: name }).map((parts) => ({ ...parts, ...here })),
    { maxLength: 2 },
  ),
  sensitive: fc.array(
    freeName.map((own) => ({ name: own, ...nowhere })),
    { maxLength: 3 },
  ),
  declarations: fc.array(
    fc
      .record({ direction: fc.constantFrom("input" as const, "output" as const), name: freeName, properties })
      .map((parts): Declaration => ({ ...parts, nameStart: 0, nameEnd: 0, ...here })),
    { maxLength: 2 },
  ),
});

/** Any script without errors. */
export const script: fc.Arbitrary<Script> = fc
  .record({ header, main: fc.array(rows.statement, { maxLength: 5 }), functions: fc.array(functionDefinition, { maxLength: 2 }) })
  .map((parts): Script => ({ ...parts, problems: [], ...nowhere }));
