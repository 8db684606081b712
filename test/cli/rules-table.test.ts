import { expect, test } from "vitest";
import { rulesTable } from "../../src/cli/rules-command.ts";

const rules = [
  {
    code: "SL1001",
    name: "one",
    level: "error",
    preset: "recommended",
    fixable: "unsafe",
    summary: "A credential is written into a cloud flow.",
  },
  { code: "SL2001", name: "second", level: "note", preset: "strict", fixable: "no", summary: "An action has no setting." },
];

test("a rule is one line where the terminal is wide enough, and in a pipe", () => {
  expect(rulesTable(rules, Number.POSITIVE_INFINITY)).toBe(
    `SL1001  one     error    recommended  unsafe  A credential is written into a cloud flow.
SL2001  second  note     strict       no      An action has no setting.
`,
  );
});

test("its summary stands below, wrapped, where it is not", () => {
  expect(rulesTable(rules, 46)).toBe(
    `SL1001  one     error    recommended  unsafe
        A credential is written into a cloud
        flow.
SL2001  second  note     strict       no
        An action has no setting.
`,
  );
});

test("people at a terminal are told what the columns are", () => {
  expect(rulesTable(rules, 100, true)).toBe(
    `code    name    level    preset       fix     summary
SL1001  one     error    recommended  unsafe  A credential is written into a cloud flow.
SL2001  second  note     strict       no      An action has no setting.
`,
  );
  expect(rulesTable(rules, 46, true).split("\n").slice(0, 2)).toEqual([
    "code    name    level    preset       fix",
    "SL1001  one     error    recommended  unsafe",
  ]);
});

test("a rule of a plug-in has a name, but no code", () => {
  const own = { code: "contoso/ours", name: "contoso/ours", level: "note", preset: "recommended", fixable: "no", summary: "Ours." };
  expect(rulesTable([...rules.slice(0, 1), own], Number.POSITIVE_INFINITY)).toBe(
    `SL1001  one           error    recommended  unsafe  A credential is written into a cloud flow.
        contoso/ours  note     recommended  no      Ours.
`,
  );
});
