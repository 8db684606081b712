import { describe, expect, it } from "vitest";
import type { LiteralContext } from "../../src/secrets/credential.ts";
import { detectCredentials } from "../../src/secrets/detect.ts";
import { contextualShapes } from "../../src/secrets/shapes/contextual.ts";
import { shapes } from "../../src/secrets/shapes/index.ts";
import { filler, seeded } from "./pattern-sample.ts";
import { allSamples } from "./samples.ts";

/** Time is measured: a busy machine gets another chance, a quadratic pattern fails every time. */
const again = { retry: 2 };

/** Milliseconds of the fastest of two runs: the machine may be busy. */
function time(run: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 2; i++) {
    const start = performance.now();
    run();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

function fill(piece: string, length: number): string {
  return piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
}

/** Twice the text may take twice the time, and some more for noise; a quadratic pattern takes four times as long, and seconds at this length. */
function expectLinear(piece: string, label: string): void {
  const short = fill(piece, 10_000);
  const long = fill(piece, 20_000);
  const once = time(() => void detectCredentials(short, { position: "other" }));
  const twice = time(() => void detectCredentials(long, { position: "other" }));
  expect(twice, `${label}: ${once.toFixed(1)} ms, then ${twice.toFixed(1)} ms`).toBeLessThan(Math.max(80, once * 3.5));
}

describe("hostile texts derived from every shape", () => {
  it.each(allSamples(21).map((sample) => [`${sample.shape.id} ${sample.shape.keywords[0]}`, sample] as const))(
    "%s",
    again,
    (label, { shape, text }) => {
      const keyword = shape.keywords[0] ?? "";
      // The keyword over and over; a near miss over and over; a start that goes on for ever.
      expectLinear(keyword, label);
      expectLinear(`${text.slice(0, -1)}\u0001`, label);
      expectLinear(`${text.slice(0, Math.max(keyword.length, text.length - 2))}`, label);
    },
  );

  it.each(shapes.map((shape) => [`${shape.id} ${shape.keywords[0]}`, shape] as const))(
    "%s: the pattern alone, at the start of a text that goes on and on",
    again,
    (_label, shape) => {
      const pattern = new RegExp(shape.pattern.source, `y${shape.pattern.flags.replace("d", "")}`);
      for (const rest of ["a", "A", "0", "=", " ", "\\", ".a", "-", "a:", "%", "aA0-_"]) {
        const text = shape.keywords[0] + fill(rest, 60_000);
        const spent = time(() => {
          pattern.lastIndex = 0;
          pattern.test(text);
        });
        expect(spent, rest).toBeLessThan(60);
      }
    },
  );

  it.each(contextualShapes.map((shape) => [shape.id, shape] as const))("%s: the form of a whole text", again, (_label, { form, name }) => {
    for (const rest of ["a", "0", "A~", "aA0", "=", "-"]) {
      const text = fill(rest, 60_000);
      expect(time(() => void (form.test(text) || name.test(text)))).toBeLessThan(60);
    }
  });
});

describe("long hostile texts", () => {
  const random = seeded(3);
  const sensitiveNames = ["losung", "geheime zutat"];
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
    "-----BEGIN PRIVATE KEY-----",
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

  it.each(pieces.map((piece) => [piece.slice(0, 40), piece] as const))("%j", again, (_label, piece) => {
    const text = fill(piece, 80_000);
    const contexts: readonly LiteralContext[] = [{ position: "other" }, { position: "credential", name: "password" }];
    for (const context of contexts) {
      const start = performance.now();
      detectCredentials(text, context, { sensitiveNames });
      expect(performance.now() - start, context.position).toBeLessThan(1000);
    }
  });

  it("is no matter of the position", again, () => {
    const start = performance.now();
    for (const piece of ["password=", "://a:", "A", "密"]) {
      const text = fill(piece, 60_000);
      detectCredentials(text, { position: "url" });
      detectCredentials(text, { position: "named", name: text }, { sensitiveNames });
    }
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
