/*
 * Facts on desktop-flow actions. Names and types in data/desktop-actions.json are adapted from "pad-robin-action-kb" by JoeG592
 * (https://github.com/JoeG592/pad-robin-action-kb), licensed under CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/):
 * reduced, grouped by action, and classified by this project.
 */
import { once } from "../collections.ts";
import type { Confidence } from "../findings/confidence.ts";
import { readDataFile } from "./data-file.ts";

/** Where a value goes that a desktop action is given; `typing` is text typed into an application, which may be what a password is for. */
export type DesktopSinkKind =
  | "log"
  | "message-box"
  | "file"
  | "registry"
  | "environment"
  | "clipboard"
  | "spreadsheet"
  | "database"
  | "mail"
  | "http"
  | "ftp"
  | "command-line"
  | "script"
  | "work-queue"
  | "cloud"
  | "typing";

/** What holds a value that one action keeps and another reads back. */
export type DesktopKeeper = "text-file" | "csv-file" | "environment";

/** An output that is a secret. */
export interface DesktopSource {
  /** Name of the output; `*` for any. */
  readonly output: string;
  /** In a maker's words: `typed password`. */
  readonly what: string;
  /** Only where this input has the value: the last part of an enumeration's name (`Display.InputType.Password`), or a literal. */
  readonly when?: { readonly input: string; readonly value: string };
  /** The designer makes the variable sensitive by itself. */
  readonly sensitive: boolean;
  readonly confidence: Confidence;
  /** Only where an environment variable of type Secret is read: one that an argument of the action names. */
  readonly variable?: boolean;
  /** It may be a whole document: a member that is read of it is a secret only if it is called like one. */
  readonly document?: boolean;
}

/** What is known about a desktop action. Argument names are in the designer's spelling; scripts may differ in letter case. */
export interface DesktopActionFacts {
  /** The entry that fits: `Module.Action.Selector`, `Module.Action` or `Module.*`. */
  readonly id: string;
  /** Inputs made for a secret. Inputs that an action's other variants have are listed as well. */
  readonly credential: readonly string[];
  readonly source: readonly DesktopSource[];
  /** Inputs through which a value leaves. */
  readonly sink: Readonly<Record<string, DesktopSinkKind>>;
  /** Inputs that are parts of an HTTP request: credentials may be in headers and body, to be judged by content. */
  readonly http: Readonly<Record<string, "url" | "headers" | "body">>;
  /** Inputs and outputs with the inputs that say what they are called: the field that a text is typed into, the variable that is read. */
  readonly namedBy: Readonly<Record<string, readonly string[]>>;
  /** Inputs that name what the action gives the focus: the field that a text goes to which is typed next. */
  readonly focuses?: readonly string[];
  /** Outputs with the inputs that they are made of. */
  readonly carries: Readonly<Record<string, readonly string[]>>;
  /** Inputs that are changed in place, with the inputs that they take on: themselves where elements only change their places, or go. */
  readonly mutates: Readonly<Record<string, readonly string[]>>;
  /** Inputs that are emptied. */
  readonly clears: readonly string[];
  /** Outputs that reveal nothing of the inputs: encrypted, hashed with a key, positions, random. */
  readonly ends: readonly string[];
  /** Where the action itself puts what is on the screen. */
  readonly stores?: "clipboard" | "file" | "spreadsheet";
  /** What the action keeps where another one reads it back: in what, the input that says where, and the input that it keeps. */
  readonly keeps?: { readonly in: DesktopKeeper; readonly at: string; readonly input: string };
  /** What the action reads of what others keep. */
  readonly readsBack?: { readonly from: DesktopKeeper; readonly at: string; readonly outputs: readonly string[] };
  /** Inputs that switch the check of certificates off, with the value that does. */
  readonly trust: Readonly<Record<string, "True" | "False">>;
  /** Where the arguments that are named by the maker go. */
  readonly given?: DesktopSinkKind;
  /** What becomes of the arguments that are named by the maker is decided by the flow, connector operation or script that is called. */
  readonly calls?: "desktop-flow" | "connector" | "script";
  /** Where the facts are from. */
  readonly reference: string;
}

/** Facts by `Module.Action.Selector`, `Module.Action` or `Module.*`: the form of a user's own entries. See `data/desktop-actions.schema.json`. */
export type DesktopActionTable = Readonly<Record<string, DesktopActionEntry>>;

/** One entry of a table; what is left out is empty. */
export type DesktopActionEntry = Partial<Omit<DesktopActionFacts, "id" | "source" | "reference">> & {
  readonly source?: readonly (Omit<DesktopSource, "sensitive" | "confidence"> & Partial<DesktopSource>)[];
  /** Names of the action's variants, which older scripts write in place of its own: `Email.Send` for `Email.SendEmail.Send`. */
  readonly selectors?: readonly string[];
  readonly from?: string;
};

interface DesktopFile {
  readonly sources: Readonly<Record<string, string>>;
  readonly actions: DesktopActionTable;
  /** By module: actions that do nothing with values which matters for secrets. */
  readonly plain: Readonly<Record<string, readonly string[]>>;
}

/** By id in small letters; those of an action are made when it is asked for, as a run has few of all. */
type Facts = ReadonlyMap<string, () => DesktopActionFacts>;

const file = once(() => readDataFile<DesktopFile>("desktop-actions.json"));

const builtIn = once((): Facts => {
  const { sources, actions } = file();
  return completed(actions, ({ from }) => sources[from ?? "kb"] ?? "");
});

function completed(table: DesktopActionTable, referenceOf: (entry: DesktopActionEntry) => string): Facts {
  const facts = new Map<string, () => DesktopActionFacts>();
  for (const [id, entry] of Object.entries(table)) {
    const known = once(() => complete(id, entry, referenceOf(entry)));
    const older = (entry.selectors ?? []).map((selector) => `${id.slice(0, id.indexOf("."))}.${selector}`);
    for (const name of [id, ...older]) facts.set(name.toLowerCase(), known);
  }
  return facts;
}

/**
 * What is known about an action of a desktop flow, by its full id, else by `Module.Action` (older scripts have no selector, newer ones
 * selectors that no table has), else by module. `undefined` where nothing is known; nothing is guessed. Letter case does not count.
 */
export type DesktopActionLookup = (module: string, action: string, selector?: string) => DesktopActionFacts | undefined;

/** @param own actions that the user describes; an entry of theirs that fits wins over every built-in one. */
export function createDesktopActionLookup(own: DesktopActionTable = {}): DesktopActionLookup {
  const ownFacts = completed(own, () => "");
  return (module, action, selector) => {
    const prefix = `${module}.${action}`.toLowerCase();
    const ids = [...(selector === undefined ? [] : [`${prefix}.${selector.toLowerCase()}`]), prefix, `${module.toLowerCase()}.*`];
    for (const table of [ownFacts, builtIn()]) {
      for (const id of ids) {
        const facts = table.get(id);
        if (facts !== undefined) return facts();
      }
    }
    return undefined;
  };
}

const plainActions = once((): ReadonlySet<string> => {
  const { plain } = file();
  return new Set(Object.entries(plain).flatMap(([module, actions]) => actions.map((action) => `${module}.${action}`.toLowerCase())));
});

/**
 * Whether an action is known to do nothing with values which matters for secrets. One without facts that is not known so either is a custom action,
 * or of a newer version.
 */
export function isPlainAction(module: string, action: string): boolean {
  return plainActions().has(`${module}.${action}`.toLowerCase());
}

function complete(id: string, entry: DesktopActionEntry, reference: string): DesktopActionFacts {
  const { from: _, selectors: _older, source, ...facts } = entry;
  return {
    credential: [],
    sink: {},
    http: {},
    namedBy: {},
    carries: {},
    mutates: {},
    clears: [],
    ends: [],
    trust: {},
    ...facts,
    id,
    source: (source ?? []).map((one) => ({ sensitive: false, confidence: "high", ...one })),
    reference,
  };
}
