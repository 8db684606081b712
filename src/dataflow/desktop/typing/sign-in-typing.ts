import { remember } from "../../../collections.ts";
import type { DesktopFlow, DesktopRow } from "../../../desktop-flow/model.ts";
import type { ActionCall, Statement } from "../../../desktop-flow/robin/ast.ts";
import { actionCallsOf, constantText, stepKey } from "../../../desktop-flow/robin/walk.ts";
import type { Span } from "../../../source/place.ts";
import { isSendKeys, typedText } from "./keys-and-clipboard.ts";
import { newSession, terminalEntry, terminalScreen } from "./terminal-keys.ts";

/** Windows and pages in which people sign in. */
export const signInScreen =
  /log[\s_-]?[io]n(?![a-z])|sign[\s_-]?[io]n(?!g|a)|anmeld|connexion|iniciar sesi|inicio de sesi|acced[ei]|ログイン|サインイン|登录|登入/i;

/** What is typed second: where in the text of its action it is, and how sure it is at most that people sign in there. */
export interface TypedSecond extends Span {
  readonly confidence: "medium" | "low";
}

/** By the action that types it: the password. */
type TypedPasswords = ReadonlyMap<ActionCall, TypedSecond>;

const known = new WeakMap<DesktopFlow, TypedPasswords>();

/**
 * What is typed second where people sign in, by Send keys or into a terminal, with a Tab between or into a field of its own: a user's name comes first, whatever
 * the password looks like. The keys may be in one row or in several; the window, page or screen is the last one that a row names.
 */
export function typedToSignIn({ desktopFlow }: DesktopRow, call: ActionCall): TypedSecond | undefined {
  return remember(known, desktopFlow, () => typedPasswordsOf(desktopFlow)).get(call);
}

function typedPasswordsOf({ rows }: DesktopFlow): TypedPasswords {
  const found = new Map<ActionCall, TypedSecond>();
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
      const reached = typedBy(call, stage);
      if (reached === undefined) {
        if (screenModules.test(call.module)) stage = "none";
        continue;
      }
      stage = reached.stage;
      const confidence = screen === newSession ? "low" : signInScreen.test(screen) ? "medium" : undefined;
      if (reached.second === undefined || confidence === undefined) continue;
      found.set(call, { ...reached.second, confidence });
      // Whoever has signed in types into what comes next.
      screen = "";
    }
  }
  return found;
}

/** Rows behind which it is open what has been typed. */
const leads: ReadonlySet<Statement["kind"]> = new Set(["if", "switch", "loop-range", "loop-each", "loop-while", "label", "goto", "call"]);
const screenModules = /^(?:ui|web)automation$|^mouseandkeyboard$|^system$/i;

/** What has been typed: nothing, a first text, and a Tab behind it; after the second text the rest is of no interest. */
type Stage = "none" | "first" | "tab" | "done";

/** Keys, held ones with what is pressed meanwhile: `{Return}`, `{Control}({A})`. */
const keys = /\{(?<key>[^{}:]{1,40})(?::\d{1,3})?\}(?<held>\([^()]{1,40}\))?/g;

/** Keys in a text for a terminal: `@T` for Tab, `@E` for Enter. */
const terminalKeys = /(?<key>@[TE])/g;

/** Where the typing has got to, and the second text, if it is in what was read last. */
interface Typed {
  readonly stage: Stage;
  readonly second: Span | undefined;
}

/** Where the typing has got to behind an action; undefined where it types nothing. */
function typedBy(call: ActionCall, before: Stage): Typed | undefined {
  if (isSendKeys(call)) return readKeys(typedText(call), before, keys);
  const entry = terminalEntry(call);
  if (entry === undefined) return undefined;
  const { text, key, inOwnField, hasKeys } = entry;
  if (text === undefined) return { stage: key === undefined ? before : afterKey(key, before), second: undefined };
  return readKeys(text, inOwnField ? afterKey("tab", before) : before, hasKeys ? terminalKeys : undefined);
}

/** Where the typing has got to behind a key, in lower case. */
function afterKey(key: string, stage: Stage): Stage {
  if (key === "tab" || key === "@t") return stage === "first" ? "tab" : stage;
  return key === "return" || key === "enter" || key === "escape" || key === "@e" ? "none" : stage;
}

/** Where the typing has got to behind a text with keys, and the second text in it. */
function readKeys(text: string, before: Stage, pattern: RegExp | undefined): Typed {
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
  for (const { index, 0: whole, groups } of pattern === undefined ? [] : text.matchAll(pattern)) {
    type(at, index);
    at = index + whole.length;
    const key = (groups?.key ?? "").toLowerCase();
    if (key !== "tab" || groups?.held === undefined) stage = afterKey(key, stage);
  }
  type(at, text.length);
  return { stage, second };
}

/** Inputs that name a window or a page, or lead to one. */
const screenNaming = /^(?:title|windowtitle|tabtitle|url|tabinstancetitle)$/i;

/** The window or page that an action names: `Login` of `appmask['Login']['Edit 2']`, a title, an address. */
function screenOf(call: ActionCall): string | undefined {
  const ofTerminal = terminalScreen(call);
  if (ofTerminal !== undefined) return ofTerminal;
  for (const { name, value } of call.arguments) {
    if (value.kind === "reference" && /mask$|^globalrepository/i.test(value.name)) {
      const [step] = value.path;
      const key = step === undefined ? undefined : stepKey(step);
      if (typeof key === "string") return key;
    } else if (screenNaming.test(name)) {
      const title = constantText(value);
      if (title !== undefined && title !== "") return title;
    }
  }
  return undefined;
}
