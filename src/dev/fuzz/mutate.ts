import { writeZip } from "../../testing/zip-writer.ts";
import type { Random } from "../random.ts";
import type { Member } from "./bases.ts";

/** What a mutation can put in. */
export interface Ingredients {
  /** Made-up credentials; none of them may show in a report. */
  readonly secrets: readonly [string, ...string[]];
  /** A file of another input, to cross with. */
  readonly stranger: Member | undefined;
}

/** An input that was changed: its files, or the bytes of an archive where the archive itself is damaged. */
export type Mutated = { readonly members: readonly Member[] } | { readonly archive: Buffer };

/** The files with a few things changed, always in the same way for the same random numbers. */
export function mutate(members: readonly Member[], ingredients: Ingredients, random: Random): Mutated {
  const share = Math.min(1, 4 / Math.max(1, members.length));
  const changed = members.flatMap((member): readonly Member[] => {
    if (!random.chance(share)) return [member];
    if (random.chance(0.03)) return [];
    const name = random.chance(0.03) ? mutateName(member.name, random) : member.name;
    const mutated = { name, content: mutateContent(member, ingredients, random) };
    return random.chance(0.02) ? [member, mutated] : [mutated];
  });
  if (!random.chance(0.04)) return { members: changed };
  return { archive: mutateBytes(archiveOf(changed), random) };
}

/** The files as an archive. */
export function archiveOf(members: readonly Member[]): Buffer {
  return writeZip(members);
}

function mutateName(name: string, random: Random): string {
  return random.pick([
    name.toUpperCase(),
    name.replaceAll("/", "\\"),
    `./${name}`,
    `../${name}`,
    `__proto__/${name}`,
    `a.zip`,
    `${name}\u202e`,
    `${name}\n::error::x`,
    `x/${name}`,
    `constructor`,
  ]);
}

function mutateContent({ name, content }: Member, ingredients: Ingredients, random: Random): Buffer {
  if (random.chance(0.02)) return encode(content.toString("utf8"), random);
  if (/\.zip$/i.test(name) || random.chance(0.12)) return mutateBytes(content, random);
  const text = content.toString("utf8");
  if (/\.json$/i.test(name)) {
    try {
      const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
      const other = ingredients.stranger === undefined ? undefined : parsed(ingredients.stranger.content);
      const parts = other === undefined ? [] : subtrees(other);
      return Buffer.from(JSON.stringify(mutateJson(value, { ...ingredients, parts }, random, 0), undefined, random.chance(0.3) ? 2 : 0));
    } catch {
      // Not JSON: change the text instead.
    }
  }
  return Buffer.from(mutateText(text, ingredients, random), "utf8");
}

function parsed(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString("utf8").replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}

function encode(text: string, random: Random): Buffer {
  return random.pick([
    Buffer.from(`\uFEFF${text}`, "utf16le"),
    Buffer.from(text, "utf16le"),
    Buffer.from(`\uFEFF${text}`, "utf16le").swap16(),
    Buffer.from(text, "latin1"),
    Buffer.from(`\uFEFF\uFEFF${text}`, "utf8"),
  ]);
}

function mutateBytes(bytes: Buffer, random: Random): Buffer {
  const copy = Buffer.from(bytes);
  const changes = random.between(1, 8);
  for (let i = 0; i < changes && copy.length > 0; i++) copy[random.between(0, copy.length - 1)] = random.between(0, 255);
  return random.chance(0.2) ? copy.subarray(0, random.between(0, copy.length)) : copy;
}

/** Texts that mean something somewhere: to the expression language, a format, a terminal, a pipeline, or to JavaScript. */
const texts = [
  "",
  "@",
  "@@",
  "@{",
  "@{}",
  "@if(",
  "@body('x')?['value']",
  "@{concat('a', variables('x'))}",
  "@outputs('Get_secret')?['body/value']",
  "@{body('Get_secret')?['value']}",
  "@result('Try')",
  "@items('')",
  "@__proto__('a')",
  "@constructor()",
  "@body('__proto__')?['constructor']",
  "@parameters('new_ApiKey (new_ApiKey)')",
  "@json(string(base64ToString(uriComponent(outputs('Compose')))))",
  "@triggerBody()?['text']",
  "@createArray(1,item(),items('Loop'))[0]",
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "https://x.vault.azure.net/secrets/a/0123456789abcdef0123456789abcdef",
  "Password=x;Server=y",
  "\u0000",
  "\ud800",
  "\u001b[31mred\u0007",
  "\u202eabc",
  "::error file=x::stopped",
  "##vso[task.setvariable variable=x]y",
  "<img src=x onerror=fuzz()>",
  '"><script>fuzz()</script>',
  "]]><fuzz/>",
  "[fuzz](javascript:fuzz())",
  "=HYPERLINK(fuzz)",
  "`$" + "{fuzz}`",
  "$'''%a%",
  "'''",
  "%a['b']%",
  "&#x0;",
  "&fuzz;",
  "<!DOCTYPE a [<!ENTITY fuzz 'x'>]>",
  "9".repeat(400),
  "a/b/~0~1/c",
  "..",
] as const;

interface JsonIngredients extends Ingredients {
  readonly parts: readonly unknown[];
}

/** Swaps values, types and names here and there, so that shapes stay plausible but nothing can be relied on. */
function mutateJson(value: unknown, ingredients: JsonIngredients, random: Random, depth: number): unknown {
  if (random.chance(0.004)) return random.pick<unknown>([null, true, 0, -1, 1e300, "", [], {}, [[]], random.pick(texts)]);
  if (ingredients.parts.length > 0 && random.chance(0.002)) return ingredients.parts[random.between(0, ingredients.parts.length - 1)];
  if (random.chance(0.0005)) return nested(value, random.pick([50, 300, 600, 3000]));
  if (typeof value === "string") return random.chance(0.04) ? mutateString(value, ingredients, random) : value;
  if (typeof value !== "object" || value === null || depth > 200) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => mutateJson(item, ingredients, random, depth + 1));
    return random.chance(0.01) ? [...items, ...items] : items;
  }
  const entries = Object.entries(value).flatMap(([key, member]): (readonly [string, unknown])[] => {
    if (random.chance(0.005)) return [];
    const changed = mutateJson(member, ingredients, random, depth + 1);
    if (random.chance(0.003))
      return [
        [key, changed],
        [mutateKey(key, ingredients, random), changed],
      ];
    return [[random.chance(0.006) ? mutateKey(key, ingredients, random) : key, changed]];
  });
  if (random.chance(0.01)) entries.reverse();
  return Object.fromEntries(entries);
}

function mutateKey(key: string, ingredients: Ingredients, random: Random): string {
  return random.pick([random.pick(texts), key.toUpperCase(), `${key}/x`, `${key} ${random.pick(ingredients.secrets)}`, `${key}\u0000`]);
}

function mutateString(value: string, { secrets }: Ingredients, random: Random): string {
  const secret = random.pick(secrets);
  return random.pick([
    random.pick(texts),
    `${random.pick(texts)}${value}`,
    `${value}${random.pick(texts)}`,
    value.slice(0, random.between(0, value.length)),
    value.slice(random.between(0, value.length)),
    value + value,
    value.replaceAll("'", random.pick(["", "''", '"'])),
    value.replaceAll(/[()]/g, random.pick(["", "(", ")"])),
    secret,
    `${value} ${secret}`,
    `@concat('${secret}', '${value.replaceAll("'", "''")}')`,
    JSON.stringify({ password: secret }),
    manyTimes(random.pick([value, "(", "concat(", "?['value']", "@{", "'", ",", "\\"]), random),
    value.replace(/\([^()]*\)|\?\['[^']*'\]/, (part) => manyTimes(part, random)),
    `password=${secret}&x=y`,
    Buffer.from(`user:${secret}`).toString("base64"),
    Buffer.from(value).toString("base64"),
  ]);
}

/** Something over and over, as far as the input stays small: what recurses or looks back shows here. */
function manyTimes(part: string, random: Random): string {
  return part.repeat(Math.min(random.pick([20, 700, 5000]), Math.floor(100_000 / Math.max(1, part.length))));
}

function nested(value: unknown, depth: number): unknown {
  let inner = value;
  for (let i = 0; i < depth; i++) inner = i % 2 === 0 ? [inner] : { a: inner };
  return inner;
}

function subtrees(value: unknown): readonly unknown[] {
  const found: unknown[] = [];
  const pending = [value];
  for (let one = pending.pop(); one !== undefined && found.length < 2000; one = pending.pop()) {
    if (typeof one !== "object" || one === null) continue;
    found.push(one);
    pending.push(...Object.values(one));
  }
  return found;
}

/** XML, YAML and scripts: whole lines, tags and quoted texts are moved, doubled, dropped and swapped. */
function mutateText(text: string, { secrets, stranger }: Ingredients, random: Random): string {
  const pieces = text.split(/(?<=[\n>])|(?=<)/);
  const changes = random.between(1, 5);
  for (let i = 0; i < changes && pieces.length > 0; i++) {
    const at = random.between(0, pieces.length - 1);
    const piece = pieces[at] ?? "";
    const other = pieces[random.between(0, pieces.length - 1)] ?? "";
    switch (random.between(0, 9)) {
      case 0:
        pieces.splice(at, 1);
        break;
      case 1:
        pieces.splice(at, 0, other);
        break;
      case 2:
        pieces[at] = other;
        break;
      case 3:
        pieces[at] = piece.replace(/'''[^']*'''|"[^"]*"|'[^']*'/, (quoted) => quoted.slice(0, 1) + random.pick(texts) + quoted.slice(-1));
        break;
      case 4:
        pieces[at] = piece.replace(/'''[^']*'''|"[^"]*"/, (quoted) =>
          quoted.startsWith("'") ? `'''${random.pick(secrets)}'''` : `"${random.pick(secrets)}"`,
        );
        break;
      case 5:
        pieces.splice(at, 0, random.pick(texts));
        break;
      case 6:
        pieces[at] = piece.slice(0, random.between(0, piece.length));
        break;
      case 7:
        pieces[at] = manyTimes(piece, random);
        break;
      case 8:
        pieces[at] = piece.replace(/(?:[-+*/.,%]|\band\b) *\w+|[([]|\w+: */, (part) => manyTimes(part, random));
        break;
      default: {
        const foreign = stranger?.content.toString("utf8").split("\n") ?? [];
        if (foreign.length > 0) pieces.splice(at, 0, `${random.pick(foreign as [string, ...string[]]).slice(0, 5000)}\n`);
      }
    }
  }
  return pieces.join("");
}
