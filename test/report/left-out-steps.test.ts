import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Log } from "sarif";
import { expect, test } from "vitest";
import { html } from "../../src/report/html.ts";
import { json } from "../../src/report/json.ts";
import { markdown } from "../../src/report/markdown.ts";
import { pictureOfFinding } from "../../src/report/picture/from-finding.ts";
import { sarif } from "../../src/report/sarif.ts";
import { stylish } from "../../src/report/stylish.ts";
import { clean, context, finding, location, step } from "./sample.ts";

const at = (line: number) =>
  location("src/Contoso", "Workflows/x.json", line, 3, {
    component: "Get orders",
    componentKind: "cloud-flow",
    operation: `Action_${line}`,
  });
const long = finding("SL3002", at(4), "Long.", {
  flow: [step("begins", at(1)), { ...step("goes on", at(2)), leftOut: 1980 }, step("comes near", at(3)), step("ends", at(4))],
});
const result = { ...clean, findings: [long] };

test("the terminal counts what is left out of a way, even of one that fits", () => {
  const lines = stylish.report(result, context).split("\n");
  expect(lines.filter((line) => line.includes("1980 more steps"))).toHaveLength(1);
  expect(lines.findIndex((line) => line.includes("1980"))).toBe(lines.findIndex((line) => line.includes("Action_2")) + 1);
});

test("the terminal counts what it folds itself together with what is left out before", () => {
  const flow = Array.from({ length: 20 }, (_, index) => ({ ...step("goes on", at(index + 1)), ...(index === 9 ? { leftOut: 100 } : {}) }));
  expect(stylish.report({ ...clean, findings: [{ ...long, flow }] }, context)).toContain("108 more steps");
});

test("the summary of a pull request counts them, and keeps both ends", () => {
  const flow = Array.from({ length: 20 }, (_, index) => ({ ...step("goes on", at(index + 1)), ...(index === 9 ? { leftOut: 100 } : {}) }));
  const text = markdown.report({ ...clean, findings: [{ ...long, flow }] }, context);
  expect(text).toMatch(/Action\\_4 \(goes on\) → 112 more steps → Action\\_17 \(goes on\) → .*Action\\_20 \(goes on\) \|/);
});

test("the page lists them as one item without a number", () => {
  expect(html.report(result, context)).toContain('<li class="gap">1980 more steps</li>');
});

test("the picture says so at the arrow", () => {
  const picture = pictureOfFinding(long);
  expect(picture?.title).toContain("1984 steps");
  expect(picture?.edges.map(({ label }) => label)).toContain("… 1980 more steps … comes near");
});

test("SARIF says so in the message of the step before", () => {
  const log = JSON.parse(sarif.report(result, context)) as Log;
  const steps = log.runs[0]?.results?.[0]?.codeFlows?.[0]?.threadFlows[0]?.locations.map((entry) => entry.location?.message?.text);
  expect(steps).toEqual(["begins", "goes on (then 1980 more steps)", "comes near", "ends"]);
});

test("JSON has the number, as the schema says", () => {
  const report: unknown = JSON.parse(json.report(result, context));
  const schema: unknown = JSON.parse(readFileSync(new URL("../../report.schema.json", import.meta.url), "utf8"));
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema as object);
  validate(report);
  expect(validate.errors).toBeNull();
  expect((report as { findings: { flow: { leftOut?: number }[] }[] }).findings[0]?.flow.map(({ leftOut }) => leftOut)).toEqual([
    undefined,
    1980,
    undefined,
    undefined,
  ]);
});
