import { describe, expect, it } from "vitest";
import { analyse } from "../../../src/dataflow/analysis.ts";
import { defaultAnalysisOptions } from "../../../src/dataflow/analysis-options.ts";
import { readWorkspace } from "../../../src/dataflow/workspace/read-workspace.ts";
import { compose, http } from "../../../src/testing/actions.ts";
import { containerOf } from "../../../src/testing/solutions.ts";
import { logicAppTemplate } from "../../../src/testing/templates.ts";

const template = {
  parameters: {
    erpEntry: { type: "secureString" },
    host: { type: "string" },
    mailPassword: { type: "string" },
    losung: { type: "string" },
  },
};
const secret = "[parameters('erpEntry')]";

/** What the deployment of a template writes into a logic app: `what takes it, path below it: how the template gets it`. */
function deployed(
  actions: object,
  parts: { readonly definition?: object; readonly properties?: object } = {},
  sensitiveNames: readonly string[] = [],
): readonly string[] {
  const files = new Map(Object.entries(logicAppTemplate(actions, { template, ...parts })).map(([name, text]) => [`deploy/${name}`, text]));
  const { credentials } = analyse(readWorkspace([containerOf(files)]), { ...defaultAnalysisOptions, sensitiveNames });
  return credentials.flatMap(({ deployed: value, operation, parameter, path }) =>
    value === undefined ? [] : [`${operation?.name ?? parameter?.name}, ${path.join("/")}: ${value.from} ${value.name}`],
  );
}

describe("the deployment of a template writes a secret into", () => {
  it.each<[string, object, readonly string[]]>([
    ["an action", { Keep: compose("Keep", secret).json }, ["Keep, inputs: parameter erpEntry"]],
    [
      "a member of an action",
      { Call: http("Call", { headers: { "x-api-key": secret } }).json },
      ["Call, inputs/headers/x-api-key: parameter erpEntry"],
    ],
    [
      "an action inside of another one, to which alone it belongs",
      { Scope: { type: "Scope", actions: { Keep: compose("Keep", { a: secret }).json } } },
      ["Keep, inputs/a: parameter erpEntry"],
    ],
    [
      "a text, once, though the text has it twice",
      { Keep: compose("Keep", "[concat(parameters('erpEntry'), parameters('mailPassword'))]").json },
      ["Keep, inputs: parameter erpEntry"],
    ],
    [
      "an action, by the name of a parameter alone",
      { Keep: compose("Keep", "[parameters('mailPassword')]").json },
      ["Keep, inputs: parameter mailPassword"],
    ],
    ["an action, by a function", { Keep: compose("Keep", "[listKeys('x', '2019').key1]").json }, ["Keep, inputs: function listKeys"]],
    ["no action, where it is no secret", { Keep: compose("Keep", "[parameters('host')]").json }, []],
    ["no action, where a function returns something else", { Keep: compose("Keep", "[listKeys('x', '2019').keyName]").json }, []],
    ["no value, where only the designer reads it", { Keep: { ...compose("Keep", "x").json, metadata: { note: secret } } }, []],
    ["no value, where it is the kind of an action", { Keep: { ...compose("Keep", "x").json, kind: secret } }, []],
    ["no value, where it is the type of an action", { Keep: { type: secret, inputs: "x" } }, []],
    ["no value, where it names a step before", { Keep: { ...compose("Keep", "x").json, runAfter: { Before: [secret] } } }, []],
  ])("%s", (_, actions, expected) => {
    expect(deployed(actions)).toEqual(expected);
  });

  it("an action, by a name of the configuration", () => {
    const actions = { Keep: compose("Keep", "[parameters('losung')]").json };
    expect(deployed(actions)).toEqual([]);
    expect(deployed(actions, {}, ["losung"])).toEqual(["Keep, inputs: parameter losung"]);
  });

  it.each<[string, string, readonly string[]]>([
    ["of a plain type", "String", ["Entry, : parameter erpEntry"]],
    ["of an object", "Object", ["Entry, : parameter erpEntry"]],
    ["of a secure type, never", "SecureString", []],
    ["of a secure type in lower case, never", "secureobject", []],
  ])("a parameter of the definition %s", (_, type, expected) => {
    expect(deployed({}, { definition: { parameters: { Entry: { type, defaultValue: secret } } } })).toEqual(expected);
    const declared = { definition: { parameters: { Entry: { type } } } };
    expect(deployed({}, { ...declared, properties: { parameters: { entry: { value: secret } } } })).toEqual(expected);
  });

  it("a member of a parameter", () => {
    const parameters = { Entries: { type: "Object", defaultValue: { erp: { key: secret } } } };
    expect(deployed({}, { definition: { parameters } })).toEqual(["Entries, erp/key: parameter erpEntry"]);
  });

  it.each([
    ["the platform's own parameter", { $connections: { type: "Object", defaultValue: { erp: secret } } }],
    ["the description of a parameter", { Entry: { type: "String", metadata: { description: secret } } }],
  ])("but not %s", (_, parameters) => {
    expect(deployed({}, { definition: { parameters } })).toEqual([]);
  });
});
