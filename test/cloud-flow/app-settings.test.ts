import { expect, it } from "vitest";
import { settingsIn } from "../../src/cloud-flow/app-settings.ts";
import type { FlowParameter } from "../../src/cloud-flow/model.ts";
import type { Json } from "../../src/json.ts";
import type { SourceFile } from "../../src/source/place.ts";

const file: SourceFile = { path: "app", file: "parameters.json", text: () => "" };

/** A parameter that the app gives to its workflows, or one that a workflow declares itself. */
const parameter = (defaultValue: Json, isOfApp = true): FlowParameter => ({
  name: "Connection",
  type: "string",
  pointer: [],
  defaultValue,
  schemaName: undefined,
  ...(isOfApp ? { source: file } : {}),
});

it.each<[string, Json, readonly string[]]>([
  ["all that a text gives", "@appsetting('erp-key')", ["erp-key copy"]],
  ["all that a text gives, in braces and with blanks", " @{ appsetting( 'erp-key' ) } ", ["erp-key copy"]],
  ["in other letters", "@AppSetting('erp-key')", ["erp-key copy"]],
  ["behind other text", "Bearer @{appsetting('erp-key')}", ["erp-key whole"]],
  ["before other text", "@{appsetting('erp-key')}/orders", ["erp-key whole"]],
  ["one beside another", "@{appsetting('user')}@{appsetting('erp-key')}", ["user whole", "erp-key whole"]],
  ["what a function makes of it", "@concat(appsetting('erp-key'), '==')", ["erp-key whole"]],
  [
    "members, each where it is",
    { key: "@appsetting('erp-key')", more: ["@appsetting('crm-key')"] },
    ["erp-key copy key", "crm-key copy more/0"],
  ],
  ["nothing of a text that only mentions a setting", "see appsetting('erp-key')", []],
  ["nothing of what is no text", 12, []],
])("the settings that a parameter reads: %s", (_, value, expected) => {
  const found = settingsIn(parameter(value)).map(({ name, mode, path }) =>
    [name, mode, ...(path.length > 0 ? [path.join("/")] : [])].join(" "),
  );
  expect(found).toEqual(expected);
});

it("a parameter that a workflow declares reads no setting", () => {
  expect(settingsIn(parameter("@appsetting('erp-key')", false))).toEqual([]);
});
