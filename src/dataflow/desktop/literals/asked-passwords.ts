import { remember } from "../../../collections.ts";
import type { DesktopFlow, DesktopRow } from "../../../desktop-flow/model.ts";
import type { Expression, Statement } from "../../../desktop-flow/robin/ast.ts";
import { actionCallsOf, childrenOf, expressionsOf, isSameName, stepKey } from "../../../desktop-flow/robin/walk.ts";
import { passwordFields } from "../roles/card-fields.ts";
import { asksForSecret, type DesktopRoles } from "../roles/roles.ts";

/** The variables that hold what somebody was asked for as a password, in small letters: all of it, or members of a form. */
type AskedPasswords = ReadonlyMap<string, "all" | ReadonlySet<string>>;

const known = new WeakMap<DesktopFlow, AskedPasswords>();

/** The texts that a row compares with a password which somebody was asked for: `IF UserInput = '…'`. Whoever types the same gets on, so they are passwords. */
export function comparedWithAsked({ statement, desktopFlow }: DesktopRow, roles: DesktopRoles): ReadonlySet<Expression> {
  const compared = new Set<Expression>();
  if (statement.kind === "set") return compared;
  const asked = remember(known, desktopFlow, () => askedPasswords(desktopFlow, roles));
  if (asked.size === 0) return compared;
  for (const [left, right] of comparisonsIn(statement)) {
    if (isAsked(left, asked)) compared.add(right);
    if (isAsked(right, asked)) compared.add(left);
  }
  return compared;
}

function askedPasswords({ rows }: DesktopFlow, roles: DesktopRoles): AskedPasswords {
  const asked = new Map<string, "all" | ReadonlySet<string>>();
  for (const call of rows.flatMap(({ statement }) => actionCallsOf(statement))) {
    const facts = roles.actionFacts(call);
    const ids = passwordFields(call).ids.map((id) => id.toLowerCase());
    const asksForAll = facts !== undefined && asksForSecret(facts, call);
    for (const { name, target } of call.outputs) {
      if (target.kind !== "reference" || target.path.length > 0) continue;
      const variable = target.name.toLowerCase();
      if (asksForAll && facts.source.some(({ output }) => isSameName(output, name))) asked.set(variable, "all");
      else if (ids.length > 0 && isSameName(name, "CustomFormData")) asked.set(variable, new Set(ids));
    }
  }
  return asked;
}

function isAsked(value: Expression, asked: AskedPasswords): boolean {
  if (value.kind !== "reference") return false;
  const held = asked.get(value.name.toLowerCase());
  const [first] = value.path;
  if (held === "all") return first === undefined;
  return held !== undefined && first !== undefined && held.has(String(stepKey(first)).toLowerCase());
}

/** The two sides of each comparison in a row. */
function comparisonsIn(statement: Statement): readonly (readonly [Expression, Expression])[] {
  if (statement.kind === "switch")
    return statement.cases.flatMap(({ test }) => (test === undefined ? [] : [[statement.value, test.value] as const]));
  const found: (readonly [Expression, Expression])[] = [];
  const pending = [...expressionsOf(statement)];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (value.kind === "binary" && (value.operator === "=" || value.operator === "<>")) found.push([value.left, value.right]);
    pending.push(...childrenOf(value));
  }
  return found;
}
