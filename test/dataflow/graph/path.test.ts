import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  anyStep,
  cut,
  isElementStep,
  maxPathLength,
  meets,
  type Path,
  pathKey,
  pathOf,
  readThrough,
  type Step,
  stepsOf,
} from "../../../src/dataflow/graph/path.ts";

const key: fc.Arbitrary<Step> = fc.constantFrom("body", "value", "name", "0", "1");
const step: fc.Arbitrary<Step> = fc.oneof({ weight: 5, arbitrary: key }, { weight: 1, arbitrary: fc.constant(anyStep) });
const keys = fc.array(key, { maxLength: 12 });
const path = fc.array(step, { maxLength: 12 });

describe("reading a path of a value that holds something", () => {
  it.each<[title: string, held: Path, read: Path, below: Path | undefined]>([
    ["gives what lies below what was read", ["body", "value"], ["body"], ["value"]],
    ["gives all of it at its own place", ["body", "value"], ["body", "value"], []],
    ["gives a part of it below its place", ["body", "value"], ["body", "value", "password"], []],
    ["gives nothing beside it", ["body", "value"], ["body", "name"], undefined],
    ["gives nothing beside it, however deep", ["body", "value"], ["headers", "value"], undefined],
    ["takes any element for the one that holds it", ["0", "value"], [anyStep, "value"], []],
    ["finds it in any element", [anyStep, "value"], ["3", "value"], []],
    ["tells two elements apart", ["0"], ["1"], undefined],
    ["gives everything when everything is read", ["body", "value"], [], ["body", "value"]],
  ])("%s", (_, held, read, below) => {
    expect(readThrough(held, read)).toEqual(below);
    expect(meets(held, read)).toBe(below !== undefined);
  });

  it("finds at the end of a way what was put there", () => {
    fc.assert(
      fc.property(path, path, (outer, inner) => {
        expect(readThrough([...outer, ...inner], outer)).toEqual(inner);
      }),
    );
  });

  it("finds in every part of a secret the secret", () => {
    fc.assert(
      fc.property(path, path, (held, deeper) => {
        expect(readThrough(held, [...held, ...deeper])).toEqual([]);
      }),
    );
  });

  it("meets both ways", () => {
    fc.assert(
      fc.property(path, path, (a, b) => {
        expect(meets(a, b)).toBe(meets(b, a));
      }),
    );
  });

  it("meets everything that a path without a name in a step meets", () => {
    fc.assert(
      fc.property(keys, keys, fc.nat(), (held, read, position) => {
        fc.pre(meets(held, read) && read.length > 0);
        expect(meets(held, read.with(position % read.length, anyStep))).toBe(true);
      }),
    );
  });

  it("composes: reading in two steps gives what reading at once gives", () => {
    fc.assert(
      fc.property(keys, keys, keys, (held, first, second) => {
        const between = readThrough(held, first);
        expect(between === undefined ? undefined : readThrough(between, second)).toEqual(readThrough(held, [...first, ...second]));
      }),
    );
  });
});

describe("a path that is too long", () => {
  it("is cut to a prefix, which stands for everything below it", () => {
    fc.assert(
      fc.property(path, (long) => {
        const short = cut(long);
        expect(short.length).toBe(Math.min(long.length, maxPathLength));
        expect(long.slice(0, short.length)).toEqual(short);
      }),
    );
  });

  it("still meets everything that it met before", () => {
    fc.assert(
      fc.property(path, path, (held, read) => {
        if (meets(held, read)) expect(meets(cut(held), read)).toBe(true);
      }),
    );
  });
});

describe("the key of a path", () => {
  it("is the same for equal paths only", () => {
    fc.assert(
      fc.property(path, path, (a, b) => {
        const equal = a.length === b.length && a.every((one, index) => one === b[index]);
        expect(pathKey(a) === pathKey(b)).toBe(equal);
      }),
    );
  });

  it("tells a step named like the sign for any step from any step", () => {
    expect(pathKey(["*"])).not.toBe(pathKey([anyStep]));
  });

  it("tells two steps from one that holds both names", () => {
    expect(pathKey(["a", "b"])).not.toBe(pathKey(["a b"]));
    expect(pathKey(["ab"])).not.toBe(pathKey(["a", "b"]));
  });
});

describe("steps", () => {
  it("are compared without letter case", () => {
    expect(pathOf("Body", "Value")).toEqual(["body", "value"]);
    expect(stepsOf(["Body", 0, { kind: "computed" }])).toEqual(["body", "0", anyStep]);
  });

  it.each<[string, Step]>([
    ["@@odata.type", "@odata.type"],
    ["@{concat('Pass', 'word')}", "password"],
    ["My @{'Key'}", "my key"],
    ["@{variables('At')}odata.type", anyStep],
    ["@items('Each')", anyStep],
    ["@{concat('a'", anyStep],
  ])("of the key %s are as far as it is written", (key, step) => {
    expect(pathOf(key)).toEqual([step]);
  });

  it.each<[Step | undefined, boolean]>([
    ["0", true],
    ["12", true],
    [anyStep, true],
    ["value", false],
    ["-1", false],
    ["1a", false],
    [undefined, false],
  ])("%s picks an element: %s", (one, picks) => expect(isElementStep(one)).toBe(picks));
});
