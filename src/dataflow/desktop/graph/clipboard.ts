import type { DesktopFlow, DesktopRow } from "../../../desktop-flow/model.ts";
import type { ActionCall, Statement } from "../../../desktop-flow/robin/ast.ts";
import { actionCallsOf, argumentNamed, isSameName, nameIn, nestedStatements } from "../../../desktop-flow/robin/walk.ts";
import type { DesktopRoles } from "../roles/roles.ts";
import { copiesText, isSendKeys, readsClipboard, typedText } from "../typing/keys-and-clipboard.ts";

/** A row that reads the clipboard, and a row that put there what it may read. */
export interface ClipboardReading {
  readonly from: DesktopRow;
  readonly to: DesktopRow;
}

/**
 * What the rows of a flow that read the clipboard get from others of the flow. The last row above in the same subflow that changes the clipboard decides:
 * it put a text there, or copied something from the screen. Where none does, whatever is put there anywhere in the flow may be what is read, as far as it
 * can run before.
 */
export function clipboardReadings(flow: DesktopFlow, roles: DesktopRoles): readonly ClipboardReading[] {
  const { rows } = flow;
  const active = rows.filter(({ statement }) => !statement.disabled);
  if (!active.some((row) => actionCallsOf(row.statement).some(readsClipboard))) return [];
  const setting = active.filter((row) => actionCallsOf(row.statement).some(copiesText));
  const changing = new Set(active.filter((row) => actionCallsOf(row.statement).some((call) => copiesOther(call, roles))));
  const subflowsThatCopy = new Set([...changing].map(({ subflow }) => subflow.toLowerCase()));
  const last = new Map<string, DesktopRow | "other">();
  const reach = reachOf(flow);
  const readings: ClipboardReading[] = [];
  for (const row of active) {
    const { statement, subflow } = row;
    const calls = actionCallsOf(statement);
    if (calls.some(readsClipboard)) {
      const before = last.get(subflow);
      const mayBeRead =
        before === undefined
          ? setting.filter((from) => !Number.isFinite(reach(from)) || from.statement.start < reach(row))
          : before === "other"
            ? []
            : [before];
      for (const from of mayBeRead) readings.push({ from, to: row });
    } else if (calls.some(copiesText)) last.set(subflow, row);
    else if (changing.has(row) || (statement.kind === "call" && subflowsThatCopy.has(statement.name.toLowerCase())))
      last.set(subflow, "other");
  }
  return readings;
}

/** Tells up to where the rows stand that may run before a row, offsets of the script; infinity where that may be any row. */
function reachOf({ extent, script, rows }: DesktopFlow): (row: DesktopRow) => number {
  const anywhere = Number.POSITIVE_INFINITY;
  if (extent !== "flow" || rows.some(({ statement }) => statement.kind === "label")) return () => anywhere;
  // The main rows of a flow run once and from top to bottom, but for loops.
  const reach = new Map<Statement, number>();
  let loopEnd = 0;
  for (const statement of nestedStatements(script.main)) {
    const { kind, start, end } = statement;
    if (kind.startsWith("loop-") && start >= loopEnd) loopEnd = end;
    reach.set(statement, Math.max(start, loopEnd));
  }
  return ({ statement }) => reach.get(statement) ?? anywhere;
}

/** Ctrl+C, Ctrl+X, Ctrl+Insert. */
const copies = /\{[LR]?(?:Control|Ctrl)(?:Key)?\}\(\{?(?:C|X|Ins(?:ert)?)\}?\)/i;

/** Names of elements that copy something when they are clicked. */
const copyButton = /cop(?:y|ier|ia)|kopi[eë]r|複製|コピー|复制/i;

/** Whether an action empties the clipboard, or puts something there that is no text of the flow. */
function copiesOther(call: ActionCall, roles: DesktopRoles): boolean {
  if (isSameName(call.module, "Clipboard")) return !copiesText(call) && !readsClipboard(call);
  if (isSendKeys(call)) return copies.test(typedText(call));
  if (/^copycells/i.test(call.action)) return true;
  const facts = roles.actionFacts(call);
  if (facts?.stores === "clipboard") return true;
  return (facts?.focuses ?? []).some((input) => {
    const value = argumentNamed(call.arguments, input)?.value;
    return value !== undefined && copyButton.test(nameIn(value) ?? "");
  });
}
