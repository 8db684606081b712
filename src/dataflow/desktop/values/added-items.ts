import { remember } from "../../../collections.ts";
import type { DesktopFlow } from "../../../desktop-flow/model.ts";
import type { ActionCall, Statement } from "../../../desktop-flow/robin/ast.ts";
import { actionCallsOf, argumentNamed, identifiersOf, isSameName, targetsOf } from "../../../desktop-flow/robin/walk.ts";

/** By the action that adds an item to a list: the number that the item has in it. */
type ItemNumbers = ReadonlyMap<ActionCall, number>;

const known = new WeakMap<DesktopFlow, ItemNumbers>();

/**
 * The number of the item that an action adds to a list, where the rows before it tell: they make the list, and add one item each. Undefined where any
 * row in between may branch, repeat, or change the list in another way.
 */
export function numberOfAddedItem(flow: DesktopFlow, call: ActionCall): number | undefined {
  return remember(known, flow, () => numberItems(flow)).get(call);
}

/** Rows behind which the next row runs. */
const goesOn: ReadonlySet<Statement["kind"]> = new Set(["action", "set", "comment", "region", "end-region", "annotations", "wait"]);

function numberItems({ rows, script }: DesktopFlow): ItemNumbers {
  // What is in a branch or a loop need not run.
  const always = new Set([...script.main, ...script.functions.flatMap(({ body }) => body)]);
  const numbers = new Map<ActionCall, number>();
  /** How many items the lists have by now whose items are known. */
  const lengths = new Map<string, number>();
  let subflow: string | undefined;
  for (const { statement, subflow: own } of rows) {
    if (own !== subflow || !goesOn.has(statement.kind) || statement.handlers.length > 0) lengths.clear();
    subflow = own;
    if (statement.disabled || !always.has(statement)) continue;
    const written = targetsOf(statement).flatMap((target) => (target.kind === "reference" ? target.name.toLowerCase() : []));
    const [call] = actionCallsOf(statement);
    const isOf = (action: string): boolean => call !== undefined && isSameName(`${call.module}.${call.action}`, action);
    const list = call === undefined ? undefined : listOf(call);
    if (isOf("Variables.CreateNewList")) for (const name of written) lengths.set(name, 0);
    else if (call !== undefined && list !== undefined && isOf("Variables.AddItemToList")) {
      const number = lengths.get(list);
      if (number === undefined) continue;
      numbers.set(call, number);
      lengths.set(list, number + 1);
    } else {
      if (list !== undefined) lengths.delete(list);
      for (const name of written) lengths.delete(name);
    }
  }
  return numbers;
}

/** The variable of the list that an action changes. */
function listOf(call: ActionCall): string | undefined {
  const value = argumentNamed(call.arguments, "List")?.value;
  const [name, ...others] = value === undefined ? [] : identifiersOf(value);
  return name === undefined || others.length > 0 || name.path.length > 0 ? undefined : name.name.toLowerCase();
}
