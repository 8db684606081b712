import type { DesktopFlow, DesktopRow } from "../../../desktop-flow/model.ts";
import type { ActionCall } from "../../../desktop-flow/robin/ast.ts";
import { actionCallsOf, argumentNamed, nameIn } from "../../../desktop-flow/robin/walk.ts";
import type { DesktopRoles } from "../roles/roles.ts";
import { copiesText, isSendKeys, readsClipboard, typedText } from "../typing/keys-and-clipboard.ts";

/** A row that reads the clipboard, and a row that put there what it may read. */
export interface ClipboardReading {
  readonly from: DesktopRow;
  readonly to: DesktopRow;
}

/**
 * What the rows of a flow that read the clipboard get from others of the flow. The last row above in the same subflow that changes the clipboard decides:
 * it put a text there, or copied something from the screen. Where none does, whatever is put there anywhere in the flow may be what is read.
 */
export function clipboardReadings({ rows }: DesktopFlow, roles: DesktopRoles): readonly ClipboardReading[] {
  const active = rows.filter(({ statement }) => !statement.disabled);
  if (!active.some((row) => actionCallsOf(row.statement).some(readsClipboard))) return [];
  const setting = active.filter((row) => actionCallsOf(row.statement).some(copiesText));
  const changing = new Set(active.filter((row) => actionCallsOf(row.statement).some((call) => copiesOther(call, roles))));
  const subflowsThatCopy = new Set([...changing].map(({ subflow }) => subflow.toLowerCase()));
  const last = new Map<string, DesktopRow | "other">();
  const readings: ClipboardReading[] = [];
  for (const row of active) {
    const { statement, subflow } = row;
    const calls = actionCallsOf(statement);
    if (calls.some(readsClipboard)) {
      const before = last.get(subflow);
      for (const from of before === undefined ? setting : before === "other" ? [] : [before]) readings.push({ from, to: row });
    } else if (calls.some(copiesText)) last.set(subflow, row);
    else if (changing.has(row) || (statement.kind === "call" && subflowsThatCopy.has(statement.name.toLowerCase())))
      last.set(subflow, "other");
  }
  return readings;
}

/** Ctrl+C, Ctrl+X, Ctrl+Insert. */
const copies = /\{[LR]?(?:Control|Ctrl)(?:Key)?\}\(\{?(?:C|X|Ins(?:ert)?)\}?\)/i;

/** Names of elements that copy something when they are clicked. */
const copyButton = /cop(?:y|ier|ia)|kopi[eë]r|複製|コピー|复制/i;

/** Whether an action empties the clipboard, or puts something there that is no text of the flow. */
function copiesOther(call: ActionCall, roles: DesktopRoles): boolean {
  if (/^clipboard$/i.test(call.module)) return !copiesText(call) && !readsClipboard(call);
  if (isSendKeys(call)) return copies.test(typedText(call));
  if (/^copycells/i.test(call.action)) return true;
  const facts = roles.actionFacts(call);
  if (facts?.stores === "clipboard") return true;
  return (facts?.focuses ?? []).some((input) => {
    const value = argumentNamed(call.arguments, input)?.value;
    return value !== undefined && copyButton.test(nameIn(value) ?? "");
  });
}
