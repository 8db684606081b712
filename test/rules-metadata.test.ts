import { existsSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { append } from "../src/collections.ts";
import { defaultOptions } from "../src/config/resolve.ts";
import { registryText } from "../src/dev/generate.ts";
import { loadRuleFolder, type RuleFolder, repository, ruleFolderNames } from "../src/dev/rule-folders.ts";
import { rulePageText } from "../src/dev/rule-page.ts";
import { usualSafety } from "../src/repair/repair.ts";
import { detectCredentials } from "../src/secrets/detect.ts";
import { findingsOf } from "../src/testing/rule-tester.ts";

/** Codes of rules that are gone: they are never given to another rule. */
const retiredCodes: readonly string[] = [];

const folderNames = ruleFolderNames();
const parts = ["rule.ts", "rule.md", "cases.ts"] as const;
const fileOf = (name: string, part: string): URL => new URL(`rules/${name}/${part}`, repository);
const missingParts = (name: string): readonly string[] => parts.filter((part) => !existsSync(fileOf(name, part)));
const folders: readonly RuleFolder[] = await Promise.all(folderNames.filter((name) => missingParts(name).length === 0).map(loadRuleFolder));

it.each(folderNames)("rules/%s has rule.ts, rule.md and cases.ts", (name) => {
  expect(missingParts(name), `Write the missing files of rules/${name}; docs/writing-a-rule.md says how`).toEqual([]);
});

it("rules/index.ts is what the generator makes of the folders: run `npm run generate`", () => {
  expect(readFileSync(new URL("rules/index.ts", repository), "utf8")).toBe(registryText(folderNames));
});

it("no code is given twice", () => {
  const byCode = new Map<string, string[]>();
  for (const { name, rule } of folders) append(byCode, rule.code, name);
  expect([...byCode].filter(([, names]) => names.length > 1)).toEqual([]);
  expect(folders.filter(({ rule }) => retiredCodes.includes(rule.code)).map(({ name }) => name)).toEqual([]);
});

describe.each(folders)("$name", ({ name, rule, cases, page }) => {
  const found = cases.invalid.map((one) => findingsOf(rule, one));

  it("is named like its folder, in kebab-case, and has a code", () => {
    expect(rule.name).toBe(name);
    expect(name).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
    expect(rule.code).toMatch(/^SL[0-8]\d{3}$/);
    expect(rule.since).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it("is summed up in one sentence of at most 100 characters", () => {
    expect(rule.summary.length).toBeLessThanOrEqual(100);
    expect(rule.summary).toMatch(/^[A-Z'`].*\.$/);
  });

  it("has one check", () => {
    expect([rule.check, rule.checkSuppressions].filter((check) => check !== undefined)).toHaveLength(1);
  });

  it("is justified by a page, and says how bad it is if it is about security", () => {
    expect(rule.source).toMatch(/^https:\/\/\S+$/);
    const aboutSecurity = /^SL[123478]/.test(rule.code) || rule.securitySeverity !== undefined;
    if (!aboutSecurity) return;
    expect(rule.securitySeverity).toBeGreaterThan(0);
    expect(rule.securitySeverity).toBeLessThanOrEqual(10);
    expect(rule.cwe?.length).toBeGreaterThan(0);
  });

  it("has at least two invalid cases, each with a name of its own", () => {
    expect(cases.invalid.length).toBeGreaterThanOrEqual(2);
    expect(cases.invalid.filter((one) => one.findings.length === 0).map((one) => one.name)).toEqual([]);
    const names = [...cases.valid, ...cases.invalid].map((one) => one.name);
    expect(names.filter((one, index) => names.indexOf(one) !== index)).toEqual([]);
  });

  it("has an invalid case for every message", () => {
    const reported = new Set(found.flat().map((finding) => finding.messageId));
    expect(Object.keys(rule.messages).filter((id) => !reported.has(id))).toEqual([]);
  });

  it("says that it is fixable exactly if it proposes repairs, and as what", () => {
    const safeties = new Set(found.flat().flatMap(({ repairs }) => repairs.map(usualSafety)));
    expect(rule.fixable).toBe(safeties.has("safe") ? "safe" : safeties.has("unsafe") ? "unsafe" : undefined);
  });

  it("gives advice only for messages that exist", () => {
    expect(Object.keys(rule.advice ?? {}).filter((id) => !Object.hasOwn(rule.messages, id))).toEqual([]);
  });

  it("fills in every placeholder, and ends every text like a sentence", () => {
    for (const { message, advice } of found.flat()) {
      for (const text of [message, ...(advice === undefined ? [] : [advice])]) {
        expect(text).not.toMatch(/\{\w+\}|undefined|\[object/);
        expect(text).toMatch(/^\S.*[.?]$/s);
        expect(text).not.toMatch(/\.\.$| {2}|\n/);
      }
    }
  });

  it("speaks to makers: no words of analysers", () => {
    for (const text of [rule.summary, ...Object.values(rule.messages), ...Object.values(rule.advice ?? {})])
      expect(text).not.toMatch(/\b(?:taint(?:ed)?|sinks?|dataflow|data-flow|AST|nodes?|visitors?|sanitiz\w*)\b/i);
  });

  const { options } = rule;
  if (options !== undefined)
    it("has options that a validator takes in strict mode, each with a default that fits and a description", () => {
      const validate = new Ajv({ strict: true, allErrors: true, formats: { regex: true } }).compile(options);
      expect(validate(defaultOptions(rule)), JSON.stringify(validate.errors)).toBe(true);
      const properties = Object.entries(
        options.properties as Record<string, { readonly default?: unknown; readonly description?: string }>,
      );
      expect(properties.filter(([, property]) => property.default === undefined).map(([option]) => option)).toEqual([]);
      expect(properties.filter(([, property]) => property.description?.endsWith(".") !== true).map(([option]) => option)).toEqual([]);
      expect(options.additionalProperties).toBe(false);
    });

  it("has a page with the headings in their order, and something below each", () => {
    const sections = withoutCode(page).split(/^(?=## )/m);
    const headings = sections.map((section) => section.slice(0, section.indexOf("\n")).trim());
    expect(headings).toEqual(["## Why", "## How to fix", "## When not to use it", "## How it decides"]);
    for (const section of sections) expect(section.slice(section.indexOf("\n")).trim().length).toBeGreaterThan(20);
    expect(withoutCode(page)).not.toMatch(/^# /m);
  });

  it("has a page whose two examples show what makes the difference, and nothing that scanners block", () => {
    const text = rulePageText({ name, rule, cases, page });
    const [wrong = "", right = ""] = text.slice(text.indexOf("\n## Examples\n")).split(/^No finding: .*$/m);
    const own = wrong.replace(/^(?:\n## Examples|A finding: .*|>.*)$/gm, "").trim();
    // What opening an archive finds wrong is not in the files of an example.
    if (cases.example.wrong.problems === undefined) {
      expect(own).not.toBe("");
      expect(own).not.toBe(right.trim());
    }
    expect(text.split("\n").filter((line) => blocked.test(line))).toEqual([]);
  });

  it("has a page whose links lead somewhere", () => {
    const links = [...page.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? "");
    const dead = links.filter((link) => !/^(?:https:\/\/|#)/.test(link) && !leadsSomewhere(link));
    expect(dead).toEqual([]);
  });

  it("has a page that names only rules that exist", () => {
    const named = [...page.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map((match) => match[1] ?? "");
    const families = /^(?:secret|missing|desktop|hardcoded|unused|shipped|insecure|credential)-/;
    expect(named.filter((one) => families.test(one) && !folderNames.includes(one))).toEqual([]);
  });

  it("imports nothing but the face for rules", () => {
    // As the formatter writes them: a message may well say that something comes from '…'.
    const imports = readFileSync(fileOf(name, "rule.ts"), "utf8").matchAll(
      /^(?:import|export|\}).*? from "([^"]+)";$|\bimport\("([^"]+)"\)|^import "([^"]+)";$/gm,
    );
    expect([...new Set([...imports].map((match) => match[1] ?? match[2] ?? match[3]))]).toEqual(["../../src/rule.ts"]);
  });

  it.each(parts)("writes nothing in %s that looks like a real credential: put it together at run time", (part) => {
    const lines = readFileSync(fileOf(name, part), "utf8").split("\n");
    const suspicious = lines.flatMap((line, index) => (looksReal(line) ? [`${part}:${index + 1}`] : []));
    expect(suspicious).toEqual([]);
  });
});

function withoutCode(markdown: string): string {
  return markdown.replace(/^( *)```.*?^\1```$/gms, "").trim();
}

/** Pages stand in `docs/rules`. */
function leadsSomewhere(link: string): boolean {
  const [file = ""] = link.split("#");
  const rule = /^(?:\.\/)?([a-z0-9-]+)\.md$/.exec(file)?.[1];
  return rule === undefined ? existsSync(new URL(file, new URL("docs/rules/", repository))) : folderNames.includes(rule);
}

/** Formats that the scanners of code hosts block when they are pushed. */
const blocked =
  /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{22,}|glpat-[\w-]{20}|xox[abprs]-[\w-]{10,}|sk-[A-Za-z0-9_-]{20,}|sk_(?:live|test)_\w{16,}|AKIA[0-9A-Z]{16}|AIza[\w-]{35}|SG\.[\w-]{16,}\.[\w-]{16,}|npm_[A-Za-z0-9]{36}|ya29\.[\w-]{20,}|eyJ[\w-]{10,}\.eyJ[\w-]{10,})|hooks\.slack\.com\/services\/T\w{6,}|-----BEGIN [A-Z ]*PRIVATE KEY|(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{20,}|[?&]sig=[A-Za-z0-9%_-]{20,}|\b[\w.~-]{3}[78]Q~[\w.~-]{31,34}/;

function looksReal(line: string): boolean {
  if (blocked.test(line)) return true;
  return detectCredentials(line, { position: "other" }, { sensitiveNames: [] }).some(
    ({ evidence, confidence }) => evidence.includes("shape") && confidence === "high",
  );
}
