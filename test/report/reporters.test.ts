import { XMLValidator } from "fast-xml-parser";
import { describe, expect, test } from "vitest";
import { isReporterName, loadReporter, reporterNames } from "../../src/report/index.ts";
import type { Reporter } from "../../src/report/reporter.ts";
import { attribute, child, children, parseXml, type XmlElement } from "../../src/source/xml.ts";
import { clean, context, finding, forbidden, hostile, location, manyFindings, sample, solutions } from "./sample.ts";

const reporters: readonly Reporter[] = await Promise.all(reporterNames.map(loadReporter));

function reporter(name: string): Reporter {
  const found = reporters.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no reporter ${name}`);
  return found;
}

test("every format has its reporter", () => {
  expect(reporters.map(({ name }) => name)).toEqual(reporterNames);
  expect(["stylish", "toString", "nope"].map(isReporterName)).toEqual([true, false, false]);
});

describe.each(reporters)("$name", ({ name, report }) => {
  test("gives the same bytes every time, and ends in a line feed", () => {
    const text = report(sample, context);
    expect(report(structuredClone(sample), context)).toBe(text);
    expect(text.endsWith("\n")).toBe(true);
  });

  test("lets no name of a stranger act", () => {
    const text = report(sample, context);
    for (const pattern of forbidden) expect(text).not.toMatch(pattern);
    expect(text).toContain("Evil");
  });

  test("leaves out warnings and notes when it shall be quiet", () => {
    const text = report(sample, { ...context, quiet: true });
    expect(text).toContain("A literal API key stands in");
    expect(text).not.toContain("Secure Inputs has no effect on this action");
    expect(text).not.toContain("The whole output of");
  });

  test("knows no time of day and no machine", () => {
    expect(report(sample, context)).not.toMatch(/20\d\d-\d\d-\d\d|\/tmp\/|\/home\//);
  });

  test("leaves out what is suppressed, except where readers can ask for it", () => {
    const text = report(sample, context);
    expect(text.includes("Suppressed in a note.")).toBe(name === "json" || name === "html");
    expect(text.includes("Known since long.")).toBe(name === "json" || name === "sarif" || name === "html");
  });

  test("has something to say about a clean run, if people or their tools read it", () => {
    const text = report(clean, context);
    const saysNothing = ["compact", "github", "azure"].includes(name);
    expect(text === "").toBe(saysNothing);
  });
});

describe("what people see", () => {
  test.each([
    ["markdown", ["ContosoErp 1.0.0.7 in exports/ContosoErp"]],
    ["html", [" · ContosoErp · exports/ContosoErp_1_0_0_7.zip · Workflows/"]],
    ["junit", ['"ContosoErp (exports/ContosoErp_1_0_0_7.zip): cloud flow ', '<testsuite name="ContosoErp (sources › erp)"']],
  ])("of two exports of one solution names the one: %s", (format, names) => {
    const [first] = solutions;
    if (first === undefined) throw new Error("the sample has no solution");
    const report = (...all: readonly (typeof first)[]): string => reporter(format).report({ ...sample, solutions: all }, context);
    const texts = [report(first), report(first, { ...first, path: "sources", root: "erp" })];
    for (const name of names) expect(texts.map((text) => text.includes(name))).toEqual([false, true]);
  });

  test.each([
    ["stylish", "stylish", { elapsed: 180 }],
    ["stylish", "stylish-narrow", { columns: 60 }],
    ["stylish", "stylish-quiet", { quiet: true }],
    ["compact", "compact", {}],
    ["markdown", "markdown", {}],
    ["github", "github", { repositoryPrefix: "power platform/" }],
    ["azure", "azure", {}],
    ["junit", "junit", {}],
    ["checkstyle", "checkstyle", {}],
    ["codequality", "codequality", {}],
    ["csv", "csv", {}],
  ])("%s, as in snapshots/%s.txt", async (name, file, more) => {
    await expect(reporter(name).report(sample, { ...context, ...more })).toMatchFileSnapshot(`snapshots/${file}.txt`);
  });
});

describe("github", () => {
  test("annotates as many of each kind as GitHub shows, and counts the rest", () => {
    const many = [...manyFindings(12, "note").findings, ...manyFindings(25, "error").findings, ...manyFindings(3, "warning").findings];
    const lines = reporter("github")
      .report({ ...sample, findings: many }, context)
      .trimEnd()
      .split("\n");
    expect(lines.map((line) => /^::(\w+)/.exec(line)?.[1] ?? line)).toEqual([
      ...Array(10).fill("error"),
      ...Array(3).fill("warning"),
      ...Array(10).fill("notice"),
      "17 more findings not annotated: GitHub shows 10 of each kind per step. The other reports hold all of them.",
    ]);
  });

  test("gives no columns' end for a region of several lines", () => {
    const at = location("flow.json", "", 3, 5, { endLine: 9, endColumn: 2 });
    const text = reporter("github").report({ ...sample, findings: [finding("SL1001", at, "X.")] }, context);
    expect(text).toBe("::error file=flow.json,line=3,col=5,title=SL1001 hardcoded-credential::X.\n");
  });
});

describe("junit and checkstyle", () => {
  const root = (name: string): XmlElement => {
    const text = reporter(name).report(sample, context);
    expect(XMLValidator.validate(text)).toBe(true);
    const parsed = parseXml(text);
    if (parsed.root === undefined) throw new Error(parsed.problem.message);
    return parsed.root;
  };

  test("junit counts what it holds", () => {
    const suites = children(root("junit"), "testsuite");
    const cases = suites.flatMap((suite) => children(suite, "testcase"));
    expect(attribute(root("junit"), "tests")).toBe(String(cases.length));
    expect(attribute(root("junit"), "failures")).toBe(String(cases.filter((testCase) => child(testCase, "failure") !== undefined).length));
    for (const suite of suites) expect(attribute(suite, "tests")).toBe(String(children(suite, "testcase").length));
  });

  test("junit says several findings of a rule in one case, the worst in front", () => {
    const at = (line: number) => location("a.zip", "x.json", line, 1, { component: "Flow", componentKind: "cloud-flow" });
    const findings = [
      finding("SL1001", at(1), "Mild.", { level: "warning" }),
      finding("SL1001", at(2), "Bad."),
      finding("SL3010", at(3), "Hm."),
    ];
    const { root: read } = parseXml(reporter("junit").report({ ...sample, solutions: [], findings }, context));
    const [first, second] = children(child(read, "testsuite"), "testcase");
    expect(attribute(child(first, "failure"), "message")).toBe("Bad. (and 1 more)");
    expect(attribute(child(first, "failure"), "type")).toBe("error");
    expect(child(first, "failure")?.text).toMatch(/warning: a.zip!\/x.json:1:1\nMild\.\n.*\nerror: a.zip!\/x.json:2:1\nBad\./);
    expect(child(second, "failure")).toBeUndefined();
    expect(child(second, "system-out")?.text).toContain("Hm.");
  });

  test("checkstyle gives each file once, names as they are", () => {
    const names = children(root("checkstyle"), "file").map((file) => attribute(file, "name"));
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain("packages/Rollout.pdpkg.zip!/PkgAssets/Core.zip!/Workflows/a b%c.json");
    expect(names).toContain("exports/ContosoErp_1_0_0_7.zip!/customizations.xml");
  });
});

describe("csv", () => {
  /** Cells of a text in which all cells but numbers are in quotes. */
  const rowsOf = (text: string): readonly (readonly string[])[] =>
    text
      .trimEnd()
      .split("\n")
      .map((line) =>
        [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|(\d+))/g)].map(([, quoted, number]) => quoted?.replaceAll('""', '"') ?? number ?? ""),
      );
  const [head = [], ...rows] = rowsOf(reporter("csv").report(sample, context).replace("\ufeff", ""));

  test("has a row for each finding, and all columns in each", () => {
    expect(rows.length).toBe(sample.findings.filter(({ suppressed }) => suppressed === null).length);
    for (const row of rows) expect(row.length).toBe(head.length);
    const [first] = sample.findings.filter(({ suppressed }) => suppressed === null);
    expect(rows[0]?.[head.indexOf("message")]).toBe(first?.message);
    expect(rows[0]?.[head.indexOf("line")]).toBe(String(first?.location.line));
  });

  test("is read as UTF-8 by Excel", () => {
    expect(reporter("csv").report(sample, context).startsWith('\ufeff"level","code",')).toBe(true);
  });

  test.each(['=HYPERLINK("https://evil.example","x")', "+1", "-1", "@SUM(A1)", "\t=1", "＝1"])("takes %j for a text", (name) => {
    const at = location("a.zip", "x.json", 1, 1, { component: name, componentKind: "cloud-flow" });
    const [, row = []] = rowsOf(reporter("csv").report({ ...sample, findings: [finding("SL1001", at, name)] }, context));
    const shown = name.replace("\t", "␉");
    const expected = shown === name ? `'${name}` : shown;
    expect([row[head.indexOf("component")], row[head.indexOf("message")]]).toEqual([expected, expected]);
  });
});

describe("codequality", () => {
  test("is a list of issues with fingerprints of their own", () => {
    const issues = JSON.parse(reporter("codequality").report(sample, context)) as {
      fingerprint: string;
      severity: string;
      location: { path: string; lines: { begin: number } };
    }[];
    expect(new Set(issues.map((issue) => issue.fingerprint)).size).toBe(issues.length);
    expect(issues.map((issue) => issue.severity)).toEqual(["blocker", "critical", "minor", "info", "minor", "minor", "blocker", "major"]);
    expect(issues[4]?.location).toEqual({ path: "exports/ContosoErp_1_0_0_7.zip!/customizations.xml", lines: { begin: 96 } });
  });
});

describe("markdown", () => {
  test("links to whatever address a merged report holds", () => {
    const found = finding("SL1001", location("a.zip", "x.json", 1, 1), "X.", { help: "https://example.org/a)(b|\ud800" });
    const text = reporter("markdown").report({ ...clean, findings: [found] }, context);
    expect(text).toContain("**[hardcoded-credential](https://example.org/a%29%28b%7C%EF%BF%BD)**");
  });

  test("keeps to its size from the least bad end, and says so", () => {
    const findings = [...manyFindings(400, "note").findings, ...manyFindings(100, "error").findings];
    const text = reporter("markdown").report({ ...sample, findings }, { ...context, markdownBytes: 40_000 });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(40_000);
    expect(Buffer.byteLength(text)).toBeGreaterThan(30_000);
    expect(text.match(/^\| ✖ /gm)).toHaveLength(100);
    const shown = text.match(/^\| [✖ℹ] /gm)?.length ?? 0;
    expect(text).toContain(`**${500 - shown} more findings left out**`);
  });

  test("survives a bound that holds nothing", () => {
    expect(reporter("markdown").report(sample, { ...context, markdownBytes: 10 })).toContain("8 more findings left out");
  });

  test("makes rows that are one line with three cells", () => {
    const rows = reporter("markdown")
      .report(sample, context)
      .split("\n")
      .filter((line) => /^\| [✖▲ℹ]/.test(line));
    expect(rows).toHaveLength(8);
    for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(4);
  });
});

describe("azure", () => {
  test("prints a command for errors and warnings, and plain lines for notes", () => {
    const lines = reporter("azure").report(sample, context).trimEnd().split("\n");
    expect(lines.map((line) => /^##vso\[task\.logissue type=(\w+);|^(note) /.exec(line)?.slice(1).join(""))).toEqual([
      "error",
      "error",
      "error",
      "error",
      "warning",
      "warning",
      "warning",
      "note",
    ]);
    expect(lines.join("\n").match(/##vso\[/g)).toHaveLength(7);
    expect(lines.find((line) => line.includes("Evil"))).not.toContain(hostile);
  });
});
