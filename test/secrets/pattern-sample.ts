/** A source of numbers from 0 (inclusive) to 1 (exclusive), the same for the same seed. */
export type Random = () => number;

/** mulberry32: small, and good enough to fill texts. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function pick<T>(random: Random, from: ArrayLike<T>): T {
  const found = from[Math.floor(random() * from.length)];
  if (found === undefined) throw new Error("nothing to pick from");
  return found;
}

export function filler(
  random: Random,
  length: number,
  alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
): string {
  return Array.from({ length }, () => pick(random, alphabet)).join("");
}

/** A text that a pattern matches. Assertions are passed over: they are about what stands beside the text. */
export function textMatching(
  pattern: RegExp,
  random: Random,
): { readonly text: string; readonly groups: ReadonlyMap<string, { readonly start: number; readonly end: number }> } {
  const groups = new Map<string, { start: number; end: number }>();
  let out = "";
  const source = pattern.source;
  let at = 0;

  alternatives(true);
  return { text: out, groups };

  /** Reads `a|b|c` up to the end or a closing parenthesis; writes one of them when `write` is set. */
  function alternatives(write: boolean): void {
    const starts = [at];
    // A first reading finds the alternatives, a second one writes the chosen one.
    sequence(false);
    while (source[at] === "|") {
      at++;
      starts.push(at);
      sequence(false);
    }
    const end = at;
    if (write) {
      at = pick(random, starts);
      sequence(true);
    }
    at = end;
  }

  function sequence(write: boolean): void {
    while (at < source.length && source[at] !== "|" && source[at] !== ")") quantified(write);
  }

  function quantified(write: boolean): void {
    const from = at;
    atom(false);
    const [least, most] = quantifier();
    const end = at;
    if (write) {
      const times = least + Math.floor(random() * (Math.min(most, least + 8) - least + 1));
      for (let i = 0; i < times; i++) {
        at = from;
        atom(true);
      }
    }
    at = end;
  }

  function quantifier(): readonly [number, number] {
    const braces = /^\{(\d+)(,(\d*))?\}/.exec(source.slice(at));
    let found: readonly [number, number] = [1, 1];
    if (braces !== null) {
      at += braces[0].length;
      const least = Number(braces[1]);
      found = [least, braces[2] === undefined ? least : braces[3] === "" ? least + 8 : Number(braces[3])];
    } else if (source[at] === "?") {
      at++;
      found = [0, 1];
    } else if (source[at] === "*" || source[at] === "+") {
      found = source[at] === "*" ? [0, 8] : [1, 8];
      at++;
    } else return found;
    if (source[at] === "?") at++;
    return found;
  }

  function atom(write: boolean): void {
    const char = source[at];
    if (char === "(") {
      group(write);
    } else if (char === "[") {
      const set = characterClass();
      if (write) out += pick(random, set);
    } else if (char === "\\") {
      const set = escapedCharacter(source[at + 1] ?? "");
      at += 2;
      if (write && set !== "") out += pick(random, set);
    } else if (char === "^" || char === "$") {
      at++;
    } else {
      at++;
      if (write) out += char === "." ? "x" : (char ?? "");
    }
  }

  function group(write: boolean): void {
    const opening = /^\((\?<[=!]|\?[=!:]|\?<(\w+)>)?/.exec(source.slice(at));
    if (opening === null) throw new Error("no group");
    at += opening[0].length;
    const assertion = /^\?<?[=!]$/.test(opening[1] ?? "");
    const start = out.length;
    alternatives(write && !assertion);
    at++;
    if (write && opening[2] !== undefined) groups.set(opening[2], { start, end: out.length });
  }

  function characterClass(): string {
    at++;
    const negated = source[at] === "^";
    if (negated) at++;
    let set = "";
    while (source[at] !== "]") {
      let low: string;
      if (source[at] === "\\") {
        const escaped = escapedCharacter(source[at + 1] ?? "");
        at += source[at + 1] === "u" ? 6 : 2;
        if (escaped.length > 1) {
          set += escaped;
          continue;
        }
        low = escaped;
      } else {
        low = source[at] ?? "";
        at++;
      }
      if (source[at] === "-" && source[at + 1] !== "]") {
        at++;
        const high = source[at] === "\\" ? (source[++at] ?? "") : (source[at] ?? "");
        at++;
        for (let code = low.charCodeAt(0); code <= high.charCodeAt(0); code++) set += String.fromCharCode(code);
      } else set += low;
    }
    at++;
    return negated ? [...printable].filter((char) => !set.includes(char)).join("") : set;
  }
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const digits = "0123456789";
/** What `[^…]` may write: letters and digits alone, so that a sample never ends early. */
const printable = `${letters}${digits}`;

function escapedCharacter(char: string): string {
  if (char === "d") return digits;
  if (char === "w") return `${letters}${digits}`;
  if (char === "s") return " ";
  if (char === "S") return `${letters}${digits}`;
  if (char === "b") return "";
  if (char === "r" || char === "n") return "\n";
  return char;
}
