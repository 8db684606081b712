import { remember } from "../collections.ts";
import type { LocatedStep, ReportedFinding } from "../findings/reported-finding.ts";
import { createStringFinder } from "../matching/aho-corasick.ts";
import { preview } from "../secrets/preview.ts";
import type { Location } from "../source/location.ts";

/** Knows the secrets of a run, in memory only, and takes them out of every text that leaves the tool. */
export interface Redactor {
  /** Registers the text of a secret. Texts of fewer than four characters are ignored: they occur in ordinary words. */
  add(secret: string): void;
  /** The text with every registered secret, also in its usual encodings, replaced by its preview. */
  redactText(text: string): string;
  /**
   * Redacts all that comes from the solution: message, advice, names, pointers, files, steps, reasons. The input's own path is the user's
   * and stays.
   */
  redactFinding(finding: ReportedFinding): ReportedFinding;
}

/** Starts with no secrets; those that are added are taken out of every text that is redacted later. */
export function createRedactor(): Redactor {
  const secrets = new Set<string>();
  let matcher: Matcher | undefined;
  // Findings share the locations of their steps; they share the redacted ones as well.
  let locations = new WeakMap<Location, Location>();

  function redactText(text: string): string {
    if (secrets.size === 0) return text;
    matcher ??= createMatcher(secrets);
    return matcher(text);
  }

  return {
    add(secret) {
      if (secret.length < shortest || secrets.has(secret)) return;
      secrets.add(secret);
      matcher = undefined;
      locations = new WeakMap();
    },
    redactText,
    redactFinding: (finding) =>
      redactFinding(finding, redactText, (location) => remember(locations, location, () => redactLocation(location, redactText))),
  };
}

const shortest = 4;

type Matcher = (text: string) => string;

/** A stretch of a text that holds secrets. */
interface Hit {
  readonly start: number;
  end: number;
  readonly preview: string;
}

/** How a form of a secret is taken out. */
interface Form {
  readonly preview: string;
  readonly length: number;
}

/**
 * Longer forms are recognised by so many characters at their beginning: it bounds the memory for thousands of long secrets, and a secret
 * that was cut off after them is hidden too.
 */
const longestCompared = 400;

/**
 * One matcher for all secrets and their forms. Its time depends only on the length of the text, because names and secrets come from untrusted
 * files.
 */
function createMatcher(secrets: ReadonlySet<string>): Matcher {
  const known = new Map<string, Form>();
  for (const secret of secrets) {
    const shown = preview(secret);
    for (const form of forms(secret)) {
      const beginning = form.slice(0, longestCompared);
      const other = known.get(beginning);
      // The same text can be a form of two secrets; the plain one is registered under its own preview.
      if (other === undefined || form.length > other.length || (form === secret && form.length === other.length))
        known.set(beginning, { preview: shown, length: form.length });
    }
  }
  const finder = createStringFinder(known);

  /** Finds secrets. Overlapping ones are one hit, so that no rest of the second remains; its preview is that of the longest secret at its start. */
  function hits(text: string): readonly Hit[] {
    const found: Hit[] = [];
    finder.find(text, (start, _end, form) => {
      let end = Math.min(start + form.length, text.length);
      let last = found.at(-1);
      while (last !== undefined && last.end > start && (last.start > start || (last.start === start && last.end <= end))) {
        end = Math.max(end, last.end);
        found.pop();
        last = found.at(-1);
      }
      // Extending the last hit is cheap, even where a text repeats the common part of many secrets.
      if (last !== undefined && last.end > start) last.end = Math.max(last.end, end);
      else found.push({ start, end, preview: form.preview });
    });
    return found;
  }

  function replace(text: string, found: readonly Hit[]): string {
    let result = "";
    let from = 0;
    for (const hit of found) {
      result += text.slice(from, hit.start) + hit.preview;
      from = hit.end;
    }
    return result + text.slice(from);
  }

  return (text) => {
    const found = hits(text);
    if (found.length === 0) return text;
    const result = replace(text, found);
    // A preview and its neighbours can spell another, odd secret.
    return hits(result).length === 0 ? result : finder.remove(result);
  };
}

/** The ways in which a secret is written in the files of a solution and in reports about them. */
function forms(secret: string): ReadonlySet<string> {
  const json = JSON.stringify(secret).slice(1, -1);
  const xml = secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const written = [
    secret,
    json,
    json.replaceAll("/", "\\/"),
    // JSON inside a JSON string.
    JSON.stringify(json).slice(1, -1),
    ...escapedByDotNet(json),
    xml,
    xml.replaceAll('"', "&quot;"),
    xml.replaceAll('"', "&quot;").replaceAll("'", "&apos;"),
    xml.replaceAll('"', "&quot;").replaceAll("'", "&#39;"),
    ...percentEncoded(secret),
    // JSON pointer, and the literals of desktop-flow scripts.
    secret.replaceAll("~", "~0").replaceAll("/", "~1"),
    secret.replaceAll(/[\\'"]/g, "\\$&").replaceAll("%", "%%"),
    ...base64(Buffer.from(secret, "utf8")),
    ...base64(Buffer.from(secret, "utf16le")),
  ];
  return new Set(written.filter((form) => form.length >= shortest));
}

/** .NET serializers write characters that matter in HTML, and all beyond ASCII, as `\u` escapes. */
function escapedByDotNet(json: string): string[] {
  const escaped = (digits: (code: string) => string) =>
    json
      .replaceAll('\\"', "\\u0022")
      .replaceAll(/[<>&'+`\u0080-\uffff]/g, (character) => `\\u${digits(character.charCodeAt(0).toString(16).padStart(4, "0"))}`);
  return [escaped((code) => code), escaped((code) => code.toUpperCase())];
}

/**
 * Query strings and forms: with and without the characters that only some encoders leave alone, hexadecimal digits in either case, blanks
 * also as `+`.
 */
function percentEncoded(secret: string): string[] {
  // A lone surrogate has no percent-encoding.
  const encoded = encodeURIComponent(secret.replaceAll(/\p{Surrogate}/gu, "\u{fffd}"));
  const strict = encoded.replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  const form = new URLSearchParams([["", secret]]).toString().slice(1);
  return [encoded, encoded.replaceAll("%20", "+"), strict, form].flatMap((text) => [
    text,
    text.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
  ]);
}

/** Shorter pieces of base64 would match by chance. */
const shortestBase64 = 8;

/**
 * The base64 digits that a sequence of bytes determines at each of the three positions it can have in what is encoded as a whole
 * (`user:password`), so that it is found in longer texts too; in both alphabets.
 */
function base64(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((before) => {
    const digits = Buffer.concat([Buffer.alloc(before), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    const end = Math.floor(((before + bytes.length) * 8) / 6);
    const piece = digits.slice(Math.ceil((before * 8) / 6), end);
    return piece.length < shortestBase64 ? [] : [piece, piece.replaceAll("+", "-").replaceAll("/", "_")];
  });
}

function redactFinding(
  finding: ReportedFinding,
  redact: (text: string) => string,
  redactAt: (location: Location) => Location,
): ReportedFinding {
  const { advice, suppressed } = finding;
  const step = (located: LocatedStep): LocatedStep => ({
    ...located,
    message: redact(located.message),
    location: redactAt(located.location),
  });
  return {
    ...finding,
    message: redact(finding.message),
    ...(advice === undefined ? {} : { advice: redact(advice) }),
    location: redactAt(finding.location),
    flow: finding.flow.map(step),
    related: finding.related.map(step),
    suppressed: suppressed?.reason === undefined ? suppressed : { ...suppressed, reason: redact(suppressed.reason) },
  };
}

function redactLocation(location: Location, redact: (text: string) => string): Location {
  const { pointer, xpath, component, operation, host, source } = location;
  return {
    ...location,
    file: redact(location.file),
    ...(pointer === undefined ? {} : { pointer: redact(pointer) }),
    ...(xpath === undefined ? {} : { xpath: redact(xpath) }),
    ...(component === undefined ? {} : { component: redact(component) }),
    ...(operation === undefined ? {} : { operation: redact(operation) }),
    ...(host === undefined ? {} : { host: redactLocation(host, redact) }),
    ...(source === undefined ? {} : { source: redactLocation(source, redact) }),
  };
}
