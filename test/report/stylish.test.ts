import { describe, expect, test } from "vitest";
import type { LintResult } from "../../src/findings/lint-result.ts";
import type { ReportedFinding } from "../../src/findings/reported-finding.ts";
import type { ReportContext } from "../../src/report/reporter.ts";
import { stylish } from "../../src/report/stylish.ts";
import { clean, context, finding, location, manyFindings, sample, solutions, step } from "./sample.ts";

const report = (result: LintResult, more: Partial<ReportContext> = {}) => stylish.report(result, { ...context, ...more });

const flowAt = (line: number, operation: string, component = "Get orders") =>
  location("src/Contoso Clean", "Workflows/x.json", line, 3, {
    component,
    componentKind: "cloud-flow",
    operation,
    pointer: `/properties/definition/actions/${operation}`,
  });

const one = (...findings: ReportedFinding[]): LintResult => ({ ...clean, findings, summary: { ...clean.summary, error: findings.length } });

describe("stylish", () => {
  test("says that nothing was found, and in how much", () => {
    expect(report(clean)).toBe("ContosoClean 1.0.0.0  1 cloud flow\n\n✔ No findings   in 1 flow, 4 actions\n");
    expect(report(clean, { quiet: true })).toBe("✔ No findings   in 1 flow, 4 actions\n");
    expect(report({ ...clean, solutions: [] }, { elapsed: 1234 })).toBe("✔ No findings   in 1.23 s\n");
    expect(report({ ...clean, summary: { ...clean.summary, suppressed: 2, baselined: 1 } })).toContain(
      "✔ No findings   in 1 flow, 4 actions   2 suppressed, 1 already known\n",
    );
  });

  test("tells on a terminal where to read on about the worst finding, if its rule has a page", () => {
    const note = finding("SL2004", flowAt(3, "A"), "X.", { level: "note" });
    const error = finding("SL1001", flowAt(9, "B"), "Y.");
    const own = { ...error, rule: "contoso/no-http" };
    const lastLine = (...findings: ReportedFinding[]) =>
      report(one(...findings), { elapsed: 10 })
        .trimEnd()
        .split("\n")
        .at(-1);
    expect(lastLine(note, own, error)).toBe("Why, and how to fix it: solutionlint explain hardcoded-credential");
    expect(lastLine(own, note)).toBe("Why, and how to fix it: solutionlint explain ineffective-secure-setting");
    expect(lastLine(own)).not.toContain("explain");
    expect(report(one(error))).not.toContain("explain");
  });

  test("tells many solutions without findings one below the other, and no place twice", () => {
    const [solution] = clean.solutions;
    if (solution === undefined) throw new Error("The sample has a solution.");
    const packageAt = (root: string, path = "exports") => ({
      ...solution,
      path,
      root,
      uniqueName: "",
      version: "",
      kind: "flow-package" as const,
    });
    const headOf = (...packages: readonly (typeof solution)[]) =>
      report({ ...clean, solutions: packages })
        .split("\n")
        .slice(0, 4);
    expect(headOf(packageAt("a"), packageAt("b"))).toEqual([
      "a  flow package · 1 cloud flow · no findings",
      "b  flow package · 1 cloud flow · no findings",
      "",
      "✔ No findings   in 2 flows, 8 actions",
    ]);
    // Of several inputs each may have such a place.
    expect(headOf(packageAt("a"), packageAt("a", "other"))).toEqual([
      "a  flow package · 1 cloud flow · no findings",
      "  exports › a",
      "a  flow package · 1 cloud flow · no findings",
      "  other › a",
    ]);
  });

  test("leaves out the outermost containers of a place that is too deep for a line", () => {
    const deep = ["Scope", "Do_until", "Switch", "Paging_available", "Get_organization_users"];
    const pointer = `/properties/definition${deep.map((name) => `/actions/${name}`).join("")}/inputs/authentication/secret`;
    const text = report(one(finding("SL1001", { ...flowAt(3, "Get_organization_users"), pointer }, "A secret.")), { columns: 80 });
    expect(text).toContain("✖ … › Get_organization_users › inputs › authentication › secret\n");
  });

  test("says why findings come up several times", () => {
    const found = one(finding("SL3002", flowAt(3, "Set_key"), "Stored."));
    const [solution] = found.solutions;
    if (solution === undefined) throw new Error("The sample has no solution.");
    const twice = { ...found, solutions: [solution, { ...solution, path: "ContosoClean.zip" }] };
    const hint = "Several exports of 'ContosoClean' were checked. List what to leave out under 'ignore' in the configuration.";
    expect(report(twice)).toContain(`\n${hint}\n`);
    expect(report(found)).not.toContain("Several exports");
    expect(report({ ...clean, solutions: twice.solutions })).not.toContain("Several exports");
    // Packages of single flows have no names.
    expect(report({ ...twice, solutions: twice.solutions.map((one) => ({ ...one, uniqueName: "" })) })).not.toContain("Several exports");
  });

  test("colours only when it is told to", () => {
    const plain = report(sample);
    const coloured = report(sample, { colorLevel: 1 });
    expect(plain).not.toContain("\u001b[");
    expect(coloured).toContain("\u001b[31m✖\u001b[39m \u001b[1mSet_apiKey › inputs › value\u001b[22m");
    // Colours change nothing else.
    expect(coloured.replaceAll(/\p{Cc}\[\d+m/gu, "").replaceAll(/ +$/gm, "")).toBe(plain);
  });

  test("names a user's own rule once, which has no code", () => {
    const own = { ...finding("SL3002", flowAt(3, "Set_key"), "Own."), rule: "contoso/own", code: "contoso/own" };
    expect(report(one(own)).match(/contoso\/own/g)).toHaveLength(1);
  });

  test("folds a long way in the middle", () => {
    const flow = Array.from({ length: 20 }, (_, index) => step(`step ${index + 1}`, flowAt(index + 1, `Action_${index + 1}`)));
    const text = report(one(finding("SL3002", flowAt(20, "Action_20"), "Long.", { flow })));
    expect(text).toMatchInlineSnapshot(`
      "ContosoClean 1.0.0.0  1 cloud flow

      Get orders                                                                                              Workflows/x.json
        ✖ Action_20                                                                                 secret-in-variable  SL3002
          Long.
            Action_1  step 1                              line 1:3
            └─ Action_2  step 2                           line 2:3
               └─ Action_3  step 3                        line 3:3
                  └─ Action_4  step 4                     line 4:3
                     └─ Action_5  step 5                  line 5:3
                        └─ Action_6  step 6               line 6:3
                           … 8 more steps
                           └─ Action_15  step 15          line 15:3
                              └─ Action_16  step 16       line 16:3
                                 └─ Action_17  step 17    line 17:3
                                 └─ Action_18  step 18    line 18:3
                                 └─ Action_19  step 19    line 19:3
                                 └─ Action_20  step 20    line 20:3

      ✖ 1 error   in 1 flow, 4 actions
      "
    `);
  });

  test("breaks steps and related places that do not fit", () => {
    const message = "hands it to the desktop flow as input 'SapPassword' of a name that is long";
    const flow = [step("reads it", flowAt(1, "Get_secret")), step(message, flowAt(2, "Post_invoice", "Send customer to ERP"))];
    const related = [{ message, location: flowAt(3, "Other_action", "Send customer to ERP") }];
    const lines = report(one(finding("SL3002", flowAt(2, "Post_invoice"), "Long.", { flow, related })), { columns: 70 }).split("\n");
    expect(lines.filter((line) => line.length > 70)).toEqual([]);
    expect(lines.join("\n")).toContain(`      Get_secret  reads it    line 1:3
      └─ Send customer to ERP › Post_invoice
         hands it to the desktop flow as input 'SapPassword' of a name
         that is long         line 2:3
      · Send customer to ERP › Other_action
        hands it to the desktop flow as input 'SapPassword' of a name
        that is long  line 3:3`);
  });

  test("keeps places below each other where the longest text leaves them little room", () => {
    const flow = [step("reads it", flowAt(1, "Get_secret")), step("hands it on as input 'SapPassword'", flowAt(12345, "Post_invoice"))];
    const lines = report(one(finding("SL3002", flowAt(2, "Post_invoice"), "X.", { flow })), { columns: 71 }).split("\n");
    const places = lines.filter((line) => /line \d/.test(line)).map((line) => [line.indexOf(" line "), line.length]);
    expect(places).toEqual([
      [58, 67],
      [58, 71],
    ]);
  });

  test("lines up related places, with the files of those that lie elsewhere", () => {
    const elsewhere = location(
      "src/Contoso Clean",
      "definitions/contoso_key/very/deep/below/many/a/folder/of/a/rather/long/name/definition.xml",
      10,
      9,
      {
        component: "contoso_key",
        componentKind: "environment-variable",
      },
    );
    const related = [
      step("Its type is a plain one.", elsewhere),
      step("'Call_ERP' uses it as a credential.", flowAt(20, "Call_ERP")),
      step("'Log in' gives it to 'Call_ERP'.", flowAt(30, "Call_ERP", "Log in")),
      step("It goes on from here.", flowAt(40, "Call_ERP", "Log in")),
    ];
    const text = report(one(finding("SL1003", flowAt(2, "Call_ERP"), "X.", { related })));
    expect(text.split("\n").filter((line) => line.startsWith("      · "))).toEqual([
      "      · contoso_key        Its type is a plain one.    …/a/folder/of/a/rather/long/name/definition.xml, line 10:9",
      "      · 'Call_ERP' uses it as a credential.            line 20:3",
      "      · 'Log in' gives it to 'Call_ERP'.               line 30:3",
      "      · Log in › Call_ERP  It goes on from here.       line 40:3",
    ]);
  });

  test("folds related places after five", () => {
    const related = (number: number) =>
      Array.from({ length: number }, (_, index) => step("also here", flowAt(index + 1, `Action_${index + 1}`)));
    const rows = (number: number) =>
      report(one(finding("SL3002", flowAt(1, "A"), "X.", { related: related(number) }))).match(/^ {6}· .*/gm);
    expect(rows(5)).toHaveLength(5);
    expect(rows(7)).toEqual([...(rows(5) ?? []), "      · and 2 more"]);
    expect(rows(1)).toEqual(["      · Action_1  also here    line 1:3"]);
  });

  test("says which rules are behind most of many findings", () => {
    const times = (number: number, code: string) =>
      Array.from({ length: number }, (_, index) => finding(code, flowAt(index + 1, `A${index}`), "X."));
    const common = (...findings: ReportedFinding[]) => /^Most often: .*$/m.exec(report(one(...findings)))?.[0];
    const [first = ""] = times(1, "SL3002").map(({ rule }) => rule);
    const [second = ""] = times(1, "SL2004").map(({ rule }) => rule);
    expect(common(...times(10, "SL3002"), ...times(25, "SL2004"))).toBe(
      `Most often: ${second} (25), ${first} (10). --only NAME shows one of them alone.`,
    );
    expect(common(...times(10, "SL3002"), ...times(10, "SL2004"))).toBeUndefined();
    expect(common(...times(40, "SL3002"))).toBeUndefined();
  });

  test("says which of many solutions have the most errors", () => {
    const [example] = clean.solutions;
    if (example === undefined) throw new Error("The sample has no solution.");
    const errorsIn = (...counts: readonly number[]) => {
      const findings = counts.flatMap((number, index) =>
        Array.from({ length: number }, () => finding("SL3002", location(`${index}.zip`, "Workflows/x.json", 1, 1), "X.")),
      );
      const named = counts.map((_, index) => ({ ...example, path: `${index}.zip`, uniqueName: `Solution${index}` }));
      return /^Most errors: .*$/m.exec(report({ ...one(...findings), solutions: named }))?.[0];
    };
    expect(errorsIn(1, 3, 2, 1)).toBe("Most errors: Solution1 (3), Solution2 (2), Solution0 (1), Solution3 (1).");
    expect(errorsIn(1, 1, 1, 1, 1, 1, 9)).toMatch(/^Most errors: Solution6 \(9\), .*Solution3 \(1\), and errors in 2 more solutions\.$/);
    expect(errorsIn(5, 5, 5)).toBeUndefined();
  });

  test("keeps to the width of the terminal where words allow it", () => {
    for (const columns of [50, 80, 100, 120, 400]) {
      const lines = report(manyFindings(3), { columns }).split("\n");
      for (const line of lines.filter((text) => !text.includes("Workflows/")))
        expect(line.length).toBeLessThanOrEqual(Math.min(columns, 120));
    }
  });

  test.each<[string, ReportedFinding["fixable"][], string, string | undefined]>([
    ["src/Contoso", ["safe", "no"], "src/Contoso", "1 can be fixed: solutionlint fix src/Contoso"],
    ["a b.zip", ["safe"], "", '1 can be fixed: solutionlint fix "a b.zip" --output fixed.zip'],
    ["a$(x).zip", ["unsafe"], "", '1 can be fixed: solutionlint fix "a\\$(x).zip" --output fixed.zip --unsafe'],
    ["a.zip", ["no"], "", undefined],
  ])("names the command that repairs %s", (path, fixables, _file, expected) => {
    const findings = fixables.map((fixable) => finding("SL2004", location(path, "x.json", 1, 1), "X.", { fixable }));
    expect(
      report({ ...one(...findings), solutions: [] })
        .split("\n")
        .find((line) => line.includes("can be fixed")),
    ).toBe(expected);
  });

  test.each([
    [["src/a", "src/b"], "<paths>"],
    [["a.zip", "b.zip"], "<zip> --output <new zip>"],
  ])("names no single input when several can be repaired, and zips one by one: %j", (paths, how) => {
    const findings = paths.map((path) => finding("SL2004", location(path, "x.json", 1, 1), "X.", { fixable: "safe" }));
    expect(report(one(...findings))).toContain(`2 can be fixed: solutionlint fix ${how}\n`);
  });

  test("shows packages and loose files for what they are", () => {
    const [first] = solutions;
    if (first === undefined) throw new Error("no solution");
    const summaries = [
      {
        ...first,
        path: "flow.zip",
        kind: "flow-package" as const,
        uniqueName: "",
        version: "",
        managed: null,
        desktopFlows: 0,
        connectionReferences: 0,
        environmentVariables: 0,
        cloudFlows: 1,
      },
      {
        ...first,
        path: "loose",
        kind: "loose" as const,
        uniqueName: "",
        version: "",
        managed: null,
        desktopFlows: 2,
        connectionReferences: 0,
        environmentVariables: 0,
        cloudFlows: 0,
      },
    ];
    expect(
      report({ ...clean, solutions: summaries })
        .split("\n")
        .slice(0, 2),
    ).toEqual(["flow.zip  flow package · 1 cloud flow · no findings", "loose  no solution · 2 desktop flows · no findings"]);
  });

  test("says that a solution was checked several times, whatever its name is made of", () => {
    const [first] = solutions;
    if (first === undefined) throw new Error("no solution");
    const twice = ["a.zip", "b.zip"].map((path, index) => ({
      ...first,
      path,
      uniqueName: index === 0 ? "Erp\u001b[31m" : "ERP\u001b[31m",
    }));
    const text = report({ ...one(finding("SL2004", location("a.zip", "x.json", 1, 1), "X.")), solutions: twice });
    expect(text).toContain("Several exports of 'Erp␛[31m' were checked.");
    expect(text).not.toContain("\u001b");
  });
});
