import { describe, expect, test } from "vitest";
import { createFileMatcher } from "../../src/config/files.ts";
import { createIgnore, createLevelDecider, type LevelSubject, overrideUse, ruleRuns } from "../../src/config/level-for.ts";
import { resolveConfig } from "../../src/config/resolve.ts";
import type { OverrideConfig, ResolvedConfig, RuleLevel } from "../../src/config/types.ts";
import { rules } from "./sample.ts";

const today = "2027-01-31";

function config(
  overrides: readonly OverrideConfig[],
  levels: Readonly<Record<string, RuleLevel>> = {},
  ignore: readonly string[] = [],
  only: readonly string[] = [],
): ResolvedConfig {
  const layer = {
    file: "c.json",
    folder: "/repo",
    config: { overrides, rules: levels, ignore },
    origin: (pointer: readonly string[]) => ({ text: pointer.join("/") }),
  };
  return resolveConfig({ layers: [layer], preset: undefined }, { only }, rules, "/repo");
}

const subject: LevelSubject = {
  rule: "secret-in-message",
  level: "error",
  path: "exports/Core.zip",
  file: "Workflows/Getorders-1.json",
  owner: { kind: "cloud-flow", name: "Get orders", operation: "Send_a_mail", solution: "ContosoCore" },
};

const decide = (
  overrides: readonly OverrideConfig[],
  given: Partial<LevelSubject> = {},
  levels: Readonly<Record<string, RuleLevel>> = {},
) => {
  const { level, suppression } = createLevelDecider(config(overrides, levels), today).decide({ ...subject, ...given });
  return suppression === null ? level : `${level}, suppressed`;
};

describe("without overrides", () => {
  test.each<[RuleLevel, string]>([
    ["on", "error"],
    ["off", "off"],
    ["note", "note"],
    ["warning", "warning"],
  ])("a rule that is %s gives %s", (level, expected) => {
    expect(decide([], {}, { "secret-in-message": level })).toBe(expected);
  });

  test("on keeps the level of the single finding", () => {
    expect(decide([], { level: "note" })).toBe("note");
  });
});

describe("--only", () => {
  test("names all rules that run: an override that lowers another one does not turn it on", () => {
    const lowering: readonly OverrideConfig[] = [{ rules: { "secret-in-message": "note" } }];
    const levelWith = (only: readonly string[]) => createLevelDecider(config(lowering, {}, [], only), today).decide(subject).level;
    expect([levelWith([]), levelWith(["secret-in-message"]), levelWith(["secret-in-variable"])]).toEqual(["note", "note", "off"]);
    expect(ruleRuns(config(lowering, {}, [], ["secret-in-variable"]), "secret-in-message", today)).toBe(false);
  });
});

describe("an override selects", () => {
  const off = { "secret-in-message": "off" } as const;
  test.each<[string, Omit<OverrideConfig, "rules">, boolean]>([
    ["everything without selectors", {}, true],
    ["by the solution, in any letter case", { solutions: ["contosocore"] }, true],
    ["by the solution", { solutions: ["Contoso"] }, false],
    ["by the flow", { flows: ["Get *"] }, true],
    ["by the flow as a whole", { flows: ["Get"] }, false],
    ["by the operation's key", { operations: ["Send_*"] }, true],
    ["by the operation as the designer shows it", { operations: ["Send a mail"] }, true],
    ["by the file in the input", { files: ["Workflows/Getorders-*.json"] }, true],
    ["by the input", { files: ["exports/*.zip"] }, true],
    ["by the name of a file at any depth", { files: ["Core.zip"] }, true],
    ["by another file", { files: ["Other.zip"] }, false],
    ["by one entry of a list", { flows: ["A", "Get orders"] }, true],
    ["by all lists", { flows: ["Get orders"], operations: ["Other"] }, false],
    ["everything with empty lists", { flows: [], files: [] }, true],
  ])("%s", (_, selectors, selected) => {
    expect(decide([{ ...selectors, rules: off }])).toBe(selected ? "error, suppressed" : "error");
  });

  test("flows by their names only: another component of that name is none", () => {
    expect(decide([{ flows: ["X"], rules: off }], { owner: { kind: "environment-variable", name: "X" } })).toBe("error");
    expect(decide([{ flows: ["X"], rules: off }], { owner: { kind: "desktop-flow", name: "x" } })).toBe("error, suppressed");
  });

  test("nothing by name where there is no owner", () => {
    const { owner: _, ...loose } = subject;
    expect(createLevelDecider(config([{ flows: ["*"], rules: off }]), today).decide(loose).suppression).toBeNull();
  });
});

describe("several overrides", () => {
  test("the last that applies wins", () => {
    expect(decide([{ rules: { "secret-in-message": "off" } }, { flows: ["Get *"], rules: { "secret-in-message": "note" } }])).toBe("note");
    expect(decide([{ rules: { "secret-in-message": "note" } }, { rules: { "secret-in-message": "off" } }])).toBe("note, suppressed");
  });

  test("a rule that is off altogether can be on in one place", () => {
    const levels = { "secret-in-message": "off" } as const;
    const overrides: OverrideConfig[] = [{ flows: ["Get orders"], rules: { "secret-in-message": "on" } }];
    expect(decide(overrides, {}, levels)).toBe("error");
    expect(decide(overrides, { owner: { kind: "cloud-flow", name: "Other" } }, levels)).toBe("off");
    expect(ruleRuns(config(overrides, levels), "secret-in-message", today)).toBe(true);
    expect(ruleRuns(config([], levels), "secret-in-message", today)).toBe(false);
  });

  test("off in an override is no suppression where the rule is off anyway", () => {
    expect(decide([{ rules: { "secret-in-message": "off" } }], {}, { "secret-in-message": "off" })).toBe("off");
  });

  test("the reason goes with the suppression", () => {
    const decision = createLevelDecider(config([{ rules: { "secret-in-message": "off" }, reason: "Test flow." }]), today).decide(subject);
    expect(decision).toEqual({ level: "error", suppression: { kind: "configuration", reason: "Test flow." }, overrides: [0] });
  });
});

describe("an override that expires", () => {
  const override = (expires: string): OverrideConfig => ({ rules: { "secret-in-message": "off" }, expires });
  test.each([
    ["2027-01-31", "error, suppressed"],
    ["2027-01-30", "error"],
    ["2026-12-31", "error"],
    ["2027-02-01", "error, suppressed"],
  ])("on %s gives %s", (expires, expected) => {
    expect(decide([override(expires)])).toBe(expected);
  });

  test("does not switch a rule on either, and is reported", () => {
    const resolved = config([{ rules: { "long-secret-chain": "error", "secret-in-message": "off" }, expires: "2020-01-01" }]);
    expect(ruleRuns(resolved, "long-secret-chain", today)).toBe(false);
    expect(createLevelDecider(resolved, today).unused(new Set(), [])).toMatchObject([
      { index: 0, why: "expired", rules: ["long-secret-chain", "secret-in-message"] },
    ]);
  });
});

describe("an override is unused when", () => {
  const overrides: OverrideConfig[] = [
    { solutions: ["ContosoCore"], operations: ["Nothing_matches"], rules: { "secret-in-message": "off", "secret-in-variable": "off" } },
    { solutions: ["Elsewhere"], rules: { "secret-in-message": "off" } },
    { solutions: ["ContosoCore"], rules: { "secret-in-message": "error", "long-secret-chain": "off" } },
  ];
  const decider = createLevelDecider(config(overrides), today);

  test("its components were looked at, its rule ran, and it suppressed nothing", () => {
    expect(decider.unused(new Set(), [subject])).toMatchObject([
      { index: 0, why: "nothing", rules: ["secret-in-message", "secret-in-variable"] },
    ]);
    expect(decider.unused(new Set([overrideUse(0, "secret-in-message")]), [subject])).toMatchObject([
      { index: 0, rules: ["secret-in-variable"] },
    ]);
    expect(decider.unused(new Set([overrideUse(0, "secret-in-message"), overrideUse(0, "secret-in-variable")]), [subject])).toEqual([]);
  });

  test("not when its components were not part of the run", () => {
    expect(decider.unused(new Set(), [])).toEqual([]);
  });
});

describe("globs on files", () => {
  const matches = (pattern: string, path: string, file: string, base = { cwd: "/repo", folder: "/repo" }) =>
    createFileMatcher([pattern], base)({ path, file });
  test.each([
    ["Test.zip", "exports/Test.zip", "Workflows/x.json", true],
    ["x.json", "exports/Test.zip", "Workflows/x.json", true],
    ["Workflows", "exports/Test.zip", "Workflows/x.json", true],
    ["/Workflows", "src", "a/Workflows/x.json", false],
    ["Workflows/", "src", "a/Workflows/x.json", true],
    ["src/**/Workflows", "src", "a/Workflows/x.json", true],
    ["./src/a", "src", "a/Workflows/x.json", true],
    ["exports/Test.zip!/Workflows/*.json", "exports/Test.zip", "Workflows/x.json", true],
    ["PkgAssets/Core.zip", "p.zip", "PkgAssets/Core.zip!/Workflows/x.json", true],
    ["PkgAssets/Core.zip!/Workflows/x.json", "p.zip", "PkgAssets/Core.zip!/Workflows/x.json", true],
    ["Core.zip/Workflows", "p.zip", "PkgAssets/Core.zip!/Workflows/x.json", false],
    ["*.robin", "p.zip", "Workflows/X.json!/script.robin", true],
    ["a.json", "a.json", "", true],
    ["x.json", "-", "x.json", true],
    ["-", "-", "x.json", false],
  ])("%s on %s and %s: %s", (pattern, path, file, expected) => {
    expect(matches(pattern, path, file)).toBe(expected);
  });

  test("patterns start at the folder of the configuration, wherever the command runs", () => {
    expect(matches("exports/a.zip", "a.zip", "x.json", { cwd: "/repo/exports", folder: "/repo" })).toBe(true);
    expect(matches("a.zip", "exports/a.zip", "x.json", { cwd: "/repo", folder: "/repo/exports" })).toBe(true);
    expect(matches("/a.zip", "exports/a.zip", "x.json", { cwd: "/repo", folder: "/repo/exports" })).toBe(true);
    expect(matches("exports/a.zip", "../exports/a.zip", "x.json", { cwd: "/repo/other", folder: "/repo" })).toBe(true);
  });

  test("ignore", () => {
    const ignored = createIgnore(config([], {}, ["Workflows/Test*.json", "old"]));
    expect(ignored({ path: "a.zip", file: "Workflows/Test-1.json" })).toBe(true);
    expect(ignored({ path: "old/a.zip", file: "Workflows/x.json" })).toBe(true);
    expect(ignored({ path: "a.zip", file: "Workflows/x.json" })).toBe(false);
  });
});
