import { remember } from "../../../collections.ts";
import type { DesktopFlow, DesktopRow } from "../../../desktop-flow/model.ts";
import type { ActionCall, Statement } from "../../../desktop-flow/robin/ast.ts";
import { actionCallsOf, constantText, stepKey } from "../../../desktop-flow/robin/walk.ts";
import type { Span } from "../../../source/place.ts";
import { isSendKeys, typedText } from "./keys-and-clipboard.ts";

/** Windows and pages in which people sign in. */
export const signInScreen =
  /log[\s_-]?[io]n(?![a-z])|sign[\s_-]?[io]n(?!g|a)|anmeld|connexion|iniciar sesi|inicio de sesi|acced[ei]|ログイン|サインイン|登录|登入/i;

/** By the action that types it: where in its text the password is. */
type TypedPasswords = ReadonlyMap<ActionCall, Span>;

const known = new WeakMap<DesktopFlow, TypedPasswords>();

/**
 * What Send keys types second where people sign in, with a Tab between: a user's name comes first, whatever the password looks like. The keys may be in one row
 * or in several; the window or page is the last one that a row names.
 */
export function typedToSignIn({ desktopFlow }: DesktopRow, call: ActionCall): Span | undefined {
  return remember(known, desktopFlow, () => typedPasswordsOf(desktopFlow)).get(call);
}

function typedPasswordsOf({ rows }: DesktopFlow): TypedPasswords {
  const found = new Map<ActionCall, Span>();
  let subflow: string | undefined;
  let screen = "";
  let stage: Stage = "none";
  for (const row of rows) {
    const { statement } = row;
    if (row.subflow !== subflow) {
      subflow = row.subflow;
      screen = "";
      stage = "none";
    }
    if (statement.disabled) continue;
    if (leads.has(statement.kind)) stage = "none";
    for (const call of actionCallsOf(statement)) {
      const named = screenOf(call);
      if (named !== undefined && named !== screen) {
        screen = named;
        stage = "none";
      }
      if (!isSendKeys(call)) {
        if (usesScreen.test(call.module)) stage = "none";
        continue;
      }
      const { stage: reached, second } = readKeys(typedText(call), stage);
      stage = reached;
      if (second === undefined || !signInScreen.test(screen)) continue;
      found.set(call, second);
      // Whoever has signed in types into what comes next.
      screen = "";
    }
  }
  return found;
}

/** Rows behind which it is open what has been typed. */
const leads: ReadonlySet<Statement["kind"]> = new Set(["if", "switch", "loop-range", "loop-each", "loop-while", "label", "goto", "call"]);
const usesScreen = /^(?:ui|web)automation$|^mouseandkeyboard$|^system$/i;

/** What has been typed: nothing, a first text, and a Tab behind it; after the second text the rest is of no interest. */
type Stage = "none" | "first" | "tab" | "done";

/** Keys, held ones with what is pressed meanwhile: `{Return}`, `{Control}({A})`. */
const keys = /\{(?<key>[^{}:]{1,40})(?::\d{1,3})?\}(?<held>\([^()]{1,40}\))?/g;

/** Where the typing has got to behind a text with keys, and the second text in it. */
function readKeys(text: string, before: Stage): { readonly stage: Stage; readonly second: Span | undefined } {
  let stage = before;
  let second: Span | undefined;
  let at = 0;
  const type = (start: number, end: number): void => {
    if (start === end) return;
    if (stage === "none") stage = "first";
    else if (stage === "tab") {
      second = { start, end };
      stage = "done";
    }
  };
  for (const { index, 0: whole, groups } of text.matchAll(keys)) {
    type(at, index);
    at = index + whole.length;
    const key = (groups?.key ?? "").toLowerCase();
    if (key === "tab" && groups?.held === undefined) stage = stage === "first" ? "tab" : stage;
    else if (key === "return" || key === "enter" || key === "escape") stage = "none";
  }
  type(at, text.length);
  return { stage, second };
}

/** Inputs that name a window or a page, or lead to one. */
const namesScreen = /^(?:title|windowtitle|tabtitle|url|tabinstancetitle)$/i;

/** The window or page that an action names: `Login` of `appmask['Login']['Edit 2']`, a title, an address. */
function screenOf(call: ActionCall): string | undefined {
  for (const { name, value } of call.arguments) {
    if (value.kind === "reference" && /mask$|^globalrepository/i.test(value.name)) {
      const [step] = value.path;
      const key = step === undefined ? undefined : stepKey(step);
      if (typeof key === "string") return key;
    } else if (namesScreen.test(name)) {
      const title = constantText(value);
      if (title !== undefined && title !== "") return title;
    }
  }
  return undefined;
}
