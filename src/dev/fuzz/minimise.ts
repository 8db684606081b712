import type { Member } from "./bases.ts";

/** Most tries for one failure; each is a run of the tool. */
const mostTries = 1500;
/** Milliseconds after which no further try begins: what is slow fails slowly, too. */
const mostTime = 180_000;

/**
 * The smallest files found for which `fails` still holds: files are dropped, then members of JSON documents and lines of other texts.
 * Greedy, so not the smallest possible.
 */
export async function minimise(
  members: readonly Member[],
  fails: (members: readonly Member[]) => Promise<boolean>,
  time = mostTime,
): Promise<readonly Member[]> {
  let current = members;
  let tries = 0;
  const end = performance.now() + time;
  const isOver = (): boolean => tries >= mostTries || performance.now() >= end;
  async function accept(candidate: readonly Member[]): Promise<boolean> {
    if (isOver()) return false;
    tries++;
    if (!(await fails(candidate))) return false;
    current = candidate;
    return true;
  }

  for (const member of members) await accept(current.filter((one) => one !== member));
  for (const { name } of [...current]) {
    const replaced = (content: Buffer): readonly Member[] => current.map((one) => (one.name === name ? { name, content } : one));
    const content = current.find((one) => one.name === name)?.content ?? Buffer.alloc(0);
    let shrunk = true;
    while (shrunk && !isOver()) {
      shrunk = false;
      const latest = current.find((one) => one.name === name)?.content ?? content;
      for (const smaller of reductions(latest)) {
        if (isOver()) break;
        if (!(await accept(replaced(smaller)))) continue;
        shrunk = true;
        break;
      }
    }
  }
  return current;
}

/** Smaller versions of a file, the smallest first. */
function* reductions(content: Buffer): Iterable<Buffer> {
  const text = content.toString("utf8");
  try {
    for (const value of withoutAPart(JSON.parse(text))) yield Buffer.from(JSON.stringify(value));
  } catch {
    const lines = text.split(/(?<=[\n>])/);
    for (let size = lines.length >> 1; size > 0; size >>= 1) {
      for (let at = 0; at < lines.length; at += size) yield Buffer.from([...lines.slice(0, at), ...lines.slice(at + size)].join(""));
    }
  }
}

/** The value without one of its parts, from the outside to the inside, so that whole branches go first. */
function* withoutAPart(value: unknown): Iterable<unknown> {
  if (typeof value === "string" && value.length > 1) {
    yield value.slice(0, value.length >> 1);
    yield value.slice(value.length >> 1);
  }
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at++) yield value.filter((_, index) => index !== at);
    for (let at = 0; at < value.length; at++) for (const smaller of withoutAPart(value[at])) yield value.with(at, smaller);
    return;
  }
  const entries = Object.entries(value);
  for (let at = 0; at < entries.length; at++) yield Object.fromEntries(entries.filter((_, index) => index !== at));
  for (const [at, [key, member]] of entries.entries())
    for (const smaller of withoutAPart(member)) yield Object.fromEntries(entries.with(at, [key, smaller]));
}
