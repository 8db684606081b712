import { describe, it } from "vitest";
import { remember } from "../../src/collections.ts";
import type { LiteralContext } from "../../src/secrets/credential.ts";
import { detectCredentials } from "../../src/secrets/detect.ts";
import { contextualShapes } from "../../src/secrets/shapes/contextual.ts";
import { shapes } from "../../src/secrets/shapes/index.ts";
import { privateKeyLine } from "../../src/testing/credentials.ts";
import { expectLinear } from "../growth.ts";
import { filler, seeded } from "./pattern-sample.ts";
import { allSamples } from "./samples.ts";

function fill(piece: string, length: number): string {
  return piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
}

/** The same texts for every round of a measurement: making them is not measured. */
function filled(pieces: readonly string[], start = ""): (length: number) => readonly string[] {
  const made = new Map<number, readonly string[]>();
  return (length) => remember(made, length, () => pieces.map((piece) => start + fill(piece, length)));
}

function detectsInLinearTime(piece: string, label: string, contexts: readonly LiteralContext[], size: number): void {
  const texts = filled([piece]);
  for (const context of contexts) {
    const detect = (text: string): unknown => detectCredentials(text, context, { sensitiveNames });
    expectLinear((length) => texts(length).map(detect), size, `${label} (${context.position})`);
  }
}

const sensitiveNames = ["losung", "geheime zutat"];

describe("hostile texts derived from every shape", () => {
  it.each(allSamples(21).map((sample) => [`${sample.shape.id} ${sample.shape.keywords[0]}`, sample] as const))(
    "%s",
    (label, { shape, text }) => {
      const keyword = shape.keywords[0] ?? "";
      // The keyword over and over; a near miss over and over; a start that goes on for ever.
      for (const piece of [keyword, `${text.slice(0, -1)}\u0001`, text.slice(0, Math.max(keyword.length, text.length - 2))])
        detectsInLinearTime(piece, label, [{ position: "other" }], 2000);
    },
  );

  it.each(shapes.map((shape) => [`${shape.id} ${shape.keywords[0]}`, shape] as const))(
    "%s: the pattern alone, at the start of a text that goes on and on",
    (label, shape) => {
      const pattern = new RegExp(shape.pattern.source, `y${shape.pattern.flags.replace("d", "")}`);
      const texts = filled(["a", "A", "0", "=", " ", "\\", ".a", "-", "a:", "%", "aA0-_"], shape.keywords[0]);
      const test = (text: string): boolean => {
        pattern.lastIndex = 0;
        return pattern.test(text);
      };
      expectLinear((length) => texts(length).map(test), 2000, label);
    },
  );

  it.each(contextualShapes.map((shape) => [shape.id, shape] as const))("%s: the form of a whole text", (label, { form, name }) => {
    const texts = filled(["a", "0", "A~", "aA0", "=", "-"]);
    expectLinear((length) => texts(length).map((text) => form.test(text) || name.test(text)), 2000, label);
  });
});

describe("long hostile texts", () => {
  const random = seeded(3);
  const pieces: readonly string[] = [
    "A",
    "a",
    "0",
    " ",
    "\n",
    "=",
    "\\",
    '"',
    "'",
    ":",
    "-",
    "&",
    "<",
    "%",
    "\uFFFC",
    "😀",
    "е",
    "密",
    "eyJ",
    "eyJ.",
    "eyJhbGciOiJIUzI1NiJ9.",
    "://",
    "://a:",
    "://a:b@",
    "http://",
    "password=",
    "password:",
    'password"',
    '"password":"',
    '"password": ',
    "password = '",
    "'password':'",
    "<password>",
    "<Password ",
    "<a:password x='",
    "--password ",
    "-p ",
    "-u a:",
    "-P ",
    "pwd=;",
    "Server=x;Password=",
    "AccountKey=",
    "sig=",
    `sig=${"a".repeat(40)}&`,
    "?code=",
    "/workflows/a?",
    privateKeyLine("BEGIN"),
    "-----BEGIN ",
    "PuTTY-User-Key-File-2: ",
    "ConvertTo-SecureString ",
    "net use \\\\a ",
    "Bearer ",
    "Basic ",
    "Basic QUFBQUFBQUE",
    "sk-",
    "sk-a",
    "gh",
    "{{",
    "<your ",
    "${",
    "[insert",
    '{"name":"password","value":',
    '\\"password\\":\\"',
    '\\\\\\"',
    "client secret ",
    "the pass ",
    "token token ",
    "key=key=",
    "secret:secret:",
    "密码:",
    "пароль=",
    "password='\\",
    "8Q~",
    "+ASt",
    "JQQJ9",
    ".atlasv1.",
    "AAAAAAAAAAAAAAAAAAAAAA",
    ":AA",
    "1:AA",
    "X-Amz-Signature=",
    filler(random, 5000),
    filler(random, 5000, "0123456789abcdef"),
    filler(random, 3000, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"),
  ];

  it.each(pieces.map((piece) => [piece.slice(0, 40), piece] as const))("%j", (label, piece) => {
    detectsInLinearTime(piece, label, [{ position: "other" }, { position: "credential", name: "password" }], 2000);
  });

  it.each(["password=", "://a:", "A", "密"])("%j, whatever the position", (piece) => {
    const texts = filled([piece]);
    detectsInLinearTime(piece, piece, [{ position: "url" }], 2000);
    const detect = (text: string): unknown => detectCredentials(text, { position: "named", name: text }, { sensitiveNames });
    expectLinear((length) => texts(length).map(detect), 2000, "a name as long as the text");
  });
});
