import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type FingerprintSubject, fingerprint, fingerprintScheme, fingerprintSubject, numbered } from "../../src/linter/fingerprint.ts";
import { finding } from "./sample.ts";

const subject: FingerprintSubject = {
  code: "SL3002",
  solution: "ContosoCore",
  componentKind: "cloud-flow",
  component: "Get orders",
  operation: "Set_key",
  file: "Workflows/Getorders-0F0F0F0F-1111-2222-3333-444444444444.json",
  pointer: "/properties/definition/actions/Set_key/inputs/variables/0/value",
  discriminator: ["Get_secret"],
};
const of = (changes: Partial<FingerprintSubject> = {}) => fingerprint({ ...subject, ...changes });

test("the recipe solutionlint/v1 is fixed: baselines hang on it", () => {
  expect(fingerprintScheme).toBe("solutionlint/v1");
  expect(of()).toMatchInlineSnapshot(`"24de45bea57630ae"`);
  expect(
    of({
      solution: undefined,
      component: undefined,
      componentKind: undefined,
      operation: undefined,
      pointer: undefined,
      discriminator: undefined,
    }),
  ).toMatchInlineSnapshot(`"795e0e213b83bee4"`);
});

describe("a fingerprint stays the same when", () => {
  test.each<[string, Partial<FingerprintSubject>, Partial<FingerprintSubject>?]>([
    ["the file is renamed by another id", { file: "Workflows/Getorders-9F9F9F9F-AAAA-BBBB-CCCC-DDDDDDDDDDDD.json" }],
    ["the solution is unpacked into folders", { file: "src/Contoso/Workflows/Getorders.json" }],
    ["another element of the list is meant by an index", { pointer: "/properties/definition/actions/Set_key/inputs/variables/7/value" }],
    ["the action moves into a scope", { pointer: "/properties/definition/actions/Scope/actions/Set_key/inputs/variables/0/value" }],
    ["the definition stands alone", { pointer: "/definition/actions/Set_key/inputs/variables/0/value" }],
    [
      "letter case changes",
      { component: "GET ORDERS", solution: "contosocore", operation: "set_KEY", pointer: "/actions/set_KEY/INPUTS/Variables/0/Value" },
    ],
    ["Unicode is composed otherwise", { component: "Caf\u00e9" }, { component: "Cafe\u0301" }],
    [
      "a GUID in a name changes",
      { component: "Flow 0f0f0f0f-1111-2222-3333-444444444444" },
      { component: "Flow {9F9F9F9F-AAAA-BBBB-CCCC-DDDDDDDDDDDD}" },
    ],
    ["a GUID without hyphens changes", { component: `Flow ${"0f".repeat(16)}` }, { component: `Flow ${"A9".repeat(16)}` }],
    [
      "a script gets more lines",
      { componentKind: "desktop-flow", operation: "Main:41" },
      { componentKind: "desktop-flow", operation: "Main:57" },
    ],
    [
      "the file of something outside of components gets another id",
      { component: undefined, file: "x/customizations-0f0f0f0f-1111-2222-3333-444444444444.xml" },
      { component: undefined, file: "customizations-9f9f9f9f-1111-2222-3333-444444444444.xml" },
    ],
  ])("%s", (_, changes, from = {}) => {
    expect(of(changes)).toBe(of(from));
  });
});

describe("a fingerprint differs by", () => {
  test.each<[string, Partial<FingerprintSubject>]>([
    ["the rule", { code: "SL3003" }],
    ["the solution", { solution: "Other" }],
    ["the component", { component: "Get invoices" }],
    ["the kind of component", { componentKind: "desktop-flow" }],
    ["the operation", { operation: "Set_token", pointer: "/properties/definition/actions/Set_token/inputs/variables/0/value" }],
    ["the member", { pointer: "/properties/definition/actions/Set_key/inputs/variables/0/name" }],
    ["the further names", { discriminator: ["Get_other_secret"] }],
    ["the border between two names", { solution: "ContosoCoreG", component: "et orders" }],
  ])("%s", (_, changes) => {
    expect(of(changes)).not.toBe(of());
  });

  test("a cloud flow's operation may end in a number", () => {
    expect(of({ operation: "Set:1", pointer: "" })).not.toBe(of({ operation: "Set:2", pointer: "" }));
  });
});

test("message, level, position and path do not take part", () => {
  const changed = finding({ message: "Other.", level: "note", location: { path: "b.zip", line: 7, column: 3, offset: 99 } });
  const more = { solution: "ContosoCore" };
  expect(fingerprint(fingerprintSubject(changed, more))).toBe(fingerprint(fingerprintSubject(finding(), more)));
});

test("findings that share names are counted in report order", () => {
  const [first, second, other, third] = numbered([subject, subject, { ...subject, code: "SL1" }, subject].map(fingerprint));
  expect(first).toMatch(/^[0-9a-f]{16}$/);
  expect([second, third]).toEqual([`${first}:2`, `${first}:3`]);
  expect(other).toMatch(/^[0-9a-f]{16}$/);
});

test("the fingerprints of a run are the same set in any order of its findings, and all different", () => {
  const item = fc.record({ code: fc.constantFrom("SL1", "SL2"), component: fc.constantFrom("A", "a", "B"), file: fc.constant("f") });
  fc.assert(
    fc.property(
      fc.array(item, { maxLength: 12 }).chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
      ([list, shuffled]) => {
        const made = numbered(list.map(fingerprint));
        expect(new Set(made).size).toBe(list.length);
        expect(numbered(shuffled.map(fingerprint)).sort()).toEqual([...made].sort());
      },
    ),
  );
});

test("odd texts do no harm", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string(), (name, pointer) => {
      expect(of({ component: name, operation: name, pointer })).toMatch(/^[0-9a-f]{16}$/);
    }),
  );
});
