import type { ActionCall } from "../../../desktop-flow/robin/ast.ts";
import { argumentNamed, constantText, isSameName, nameIn, plainValue } from "../../../desktop-flow/robin/walk.ts";
import { credentialName } from "../../../secrets/names/credential-name.ts";
import { knownText } from "../values/pieces.ts";

/** A screen of a terminal on which a session that was just opened begins: as a rule, people sign in there. */
export const newSession = "new terminal session";

/** What an action enters into a terminal. */
export interface TerminalEntry {
  /** The text that is set in a field or at the cursor; undefined for an action that only moves on. */
  readonly text: string | undefined;
  /** A key by its name of Send keys: it leaves the field, or sends the screen. */
  readonly key: "tab" | "return" | undefined;
  /** The text goes into a field that the action names, so that no key has to leave the one before. */
  readonly inOwnField: boolean;
  /** `@T` and `@E` in the text are keys. */
  readonly hasKeys: boolean;
}

const nothing: TerminalEntry = { text: undefined, key: undefined, inOwnField: false, hasKeys: false };
const leavesField = /^(?:tab|newline|fieldexit|fieldplus)$/i;
const sendingKeys = /^(?:transmit|enter|return|send|sendline|clear|(?:ctrl|shift)?p?f\d{1,2}|pa\d)$/i;

/** What an action of terminal emulation enters; undefined for other actions. */
export function terminalEntry(call: ActionCall): TerminalEntry | undefined {
  if (!isOfTerminal(call)) return undefined;
  const name = `${call.action} ${call.selector ?? ""}`;
  if (/settexton/i.test(name)) {
    const value = argumentNamed(call.arguments, "Text")?.value;
    const literal = argumentNamed(call.arguments, "TreatAtCharacterAsLiteral")?.value;
    const isLiteral = literal === undefined ? undefined : plainValue(literal);
    return {
      ...nothing,
      text: value === undefined ? "" : knownText(value),
      inOwnField: /settextonfield/i.test(name),
      hasKeys: !(isLiteral?.kind === "boolean" && isLiteral.value),
    };
  }
  if (/^movecursor\b/i.test(name)) return { ...nothing, key: "tab" };
  const given = /^sendkey\b/i.test(name) ? argumentNamed(call.arguments, "ControlKey")?.value : undefined;
  const key = given === undefined ? undefined : nameIn(given);
  if (key === undefined) return nothing;
  return { ...nothing, key: leavesField.test(key) ? "tab" : sendingKeys.test(key) ? "return" : undefined };
}

/** Texts on a screen beside the field for a user's name. */
const userPrompt = /(?<![a-z])user(?![a-z])|user ?(?:id|name)|benutzer|utilisateur|usuario/i;

/** The screen that an action of terminal emulation opens or waits for, by what is on it; one that asks for a user or a password is called by what people do there. */
export function terminalScreen(call: ActionCall): string | undefined {
  if (!isOfTerminal(call)) return undefined;
  const { action, arguments: given } = call;
  if (/^close/i.test(action)) return "";
  if (/^open/i.test(action)) {
    const attach = argumentNamed(given, "Attach")?.value;
    const isAttached = attach === undefined ? undefined : plainValue(attach);
    return isAttached?.kind === "boolean" && isAttached.value ? "" : newSession;
  }
  if (!/^waitfortext/i.test(action)) return undefined;
  const texts = ["FieldLabel", "Text"].flatMap((name) => {
    const value = argumentNamed(given, name)?.value;
    return (value === undefined ? undefined : constantText(value)) ?? [];
  });
  return texts.some((text) => userPrompt.test(text) || credentialName(text)?.kind === "password") ? "Sign in" : texts.join(" ");
}

function isOfTerminal({ module }: ActionCall): boolean {
  return isSameName(module, "TerminalEmulation");
}
