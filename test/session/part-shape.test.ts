import { describe, expect, it } from "vitest";
import { isObject, type Json } from "../../src/json.ts";
import type { Part } from "../../src/linter/part.ts";
import { isPart } from "../../src/session/part-shape.ts";
import { finding, location } from "../linter/sample.ts";

const part: Part = {
  solutions: [
    {
      path: "a.zip",
      root: "",
      kind: "solution",
      uniqueName: "Orders",
      version: "1.0.0.0",
      managed: null,
      cloudFlows: 1,
      desktopFlows: 0,
      connectionReferences: 0,
      environmentVariables: 0,
      actions: 1,
    },
  ],
  findings: [
    finding({
      advice: "Turn on Secure Outputs.",
      location: { xpath: "//a", host: location({ host: location() }), source: location() },
      flow: [{ message: "reads it", location: location(), kind: "vault", shown: true, leftOut: 1 }],
      related: [{ message: "The same here.", location: location() }],
      fix: { description: "Does it.", replacements: [{ location: location(), text: "x" }] },
      excerpt: { language: "json", lines: [{ number: 1, parts: [{ text: "x", kind: "code", marked: true }] }] },
      solution: "Orders",
      suppressed: { kind: "inSource", reason: "known" },
    }),
  ],
  aboutSuppressions: [finding()],
  usedOverrides: ["0 secret-in-variable"],
  components: [{ path: "a.zip", file: "x", owner: { kind: "cloud-flow", name: "Get", operation: "Set", solution: "Orders" } }],
  failures: [{ rule: "secret-in-variable", error: "x" }],
  isEmpty: false,
  unread: [{ message: "This is not valid JSON.", location: location() }],
};
const json = JSON.parse(JSON.stringify(part)) as Json;

/** The pointers of all values. */
function pointersIn(value: Json | undefined, at: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => pointersIn(inner as Json, [...at, key]))];
}

/** The value with another one at a pointer. */
function withValueAt(value: Json | undefined, [step, ...rest]: readonly string[], other: Json): Json {
  if (step === undefined) return other;
  if (Array.isArray(value)) return value.map((entry: Json, index) => (String(index) === step ? withValueAt(entry, rest, other) : entry));
  if (!isObject(value)) throw new Error(`There is no '${step}'.`);
  return { ...value, [step]: withValueAt(value[step], rest, other) };
}

describe("a part", () => {
  it("is one, with all that it can have and with nothing", () => {
    expect(isPart(json)).toBe(true);
    expect(isPart({ ...part, solutions: [], findings: [], aboutSuppressions: [], components: [] })).toBe(true);
  });

  it.each(pointersIn(json).map((pointer) => [pointer.join("/"), pointer] as const))(
    "is none where '%s' is something else",
    (name, pointer) => {
      expect(isPart(withValueAt(json, pointer, [{ forged: true }]))).toBe(name === "failures/0/error");
      expect(isPart(withValueAt(json, pointer, { forged: true }))).toBe(name === "failures/0/error");
    },
  );

  it.each([null, "x", 1, [], {}])("is none: %j", (value) => {
    expect(isPart(value)).toBe(false);
  });
});
