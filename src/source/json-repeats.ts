import { visit } from "jsonc-parser";
import { countText } from "../input/problem.ts";

/** A member of a JSON object that occurs in it more than once. */
export interface RepeatedMember {
  /** A sentence for a maker. */
  readonly message: string;
  /** Offset of the name, in UTF-16 units. */
  readonly offset: number;
}

/** More repeats than this are summed up. */
const mostNamed = 20;

/**
 * Members that `JSON.parse` drops, because a later one of the same object has their name. What they hold is in the package, but no analysis
 * sees it. Documents without any cost one search of their text.
 * @param members How many members the parsed document has.
 */
export function repeatedMembers(text: string, members: number): readonly RepeatedMember[] {
  const written = countClosely(text);
  if (written === members) return [];
  // Fewer: there is white space between names and colons somewhere.
  if (written < members && [...text.matchAll(/"\s*:/g)].filter(({ index }) => !isEscaped(text, index)).length === members) return [];
  const found = findRepeats(text);
  return found.length <= mostNamed
    ? found
    : [
        ...found.slice(0, mostNamed),
        { message: `${countText(found.length - mostNamed)} more members of this file occur twice in their object.`, offset: 0 },
      ];
}

/** In valid JSON, quotes with a colon right after them end a name, unless they are escaped inside a text. */
function countClosely(text: string): number {
  let count = 0;
  for (let at = text.indexOf('":'); at >= 0; at = text.indexOf('":', at + 2))
    if (text.charCodeAt(at - 1) !== backslash || !isEscaped(text, at)) count++;
  return count;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(at - 1 - backslashes) === backslash) backslashes++;
  return backslashes % 2 === 1;
}

const backslash = 0x5c;

function findRepeats(text: string): readonly RepeatedMember[] {
  const found: RepeatedMember[] = [];
  const open: Set<string>[] = [];
  visit(text, {
    onObjectBegin: () => void open.push(new Set()),
    onObjectEnd: () => void open.pop(),
    onObjectProperty: (name, offset) => {
      const names = open.at(-1);
      if (names?.has(name))
        found.push({
          message: `The member '${shortened(name)}' occurs twice in one object. Only the last one counts when the solution is imported, and only that one was analysed. Remove the other one.`,
          offset,
        });
      names?.add(name);
    },
  });
  return found;
}

function shortened(name: string): string {
  return name.length > 80 ? `${[...name].slice(0, 80).join("")}…` : name;
}
