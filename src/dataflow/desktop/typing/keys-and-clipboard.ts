import type { ActionCall } from "../../../desktop-flow/robin/ast.ts";
import { argumentNamed, isSameName } from "../../../desktop-flow/robin/walk.ts";
import { knownText } from "../values/pieces.ts";

/** Whether an action copies a text, to be pasted. */
export function copiesText({ module, action }: ActionCall): boolean {
  return isSameName(module, "Clipboard") && isSameName(action, "SetText");
}

/** Whether an action reads the text of the clipboard. */
export function readsClipboard({ module, action }: ActionCall): boolean {
  return isSameName(module, "Clipboard") && isSameName(action, "GetText");
}

/** Whether an action types into whatever has the focus. */
export function isSendKeys({ action }: ActionCall): boolean {
  return isSameName(action, "SendKeys");
}

/** What Send keys types, keys included. */
export function typedText(call: ActionCall): string {
  const value = argumentNamed(call.arguments, "TextToSend")?.value;
  return value === undefined ? "" : knownText(value);
}
