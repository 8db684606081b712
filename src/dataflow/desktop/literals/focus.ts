import { remember } from "../../../collections.ts";
import type { DesktopFlow, DesktopRow } from "../../../desktop-flow/model.ts";
import type { ActionCall, Statement } from "../../../desktop-flow/robin/ast.ts";
import { argumentNamed, constantText, nameIn } from "../../../desktop-flow/robin/walk.ts";
import { fieldNameIn } from "../../../secrets/scripts/script-values.ts";
import type { Span } from "../../../source/place.ts";
import type { DesktopRoles } from "../roles/roles.ts";
import { copiesText, isSendKeys, typedText } from "../typing/keys-and-clipboard.ts";

/**
 * By the action that types a text, copies it to be pasted or answers a command: the name of the field that was clicked before, or what the command
 * asks for.
 */
type FieldsWithFocus = ReadonlyMap<ActionCall, string>;

const known = new WeakMap<DesktopRoles, WeakMap<DesktopFlow, FieldsWithFocus>>();

/**
 * The field that gets what an action types or copies, where the action or a row before gives it the focus: `Click 'Edit Password'`, `Send keys`. Rows that branch,
 * repeat or call others may come from elsewhere, so nothing is known behind them.
 */
export function fieldWithFocus({ desktopFlow }: DesktopRow, call: ActionCall, roles: DesktopRoles): string | undefined {
  const byFlow = remember(known, roles, () => new WeakMap<DesktopFlow, FieldsWithFocus>());
  return remember(byFlow, desktopFlow, () => fieldsWithFocus(desktopFlow, roles)).get(call);
}

function fieldsWithFocus({ rows }: DesktopFlow, roles: DesktopRoles): FieldsWithFocus {
  const fields = new Map<ActionCall, string>();
  let field: string | undefined;
  let copied: ActionCall | undefined;
  let asked: string | undefined;
  let subflow: string | undefined;
  for (const row of rows) {
    const { statement } = row;
    if (row.subflow !== subflow || !goesOn.has(statement.kind)) {
      field = undefined;
      copied = undefined;
      asked = undefined;
    }
    subflow = row.subflow;
    if (statement.kind !== "action" || statement.disabled) continue;
    const { call } = statement;
    if (awaitsText.test(call.id)) asked = textOf(call, "Text");
    else if (writesCommand.test(call.id)) {
      if (asked !== undefined) fields.set(call, asked);
      asked = undefined;
    }
    const clicked = roles.actionFacts(call)?.focuses;
    if (clicked !== undefined) field = fieldAmong(call, clicked);
    if (copiesText(call)) copied = call;
    else if (isSendKeys(call)) {
      const typed = typedText(call);
      const goesIn = pastes.test(typed) ? copied : call;
      if (field !== undefined && goesIn !== undefined) fields.set(goesIn, field);
      if (leavesField.test(typed)) field = undefined;
    } else if (clicked === undefined && modulesOfScreen.has(call.module.toLowerCase())) field = undefined;
  }
  return fields;
}

/** What waits for the prompt of a command, `Password:`, and what answers it. */
const awaitsText = /^cmd\.waitfortext\b/i;
const writesCommand = /^cmd\.write\b/i;

/** Whether an action answers what a command asks for. */
export function answersPrompt({ id }: ActionCall): boolean {
  return writesCommand.test(id);
}

function textOf(call: ActionCall, input: string): string | undefined {
  const value = argumentNamed(call.arguments, input)?.value;
  return value === undefined ? undefined : constantText(value);
}

/** Modules whose actions may give the focus to something else: those that work with windows, pages and programs. */
const modulesOfScreen: ReadonlySet<string> = new Set(["uiautomation", "webautomation", "mouseandkeyboard", "system"]);

/** Rows behind which the next row runs, with the same field in focus. */
const goesOn: ReadonlySet<Statement["kind"]> = new Set(["action", "set", "comment", "region", "end-region", "annotations", "wait"]);

/** Kinds of elements that take no text, so that clicking one gives the focus to no field. */
const noField = /^(?:button|anchor|link|hyperlink|check ?box|radio ?button|menu ?item|tab ?item|list ?item|image|label|span|icon)\b/i;

function fieldAmong(call: ActionCall, inputs: readonly string[]): string | undefined {
  for (const input of inputs) {
    const value = argumentNamed(call.arguments, input)?.value;
    const name = value === undefined ? undefined : nameIn(value);
    if (name !== undefined) return noField.test(name) ? undefined : fieldNameIn(name);
  }
  return undefined;
}

/** Ctrl+V, Shift+Insert. */
const pastes = /\{[LR]?(?:Control|Ctrl)(?:Key)?\}\(\{?V\}?\)|\{[LR]?Shift(?:Key)?\}\(\{Ins(?:ert)?\}\)/i;
const leavesField = /\{(?:Tab|Return|Enter|Esc(?:ape)?)\b/i;

/** Keys, held ones with what is pressed meanwhile: `{Return}`, `{Control}({A})`. */
const keys = /\{[^{}]{1,40}\}(?:\([^()]{1,40}\))?/g;

/** Of a text that is typed, what goes into the field that has the focus: up to the key that leaves it, without the keys before and behind. */
export function typedIntoField(text: string): Span | undefined {
  let start = 0;
  for (const key of text.matchAll(keys)) {
    if (key.index > start) return { start, end: key.index };
    if (leavesField.test(key[0])) return undefined;
    start = key.index + key[0].length;
  }
  return start < text.length ? { start, end: text.length } : undefined;
}
