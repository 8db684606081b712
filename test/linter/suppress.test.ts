import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ruleNames } from "../../src/config/rule-names.ts";
import { applyDirectives, type Directive, type DirectiveScope, noteDirectives, robinDirectives } from "../../src/linter/suppress.ts";
import { expectLinear } from "../growth.ts";
import { finding } from "./sample.ts";

const flow: DirectiveScope = { path: "a.zip", file: "Workflows/Get.json" };
const names = ruleNames([
  { code: "SL3002", name: "secret-in-variable" },
  { code: "SL3005", name: "secret-in-message" },
]);
const read = (note: string) => noteDirectives(note, flow).map(({ rules, reason }) => ({ rules, reason }));
const apply = (findings: Parameters<typeof applyDirectives>[0], directives: readonly Directive[], ran = (_rule: string) => true) =>
  applyDirectives(findings, directives, names, ran);

describe("a note", () => {
  test.each<[string, { readonly rules: readonly string[]; readonly reason: string | undefined }[]]>([
    ["Sends the order.", []],
    ["solutionlint-disable secret-in-message -- agreed with security", [{ rules: ["secret-in-message"], reason: "agreed with security" }]],
    ["solutionlint-disable secret-in-message", [{ rules: ["secret-in-message"], reason: undefined }]],
    ["solutionlint-disable secret-in-message --", [{ rules: ["secret-in-message"], reason: undefined }]],
    ["solutionlint-disable secret-in-message because of it", [{ rules: ["secret-in-message"], reason: undefined }]],
    ["solutionlint-disable a, b ,SL3002--why -- so", [{ rules: ["a", "b", "SL3002"], reason: "why -- so" }]],
    ["solutionlint-disable a \u2014 why", [{ rules: ["a"], reason: "why" }]],
    ["solutionlint-disable a \u2013 why", [{ rules: ["a"], reason: "why" }]],
    ["solutionlint-disable: contoso/no-http -- why", [{ rules: ["contoso/no-http"], reason: "why" }]],
    ["solutionlint-disable -- why", [{ rules: [], reason: "why" }]],
    ["solutionlint-disable", [{ rules: [], reason: undefined }]],
    ["solutionlint-disable a,, b", [{ rules: ["a"], reason: undefined }]],
    ["Text. solutionlint-disable a -- why\r\nMore text.", [{ rules: ["a"], reason: "why" }]],
    [
      "solutionlint-disable a -- one solutionlint-disable b -- two\nsolutionlint-disable c",
      [
        { rules: ["a"], reason: "one" },
        { rules: ["b"], reason: "two" },
        { rules: ["c"], reason: undefined },
      ],
    ],
    ["solutionlint-disabled a", []],
    ["my-solutionlint-disables a", []],
    ["solutionlint-disable-next-line a -- why", [{ rules: ["a"], reason: "why" }]],
    ["solutionlint-disable-next-lines a", []],
    ["Solutionlint-disable a -- Why", [{ rules: ["a"], reason: "Why" }]],
  ])("%j", (note, expected) => {
    expect(read(note)).toEqual(expected);
  });

  test("the span is the directive without what stands around it", () => {
    const note = "Text. solutionlint-disable a -- why  \nMore.";
    const [directive] = noteDirectives(note, flow);
    expect(note.slice(directive?.span.start, directive?.span.end)).toBe("solutionlint-disable a -- why");
  });

  test("of any text is read in linear time, with spans inside of it", () => {
    expectLinear((size) => expect(read("solutionlint-disable ".repeat(size))).toHaveLength(size), 2_000);
    expectLinear((size) => expect(read(`solutionlint-disable a,${" ".repeat(size)}`)).toHaveLength(1), 20_000);
    expectLinear((size) => expect(read(`solutionlint-disable ${"a-".repeat(size)}`)).toHaveLength(1), 10_000);
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("solutionlint-disable", "-next-line", " ", ",", "a", "-", "--", "\n", "/", "\u{1f600}")),
        (pieces) => {
          const note = pieces.join("");
          for (const { span } of noteDirectives(note, flow))
            expect(note.slice(span.start, span.end)).toMatch(/^solutionlint-disable(.*\S)?$/s);
        },
      ),
    );
  });
});

test("many directives that all fit are applied to many findings in linear time", () => {
  const [directive] = noteDirectives("solutionlint-disable secret-in-variable -- known", flow);
  expectLinear((size) => {
    const findings = Array.from({ length: size }, () => finding());
    const { findings: marked, unused } = apply(findings, Array<Directive>(size).fill(directive as Directive));
    expect(marked[size - 1]?.suppressed).toEqual({ kind: "inSource", reason: "known" });
    expect(unused).toEqual([]);
  }, 1000);
});

describe("comments of a script", () => {
  const script: DirectiveScope = { path: "a.zip", file: "Workflows/Post.json!/script.robin" };
  const after = (line: number) => (line < 10 ? { from: line + 2, to: line + 4 } : undefined);
  const scopes = (text: string, line = 3) => robinDirectives([{ text, line, subflow: "Main" }], script, after).map(({ scope }) => scope);

  test("-next-line is about the next statement, all lines of it", () => {
    expect(scopes(" solutionlint-disable-next-line secret-in-variable -- why")).toEqual([{ ...script, lines: { from: 5, to: 7 } }]);
  });

  test("-next-line at the end is about the line below", () => {
    expect(scopes("solutionlint-disable-next-line a", 10)).toEqual([{ ...script, lines: { from: 11, to: 11 } }]);
  });

  test("without it the rest of the subflow is meant", () => {
    expect(scopes("solutionlint-disable a")).toEqual([{ ...script, subflow: "Main", lines: { from: 3 } }]);
  });

  test.each<[string, number, boolean]>([
    ["Main:5", 5, true],
    ["main:9", 9, true],
    ["Main:2", 2, false],
    ["Other:5", 5, false],
  ])("a finding at %s", (operation, line, suppressed) => {
    const directives = robinDirectives([{ text: "solutionlint-disable SL3002", line: 3, subflow: "Main" }], script, after);
    const { findings } = apply([finding({ location: { file: script.file, operation, line } })], directives);
    expect(findings[0]?.suppressed !== null).toBe(suppressed);
  });
});

describe("a directive is about", () => {
  const of = (scope: Partial<DirectiveScope>, location: Parameters<typeof finding>[0]) =>
    apply([finding(location)], noteDirectives("solutionlint-disable secret-in-variable -- why", { ...flow, ...scope })).findings[0]
      ?.suppressed ?? null;
  const suppressed = { kind: "inSource", reason: "why" };

  test("the findings of its file and its rule", () => {
    expect(of({}, {})).toEqual(suppressed);
    expect(of({}, { rule: "secret-in-message" })).toBeNull();
    expect(of({}, { location: { file: "Workflows/Other.json" } })).toBeNull();
    expect(of({}, { location: { path: "b.zip" } })).toBeNull();
  });

  test("what is embedded in its file", () => {
    expect(of({}, { location: { file: "Workflows/Get.json!/script.robin" } })).toEqual(suppressed);
    expect(of({}, { location: { file: "Workflows/Get.json.bak" } })).toBeNull();
    expect(of({ file: "x.zip" }, { location: { file: "x.zip!/y.json!/script.robin" } })).toEqual(suppressed);
  });

  test("its operation and those in it", () => {
    expect(of({ operations: new Set(["Scope", "Set_key"]) }, {})).toEqual(suppressed);
    expect(of({ operations: new Set(["Other"]) }, {})).toBeNull();
  });

  test("its component, where a file holds several", () => {
    expect(of({ component: "Get orders" }, {})).toEqual(suppressed);
    expect(of({ component: "Other" }, {})).toBeNull();
  });

  test("a finding that is suppressed otherwise stays so", () => {
    expect(of({}, { suppressed: { kind: "configuration" } })).toEqual({ kind: "configuration" });
  });
});

describe("what is said about directives", () => {
  const at = (note: string) => noteDirectives(note, flow);

  test("used ones are not reported, unused ones are, rule by rule", () => {
    const { unused } = apply([finding()], at("solutionlint-disable secret-in-variable, SL3005 -- why"));
    expect(unused).toEqual([{ index: 0, rule: "SL3005", why: "nothing" }]);
  });

  test("of two that fit both are used", () => {
    const { findings, unused } = apply(
      [finding()],
      [...at("solutionlint-disable SL3002 -- first"), ...at("solutionlint-disable sl3002 -- second")],
    );
    expect(findings[0]?.suppressed).toEqual({ kind: "inSource", reason: "first" });
    expect(unused).toEqual([]);
  });

  test("a rule that did not run cannot be called unused", () => {
    expect(apply([], at("solutionlint-disable secret-in-variable -- why"), () => false).unused).toEqual([]);
  });

  test("unknown rules and missing rules", () => {
    expect(apply([], [...at("solutionlint-disable secret-in-varible -- why"), ...at("solutionlint-disable")]).unused).toEqual([
      {
        index: 0,
        rule: "secret-in-varible",
        why: "unknown-rule",
        hint: 'there is no rule "secret-in-varible"; did you mean "secret-in-variable"?',
      },
      { index: 1, rule: "", why: "no-rule" },
    ]);
  });

  test("missing reasons", () => {
    expect(apply([finding()], [...at("solutionlint-disable SL3002 -- why"), ...at("solutionlint-disable SL3002")]).withoutReason).toEqual([
      1,
    ]);
  });
});
