import { append } from "../collections.ts";

/** What a file is named after. */
export interface NamedThing {
  /** Folders above it, outermost first. */
  readonly folders: readonly string[];
  readonly name: string;
  /** Tells two of one name apart. */
  readonly id: string | undefined;
}

/**
 * Names of files for things that strangers have named, in their order: `<folder>/<name><extension>`. No name leads out of its folders, is
 * reserved on Windows, or differs from another one in case alone. They depend on the names and ids, and on the order only where nothing
 * else tells two apart.
 */
export function fileNames(things: readonly NamedThing[], extension: string): readonly string[] {
  const plain = things.map(({ folders, name }) => [...folders, name].map(safeName).join("/"));
  const groups = new Map<string, number[]>();
  for (const [index, name] of plain.entries()) append(groups, keyOf(name), index);
  const names = plain.map((name, index) => {
    const id = things[index]?.id;
    return (groups.get(keyOf(name))?.length ?? 0) > 1 && id !== undefined ? `${name}-${safeName(id).slice(0, 8)}` : name;
  });
  const taken = new Set<string>();
  return names.map((name) => {
    let free = name;
    for (let number = 2; taken.has(keyOf(free)); number++) free = `${name}-${number}`;
    taken.add(keyOf(free));
    return free + extension;
  });
}

/** File systems of Windows and macOS take these for one name. */
function keyOf(name: string): string {
  return name.normalize("NFC").toLowerCase();
}

/** Most characters of a name: with folder and extension it stays below what file systems take. */
const longest = 80;

const reserved = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\..*)?$/i;

/** One segment of a path. */
function safeName(text: string): string {
  const kept = text
    .normalize("NFC")
    .replace(/[^\p{L}\p{M}\p{N} ._()-]+/gu, "_")
    .replace(/^[ .]+/, "");
  const short = Array.from(kept)
    .slice(0, longest)
    .join("")
    .replace(/[ .]+$/, "");
  if (short === "") return "unnamed";
  return reserved.test(short) ? `_${short}` : short;
}
