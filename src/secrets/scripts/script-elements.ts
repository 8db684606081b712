import { remember } from "../../collections.ts";
import type { VariableReader } from "./script-variables.ts";

/** Where an assignment writes a value, and where it stands. */
export interface AssignedValue {
  readonly from: number;
  readonly at: number;
  /** Which element of the value is meant, where that is taken apart. */
  readonly element?: number | undefined;
}

/** An element of a list, or a member of a map, that an expression reads. */
interface ReadElement extends AssignedValue {
  /** Where the expression ends. */
  readonly end: number;
}

interface Item {
  /** What it is called in a map, in lower case. */
  readonly key: string | undefined;
  readonly from: number;
}

/** How far a list or map is read, and how many of its items: bounds that keep a pass over many expressions linear. */
const longestList = 1_000;
const mostItems = 40;

const itemsOpening = /@?[[({]|\bArray\(|\bdict\(/iy;
const itemKey = /\\{0,4}["']?(?<key>[\w.-]{1,60})\\{0,4}["']?\s{0,4}(?:=>|[:=](?![:=]))\s{0,4}/y;
const mark = /\\{0,4}["'\x60]/y;
const variable = /\$?(?<name>[A-Za-z_]\w{0,60})(?=[[(.])/y;
/** `[1]`, `(1)`, `["key"]`, `.get("key")`, `.key` */
const access =
  /(?:[[(]\s{0,2}(?<index>\d{1,2})\s{0,2}[\])]|(?:\[|\.get\()\s{0,2}\\{0,4}["'](?<key>[\w.-]{1,60})\\{0,4}["']\s{0,2}[\])]|\.(?<member>[A-Za-z_]\w{0,60})(?![\w(]))/iy;

/**
 * Reads what expressions take out of lists and maps that a script writes: `login(1)`, `creds[1]`, `cfg["key"]`, `cfg.get("key")`, `$cfg.key`,
 * `Array("svc", "…")(1)`.
 * @returns reads the expression at a place, in which variables hold what they do before another
 */
export function scriptElements(
  script: string,
  assigned: VariableReader<AssignedValue>,
): (at: number, before: number) => ReadElement | undefined {
  const lists = new Map<number, List>();
  const listAt = (from: number): List => remember(lists, from, () => readList(script, from));
  return (at, before) => {
    variable.lastIndex = at;
    const name = variable.exec(script)?.groups?.name;
    const value = name === undefined ? undefined : assigned(name, before);
    const list = listAt(value?.from ?? at);
    access.lastIndex = value === undefined ? list.end : variable.lastIndex;
    const { index, key, member } = access.exec(script)?.groups ?? {};
    const called = (key ?? member)?.toLowerCase();
    const item = index === undefined ? list.items.find((one) => one.key === called) : list.items[Number(index)];
    if (item === undefined || (item.key === undefined) !== (index !== undefined)) return undefined;
    return { from: item.from, at: value?.at ?? at, end: access.lastIndex };
  };
}

interface List {
  readonly items: readonly Item[];
  readonly end: number;
}

/** The items of the list or map that begins at a place, none where it is anything else or too long. Those of a list in it are its own. */
function readList(script: string, from: number): List {
  const none: List = { items: [], end: from };
  itemsOpening.lastIndex = from;
  if (!itemsOpening.test(script)) return none;
  const items: Item[] = [];
  const limit = Math.min(script.length, from + longestList);
  let depth = 0;
  let isItemNext = true;
  let at = itemsOpening.lastIndex;
  while (at < limit && items.length < mostItems) {
    const char = script.charAt(at);
    if (/\s/.test(char)) {
      // PowerShell separates the members of a map by lines.
      isItemNext ||= depth === 0 && char === "\n";
      at++;
      continue;
    }
    if (/[)\]}]/.test(char)) {
      if (depth === 0) return { items, end: at + 1 };
      depth--;
    } else if (isItemNext) {
      itemKey.lastIndex = at;
      const key = itemKey.exec(script)?.groups?.key?.toLowerCase();
      items.push({ key, from: key === undefined ? at : itemKey.lastIndex });
      isItemNext = false;
      if (key !== undefined) {
        at = itemKey.lastIndex;
        continue;
      }
    }
    if (/[([{]/.test(char)) depth++;
    else if (depth === 0 && /[,;]/.test(char)) isItemNext = true;
    at = behindText(script, at) ?? at + 1;
  }
  return none;
}

/** Behind the text in quotes at a place, which are escaped where the script is in another text; undefined where none is. */
function behindText(script: string, at: number): number | undefined {
  mark.lastIndex = at;
  const opening = mark.exec(script)?.[0];
  const end = opening === undefined ? -1 : script.indexOf(opening, at + opening.length);
  return opening === undefined || end < 0 ? undefined : end + opening.length;
}
