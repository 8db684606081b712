import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { json } from "../../src/report/json.ts";
import { jsonText } from "../../src/report/sanitize.ts";
import { componentKinds } from "../../src/source/component-kind.ts";
import { clean, context, hostile, sample } from "./sample.ts";

interface Report {
  readonly solutions: readonly Record<string, unknown>[];
  readonly findings: readonly { readonly [key: string]: unknown; readonly location: Record<string, unknown> }[];
}

const schema: unknown = JSON.parse(readFileSync(new URL("../../report.schema.json", import.meta.url), "utf8"));
const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema as object);

function read(result = sample): Report {
  return JSON.parse(json.report(result, context)) as Report;
}

describe("the JSON report", () => {
  test.each([
    ["a full run", sample],
    ["a clean run", clean],
    ["an empty run", { ...clean, solutions: [] }],
  ])("of %s is valid against its schema", (_name, result) => {
    validate(read(result));
    expect(validate.errors).toBeNull();
  });

  test.each([
    ["a full run", sample],
    ["a clean run", { ...clean, solutions: [] }],
  ])("of %s is laid out as JSON.stringify does it, though it is made in pieces", (_name, result) => {
    expect(json.report(result, context)).toBe(jsonText(read(result)));
    expect([...(json.pieces?.(result, context) ?? [])].join("")).toBe(json.report(result, context));
  });

  test("may be about every kind of component", () => {
    const about = (componentKind: string): typeof sample => {
      const [finding] = sample.findings;
      if (finding === undefined) throw new Error("The sample has no finding.");
      return { ...sample, findings: [{ ...finding, location: { ...finding.location, componentKind } }] };
    };
    for (const kind of componentKinds) expect(validate(read(about(kind))), kind).toBe(true);
    expect(validate(read(about("unheard-of")))).toBe(false);
  });

  test("cannot grow a member that the schema does not know", () => {
    const report = structuredClone(read()) as unknown as { findings: { location: Record<string, unknown> }[] };
    if (report.findings[0] !== undefined) report.findings[0].location.offset = 1;
    expect(validate(report)).toBe(false);
  });

  test("names members in the order of the contract", () => {
    const report = read({ ...sample, findings: sample.findings.map((finding) => ({ ...finding, solution: "ContosoErp" })) });
    validate(report);
    expect(validate.errors).toBeNull();
    expect(Object.keys(report)).toEqual(["version", "tool", "solutions", "findings", "summary"]);
    expect(Object.keys(report.solutions[0] ?? {}).slice(0, 3)).toEqual(["path", "root", "kind"]);
    expect(Object.keys(report.findings[0] ?? {})).toEqual([
      "code",
      "rule",
      "level",
      "confidence",
      "message",
      "advice",
      "location",
      "solution",
      "flow",
      "related",
      "fixable",
      "fingerprint",
      "suppressed",
      "help",
    ]);
    expect(Object.keys(report.findings[0]?.location ?? {})).toEqual([
      "path",
      "file",
      "pointer",
      "line",
      "column",
      "endLine",
      "endColumn",
      "component",
      "componentKind",
      "operation",
    ]);
  });

  test("leaves out what there is none of, and gives the host of a script", () => {
    const script = read().findings.find((finding) => finding.code === "SL7003");
    expect(script?.location).not.toHaveProperty("pointer");
    expect(script?.location.host).toMatchObject({ file: "customizations.xml", line: 96, column: 19 });
    expect(read().findings.find((finding) => finding.code === "SL0001")).not.toHaveProperty("advice");
  });

  test("marks what is suppressed", () => {
    expect(
      read()
        .findings.map((finding) => finding.suppressed)
        .filter((suppressed) => suppressed !== null),
    ).toEqual([{ kind: "inSource", reason: "test data only" }, { kind: "baseline" }]);
  });

  test("gives names as they are to who parses it", () => {
    expect(read().findings.find((finding) => finding.location.component === hostile)).toBeDefined();
  });
});
