import type { DesktopRow } from "../../../desktop-flow/model.ts";
import type { ActionCall, Argument, Expression, ObjectLiteral, Reference, Statement } from "../../../desktop-flow/robin/ast.ts";
import { argumentNamed, constantText, nameIn, stepKey } from "../../../desktop-flow/robin/walk.ts";
import type { DesktopActionFacts } from "../../../knowledge/desktop-actions.ts";
import type { LiteralContext } from "../../../secrets/credential.ts";
import { credentialName } from "../../../secrets/names.ts";
import { fieldNameIn } from "../../../secrets/script-values.ts";
import { anyStep, type Path } from "../../graph/path.ts";
import { passwordFields } from "../roles/card-fields.ts";
import { isConnectionString } from "../roles/credential-fields.ts";
import { asksForSecret, type DesktopRoles } from "../roles/roles.ts";
import { fieldWithFocus, isClipboard } from "../typing/focus.ts";
import { textInDoubleQuotes } from "../values/pieces.ts";
import { columnsOf, givenBy } from "../values/values.ts";

/** What the search for credentials in scripts needs to know. */
export interface DesktopLiteralOptions {
  readonly sensitiveNames: readonly string[];
  readonly roles: DesktopRoles;
}

const anywhere: LiteralContext = { position: "other" };

/** A text that is written in a value, with what its position says and where in the value it is. */
export interface WrittenText {
  readonly value: Expression;
  readonly context: LiteralContext;
  /** Several for the cell of a table, which is read by the name of its column and by its number. */
  readonly paths: readonly Path[];
}

/** What the argument of an action says about a text in it. */
export function argumentContext(
  row: DesktopRow,
  call: ActionCall,
  argument: Argument,
  { roles, sensitiveNames }: DesktopLiteralOptions,
): LiteralContext {
  const { name, dynamic } = argument;
  const facts = roles.actionFacts(call);
  if (facts?.credential.some((one) => isName(one, name)) === true) {
    // A connection string holds a password, and need not.
    return isConnectionString(name) ? anywhere : { position: "credential", name };
  }
  if (dynamic) {
    if (passwordFields(call).filledBy.has(name.toLowerCase())) return { position: "credential", name: "Password" };
    const own = name.slice(name.lastIndexOf("/") + 1);
    const known = facts?.calls === "connector" && (roles.connectorFacts(call)?.credentialInputs.some((one) => isName(one, name)) ?? false);
    return known ? { position: "credential", name: own } : { position: "named", name: own };
  }
  // The default value of a dialog that asks for a password.
  if (/^defaultvalue$/i.test(name) && facts !== undefined && asksForSecret(facts, call))
    return { position: "credential", name: "Password" };
  const part = Object.entries(facts?.http ?? {}).find(([key]) => isName(key, name))?.[1];
  if (part === "url") return { position: "url", name };
  const names = facts === undefined ? [] : namesFor(call, name, facts);
  const called = names.find((one) => credentialName(one, sensitiveNames)?.strength === "strong") ?? names[0];
  if (called !== undefined) {
    // What is typed into a field for passwords is one, whatever it looks like.
    const isTyped = Object.entries(facts?.sink ?? {}).some(([input, kind]) => kind === "typing" && isName(input, name));
    const says = isTyped ? credentialName(called, sensitiveNames) : undefined;
    return { position: says?.kind === "password" && says.strength === "strong" ? "credential" : "named", name: called };
  }
  const pastedInto = isClipboard(call) ? fieldWithFocus(row, call, roles) : undefined;
  if (pastedInto !== undefined) return { position: "named", name: pastedInto };
  return credentialName(name, sensitiveNames)?.strength === "strong" ? { position: "named", name } : anywhere;
}

/**
 * Names that arguments give to what another argument fills or an output returns: the field of a window, an environment variable, a column, a
 * placeholder in a text, the question of a dialog.
 */
export function namesFor(call: ActionCall, filledOrGiven: string, { namedBy }: DesktopActionFacts): readonly string[] {
  const naming = Object.entries(namedBy).find(([member]) => isName(member, filledOrGiven))?.[1] ?? [];
  return naming.flatMap((name): readonly string[] => {
    const value = argumentNamed(call.arguments, name)?.value;
    const key = value === undefined ? undefined : nameIn(value);
    // Of a text that is looked for, only what was put there to be replaced says what is put in its place.
    if (key === undefined || (/tofind$/i.test(name) && !/^[^\w\s].*[^\w\s]$/.test(key.trim()))) return [];
    return [fieldNameIn(key)];
  });
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

/** The last name by which a target or a value is called: `Password` of `Settings['Password']`. */
export function nameOfTarget(target: { readonly kind: string }): string {
  if (target.kind !== "reference") return "";
  const { name, path } = target as Reference;
  for (const step of path.toReversed()) {
    const key = stepKey(step);
    if (typeof key === "string") return key;
  }
  return name;
}

/** Heads of the column that holds the values of settings. */
const valueColumn = /^(?:values?|wert|valeur|valor|valore|waarde|値|值)$/i;
/** A text that may be a password; the words of a list of labels, or of columns, are not. */
const mayBeSecret = /^(?=.*[\d!$%&*?+])(?=.*\p{L})\S{6,128}$/u;

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
  const isSetting = columns.length > 0 ? valueColumn.test(columns[1] ?? "") : mayBeSecret.test(text) && credentialName(text) === undefined;
  return isSetting ? name : undefined;
}

/**
 * Every text that is written in a value.
 * @param isRow it is a list that is a row of a table, or an element of a list
 */
export function textsIn(value: Expression, context: LiteralContext, path: Path, isRow = false): readonly WrittenText[] {
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
      return [{ value, context, paths: [path] }];
    case "formula":
      return value.value === undefined ? [{ value, context, paths: [path] }] : textsIn(value.value, context, path);
    case "function-call": {
      const given = givenBy(value);
      return value.arguments.flatMap((one) => textsIn(one, given.includes(one) ? context : anywhere, path));
    }
    case "error":
      // Of what cannot be read, only what a text says by itself counts.
      return [{ value, context: textInDoubleQuotes(value) === undefined ? anywhere : context, paths: [path] }];
    case "list":
      return value.elements.flatMap((element, index) => {
        const name = isRow ? nameInPair(value.elements, index) : undefined;
        return textsIn(
          element,
          name === undefined ? context : { position: "named", name },
          [...path, String(index)],
          element.kind === "list",
        );
      });
    case "object": {
      const hasUser = value.members.some(({ key }) =>
        /^(?:user|usr|login|uid|account|benutzer|usuario)(?:[_ -]?(?:name|id))?$/i.test(constantText(key) ?? ""),
      );
      return value.members.flatMap(({ key, value: member }) => {
        const own = constantText(key);
        const name = own !== undefined && valueColumn.test(own) ? (nameOfSetting(value.members) ?? own) : own;
        // Beside a user's name, a name that may mean other things is a password's.
        const called = hasUser && name !== undefined && /^(?:pw|pass)$/i.test(name) ? "password" : name;
        return textsIn(member, called === undefined ? anywhere : { position: "named", name: called }, [
          ...path,
          own?.toLowerCase() ?? anyStep,
        ]);
      });
    }
    case "table": {
      const header = value.rows.find((row) => row.header)?.cells;
      const names = header?.kind === "list" ? header.elements.map(constantText) : [];
      const columnsAt = columnsOf(value);
      return value.rows.flatMap(({ header: isHeader, cells }) =>
        isHeader || cells.kind !== "list"
          ? []
          : cells.elements.flatMap((cell, index) => {
              const name = nameInPair(cells.elements, index, names) ?? names[index];
              const context: LiteralContext = name === undefined ? anywhere : { position: "named", name };
              return textsIn(cell, context, []).map((found) => ({
                ...found,
                paths: columnsAt(index).flatMap((column) => found.paths.map((inner): Path => [...path, anyStep, column, ...inner])),
              }));
            }),
      );
    }
    default:
      return [];
  }
}

/** What a text is, when it is compared with a variable: `IF Password = 'x'`. */
function comparedWith(other: Expression): LiteralContext {
  return other.kind === "reference" ? { position: "named", name: nameOfTarget(other) } : anywhere;
}

function isName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
