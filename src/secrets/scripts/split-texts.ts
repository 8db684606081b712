/** How a text is split. */
interface Split {
  readonly separator: string;
  /** Where the expression ends in the script. */
  readonly end: number;
}

/** Signs in quotes, which are escaped where the script is in another text, or in slashes; a regular expression escapes the signs. */
const separator = String.raw`\s{0,4}(?:\\{0,4}["'\x60]|\/)\\{0,4}(?<separator>[^\w\\"'\x60\r\n]{1,3})(?:\\{0,4}["'\x60]|\/)`;
const limit = String.raw`(?:\s{0,4},\s{0,4}-?\w{1,20}){0,2}`;

/** `.split(";")`, ` -split ";"` */
const behindText = [String.raw`\s{0,4}\.split\(${separator}${limit}\s{0,4}\)`, String.raw`\s{1,4}-[ic]?split${separator}`].map(sticky);
/** `, ";")` */
const behindArgument = [String.raw`\s{0,4},${separator}${limit}\s{0,4}\)`].map(sticky);

/** What begins a call of VBScript that splits its first argument: `Split("svc;…", ";")`. */
export const splitOpening = /split\s{0,2}\(/iy;

/** `[1]`, `(1)`, `.at(-1)` */
const part = /(?:\.at\(|[[(])\s{0,2}(?<number>-?\d{1,2})\s{0,2}[\])]/y;

/** How a text is split that ends at a place: by a method, or by an operator of PowerShell. */
export function splitBehind(script: string, at: number): Split | undefined {
  return splitBy(behindText, script, at);
}

/** How a call splits its first argument, which ends at a place. */
export function splitArgument(script: string, at: number): Split | undefined {
  return splitBy(behindArgument, script, at);
}

function splitBy(patterns: readonly RegExp[], script: string, at: number): Split | undefined {
  for (const pattern of patterns) {
    pattern.lastIndex = at;
    const found = pattern.exec(script)?.groups?.separator;
    if (found !== undefined) return { separator: found, end: pattern.lastIndex };
  }
  return undefined;
}

function sticky(pattern: string): RegExp {
  return new RegExp(pattern, "iy");
}

/** Which element of a list is read behind it, from the end where that is negative. */
export function partNumber(script: string, at: number): { readonly number: number; readonly end: number } | undefined {
  part.lastIndex = at;
  const number = part.exec(script)?.groups?.number;
  return number === undefined ? undefined : { number: Number(number), end: part.lastIndex };
}
