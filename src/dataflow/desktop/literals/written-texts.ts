import { once } from "../../../collections.ts";
import type { Expression, ListLiteral, ObjectLiteral, Statement, TableLiteral, Target } from "../../../desktop-flow/robin/ast.ts";
import { constantText, stepKey } from "../../../desktop-flow/robin/walk.ts";
import { anywhere, type LiteralContext } from "../../../secrets/credential.ts";
import { credentialName } from "../../../secrets/names/credential-name.ts";
import { anyStep, type Path } from "../../graph/path.ts";
import { givenBy, stepsToCells } from "../values/values.ts";

/** A text that is written in a value, with what its position says and where in the value it is. */
export interface WrittenText {
  readonly value: Expression;
  readonly context: LiteralContext;
  /** Several for the cell of a table, which is read by the name of its column and by its number. */
  readonly paths: readonly Path[];
}

/** The texts of a row that are no argument of an action: values of SET and of loops, conditions, what SWITCH compares with, error texts. */
export function plainTexts(statement: Statement, values: readonly Expression[], member: string): readonly WrittenText[] {
  if (statement.kind === "set") return textsIn(statement.value, { position: "named", name: nameOfTarget(statement.target) }, [member]);
  if (statement.kind === "loop-each")
    return textsIn(statement.source, { position: "named", name: nameOfTarget(statement.variable) }, [member]);
  const compared = statement.kind === "switch" ? new Set(statement.cases.map(({ test }) => test?.value)) : undefined;
  return values.flatMap((value) =>
    textsIn(value, statement.kind === "switch" && compared?.has(value) === true ? comparedWith(statement.value) : anywhere, [member]),
  );
}

/** The last name by which a target or a value is called: `Password` of `Settings['Password']`; what is written where that is no name. */
export function nameOfTarget(target: Target): string {
  if (target.kind === "error") return target.text;
  for (const step of target.path.toReversed()) {
    const key = stepKey(step);
    if (typeof key === "string") return key;
  }
  return target.name;
}

/** Whether texts may be written in a value: most arguments of actions are a variable, a choice of a list, or True and False. */
export function mayHoldText({ kind }: Expression): boolean {
  return kind !== "reference" && kind !== "boolean" && kind !== "access";
}

/**
 * Every text that is written in a value.
 * @param columns of the row of a table that a list is, as far as they are known; empty for an element of a list as well, undefined for a list that is no row
 */
export function textsIn(value: Expression, context: LiteralContext, path: Path, columns?: readonly string[]): readonly WrittenText[] {
  switch (value.kind) {
    case "binary":
      if (value.operator === "+") return [{ value, context, paths: [path] }];
      return [...textsIn(value.left, comparedWith(value.right), path), ...textsIn(value.right, comparedWith(value.left), path)];
    case "unary":
      return textsIn(value.operand, context, path);
    case "number":
      // The designer writes digits that are typed for a text as a number.
      return /^\d+$/.test(value.text) ? [{ value, context, paths: [path] }] : [];
    case "text":
    case "interpolation":
    case "encrypted":
    case "error":
      return [{ value, context, paths: [path] }];
    case "formula":
      return value.value === undefined ? [{ value, context, paths: [path] }] : textsIn(value.value, context, path);
    case "function-call": {
      const given = givenBy(value);
      return value.arguments.flatMap((one) => textsIn(one, given.includes(one) ? context : anywhere, path));
    }
    case "list":
      return textsInList(value, context, path, columns);
    case "object":
      return textsInMembers(value, path);
    case "table":
      return textsInTable(value, path);
    default:
      return [];
  }
}

function textsInList(
  { elements }: ListLiteral,
  context: LiteralContext,
  path: Path,
  columns: readonly string[] | undefined,
): readonly WrittenText[] {
  return elements.flatMap((element, index) => {
    const name = columns === undefined ? undefined : (nameInPair(elements, index, columns) ?? columns[index]);
    const called: LiteralContext = name === undefined || name === "" ? context : { position: "named", name };
    return textsIn(element, called, [...path, String(index)], element.kind === "list" ? [] : undefined);
  });
}

function textsInMembers({ members }: ObjectLiteral, path: Path): readonly WrittenText[] {
  const hasUser = members.some(({ key }) =>
    /^(?:user|usr|login|uid|account|benutzer|usuario)(?:[_ -]?(?:name|id))?$/i.test(constantText(key) ?? ""),
  );
  return members.flatMap(({ key, value }) => {
    const own = constantText(key);
    const name = own !== undefined && valueColumn.test(own) ? (nameOfSetting(members) ?? own) : own;
    // Beside a user's name, a name that may mean other things is a password's.
    const called = hasUser && name !== undefined && /^(?:pw|pass)$/i.test(name) ? "password" : name;
    return textsIn(value, called === undefined ? anywhere : { position: "named", name: called }, [...path, own?.toLowerCase() ?? anyStep]);
  });
}

function textsInTable(table: TableLiteral, path: Path): readonly WrittenText[] {
  const header = table.rows.find((row) => row.header)?.cells;
  const heads = header?.kind === "list" ? header.elements.map(constantText) : [];
  const columnsAt = stepsToCells(table);
  return table.rows.flatMap(({ header: isHeader, cells }) => {
    if (isHeader || cells.kind !== "list") return [];
    return cells.elements.flatMap((cell, index) => {
      const name = nameInPair(cells.elements, index, heads) ?? heads[index];
      const context: LiteralContext = name === undefined ? anywhere : { position: "named", name };
      return textsIn(cell, context, []).map((found) => ({
        ...found,
        paths: columnsAt(index).flatMap((column) => found.paths.map((inner): Path => [...path, anyStep, column, ...inner])),
      }));
    });
  });
}

/** What a text is, when it is compared with a variable: `IF Password = 'x'`. */
function comparedWith(other: Expression): LiteralContext {
  return other.kind === "reference" ? { position: "named", name: nameOfTarget(other) } : anywhere;
}

/** Heads of the column that holds the values of settings. */
const valueColumn = /^(?:values?|wert|valeur|valor|valore|waarde|値|值)$/i;
/** A text that may be a password; the words of a list of labels, or of columns, are not. */
const mayBeSecret = once(() => /^(?=.*[\d!$%&*?+])(?=.*\p{L})\S{6,128}$/u);

/** The credential's name that a setting has beside its value: `{ 'Key': 'SapPassword', 'Value': '…' }`. */
function nameOfSetting(members: ObjectLiteral["members"]): string | undefined {
  const keys = members.filter(({ key }) =>
    /^(?:key|name|setting|parameter|option|field|schl[uü]ssel|clave|cl[eé])$/i.test(constantText(key) ?? ""),
  );
  const [name, ...others] = keys.flatMap(({ value }) => constantText(value) ?? []);
  return name !== undefined && others.length === 0 && credentialName(name)?.strength === "strong" ? name : undefined;
}

/**
 * The credential's name that stands before a text in a row of two, as settings are kept: `['SapPassword', '…']`.
 * @param columns the heads of a table that has them: of another one, a row may tell which column or label is meant
 */
function nameInPair(row: readonly Expression[], index: number, columns: readonly (string | undefined)[] = []): string | undefined {
  const [key, value] = row;
  if (index !== 1 || row.length !== 2 || key === undefined || value === undefined) return undefined;
  const name = constantText(key);
  const text = constantText(value);
  if (name === undefined || text === undefined || credentialName(name)?.strength !== "strong") return undefined;
  const isSetting =
    columns.length > 0 ? valueColumn.test(columns[1] ?? "") : mayBeSecret().test(text) && credentialName(text) === undefined;
  return isSetting ? name : undefined;
}
