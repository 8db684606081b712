import { runInThisContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { testChooser } from "../../src/dev/mutation/choose-tests.ts";
import { mutantsOf, mutated } from "../../src/dev/mutation/mutants.ts";
import { bitsOf, isAmong, recordName } from "../../src/dev/mutation/probe-record.ts";
import { withProbes } from "../../src/dev/mutation/probes.ts";
import { interval, scoreTable, type Verdict, weakestFiles } from "../../src/dev/mutation/score.ts";

function changed(text: string): readonly string[] {
  return mutantsOf("sample.ts", text).map((mutant) => mutated(text, mutant));
}

describe("mutants", () => {
  test.each([
    ["a < b;", ["a <= b;", "a >= b;", "true;", "false;"]],
    ["a === b;", ["a !== b;", "true;", "false;"]],
    ["a && b;", ["a || b;", "true;", "false;"]],
    ["a ?? b;", ["a && b;"]],
    ["(a) - (b - c);", ["(a) + (b - c);", "(a) - (b + c);"]],
    ["n += 1;", ["n -= 1;"]],
    ["n++;", ["n--;"]],
    ["!a;", ["a;"]],
    ["true;", ["false;"]],
    ["a?.b?.[0]?.();", ["a.b?.[0]?.();", "a?.b[0]?.();", "a?.b?.[0]();"]],
    ["list.some(f);", ["list.every(f);"]],
    ["text.trim();", ["text;"]],
    ["text.toString();", []],
    ["[1];", ["[];"]],
    ["f({ a });", ["f({});"]],
    ["const f = (): number => 1;", ["const f = (): number => undefined;"]],
    ["if (a) b();", ["if (true) b();", "if (false) b();"]],
    ["while (a) b();", ["while (false) b();"]],
    ["switch (a) { case 1: b(); c(); }", ["switch (a) { case 1:  }"]],
    ["function f() { g(); }", ["function f() {}"]],
    ["/^a+[b\\d]$/;", ["/a+[b\\d]$/;", "/^a[b\\d]$/;", "/^a+[^b\\d]$/;", "/^a+[b\\D]$/;", "/^a+[b\\d]/;"]],
    ["String.raw`a+${b}^c\\d`;", ["String.raw`a${b}^c\\d`;", "String.raw`a+${b}c\\d`;", "String.raw`a+${b}^c\\D`;", "String.raw``;"]],
    ["other`a+`;", ["other``;"]],
    ["/\\bx(?=y)/;", ["/\\Bx(?=y)/;", "/\\bx(?!y)/;"]],
  ])("of %s", (text, expected) => {
    expect([...changed(text)].sort()).toEqual([...expected].sort());
  });

  test.each([
    'import a from "b";',
    'export * from "b";',
    'import type { C } from "c";',
    'let a: "b" | "c";',
    'interface A { "b": 1 }',
    "let a = f();",
    '"a" + b;',
    "`a` + b;",
  ])("are none of what is no behaviour: %s", (text) => {
    expect(changed(text).filter((one) => one !== '"" + b;' && one !== "`` + b;")).toEqual([]);
  });

  test("are told by their line", () => {
    expect(mutantsOf("sample.ts", "f();\n\ng(true);")).toEqual([
      { file: "sample.ts", line: 3, operator: "BooleanLiteral", start: 8, end: 12, replacement: "false" },
    ]);
  });
});

describe("probes", () => {
  test("tell which parts are run, and change nothing", () => {
    const source =
      "const f = (a) => (a ? 1 : a ?? 2); function g(a) { if (a) return f(a); else return 3; } switch (g(0)) { case 3: g(null) }";
    const { text, probes } = withProbes("sample.ts", source, 100);
    const record = new Uint8Array(200);
    Object.assign(globalThis, { [recordName]: record });
    expect(runInThisContext(text)).toBe(3);
    Reflect.deleteProperty(globalThis, recordName);
    const run = probes.filter(({ number }) => record[number] === 1).map(({ start, end }) => source.slice(start, end));
    expect(run).toEqual([source, "{ if (a) return f(a); else return 3; }", "return 3;", "g(null)"]);
    expect(probes).toHaveLength(9);
    expect(probes.map(({ number }) => number)).toEqual([100, 101, 102, 103, 104, 105, 106, 107, 108]);
  });

  test("tell of a value that is made once whenever it is asked for", () => {
    const source =
      "const once = (make) => { let value; return () => (value ??= make()); }; const f = once(() => { return [1].map((a) => a); }); f";
    const { text, probes } = withProbes("sample.ts", source, 0);
    const recorded = (ask: () => unknown): readonly string[] => {
      const record = new Uint8Array(20);
      Object.assign(globalThis, { [recordName]: record });
      ask();
      return probes.filter(({ number }) => record[number] === 1).map(({ start, end }) => source.slice(start, end));
    };
    let f: () => unknown = () => undefined;
    recorded(() => {
      f = runInThisContext(`(() => { ${text.replace(/f$/, "return f;")} })()`) as typeof f;
    });
    const made = "once(() => { return [1].map((a) => a); })";
    expect(recorded(f)).toContain(made);
    expect(recorded(f)).toContain(made);
    expect(f()).toEqual([1]);
    Reflect.deleteProperty(globalThis, recordName);
    expect(probes.filter(({ start }) => source.indexOf(made) < start)).toEqual([]);
  });

  test("are kept as bits", () => {
    const record = new Uint8Array(1000);
    for (const number of [0, 7, 8, 900]) record[number] = 1;
    const bits = Buffer.from(bitsOf(record), "base64");
    expect([...record.keys()].filter((number) => isAmong(bits, number))).toEqual([0, 7, 8, 900]);
    expect(isAmong(bits, 5000)).toBe(false);
  });
});

test("the tests for a mutant are those that run its innermost part, its own module's first", () => {
  const bits = (...numbers: readonly number[]): string => {
    const record = new Uint8Array(8);
    for (const number of numbers) record[number] = 1;
    return bitsOf(record);
  };
  const choose = testChooser({
    probes: {
      "src/a/b.ts": [
        { number: 0, start: 0, end: 100 },
        { number: 1, start: 10, end: 50 },
        { number: 2, start: 60, end: 70 },
      ],
    },
    files: [
      {
        file: "test/slow.test.ts",
        loading: 10,
        shared: bits(0),
        tests: [
          { id: "s1", duration: 50, probes: bits(1) },
          { id: "s2", duration: 10, probes: bits(0) },
        ],
      },
      { file: "test/a/b.test.ts", loading: 5, shared: bits(0, 1), tests: [{ id: "b1", duration: 100, probes: bits() }] },
      { file: "test/quick.test.ts", loading: 20, shared: bits(), tests: [{ id: "q1", duration: 1, probes: bits(1) }] },
    ],
  });
  const at = (start: number, end: number): ReturnType<typeof choose> =>
    choose({ file: "src/a/b.ts", line: 1, operator: "Regex", start, end, replacement: "" });
  expect(at(20, 30)).toEqual({
    tests: [{ file: "test/a/b.test.ts" }, { file: "test/quick.test.ts", ids: ["q1"] }, { file: "test/slow.test.ts", ids: ["s1"] }],
    duration: 186,
  });
  expect(at(5, 30).tests).toEqual([{ file: "test/a/b.test.ts" }, { file: "test/slow.test.ts" }]);
  expect(at(61, 62).tests).toEqual([]);
});

describe("the score", () => {
  test("has a line for each part, and one for all", () => {
    const verdicts = [
      { part: "b", verdict: "killed" },
      { part: "a", verdict: "timeout" },
      { part: "b", verdict: "survived" },
      { part: "b", verdict: "uncovered" },
    ] as const;
    expect(scoreTable(verdicts).split("\n")).toEqual([
      expect.stringMatching(/^a: 100\.0 % of 1 detected .*, 1 by time or memory, 0 survived, 0 not run by any test$/),
      expect.stringMatching(/^b: 33\.3 % of 3 detected .*, 0 by time or memory, 1 survived, 1 not run by any test$/),
      expect.stringMatching(/^all: 50\.0 % of 4 detected/),
    ]);
  });

  test("lists the files of which least is noticed, where enough was tried", () => {
    const tried = (file: string, ...verdicts: readonly Verdict[]) => verdicts.map((verdict) => ({ file, verdict }));
    expect(
      weakestFiles([
        ...tried("few.ts", "survived", "survived"),
        ...tried("all.ts", "killed", "killed", "timeout"),
        ...tried("half.ts", "killed", "survived", "timeout", "uncovered"),
        ...tried("third.ts", "killed", "survived", "uncovered"),
      ]),
    ).toEqual(["third.ts: 1 of 3 detected", "half.ts: 2 of 4 detected"]);
  });

  // The values of the textbook: 95 of 100 lie between 88.8 % and 97.8 %.
  test("comes with the interval of Wilson", () => {
    expect(interval(95, 100).map((share) => share.toFixed(3))).toEqual(["0.888", "0.978"]);
    expect(interval(0, 10).map((share) => share.toFixed(3))).toEqual(["0.000", "0.278"]);
  });
});
