import { describe, expect, test } from "vitest";
import { operationPlace } from "../../src/cloud-flow/model.ts";
import { readWorkspace } from "../../src/dataflow/workspace/read-workspace.ts";
import { rowPlace } from "../../src/desktop-flow/model.ts";
import { createExcerpter } from "../../src/excerpt/create.ts";
import type { SourceFile } from "../../src/source/place.ts";
import { compose, http, initializeVariable, keyVault } from "../../src/testing/actions.ts";
import { desktop } from "../../src/testing/desktop.ts";
import { containerOf, flow } from "../../src/testing/solutions.ts";
import { expectLinear } from "../growth.ts";
import { excerptsOf, shown } from "./excerpts.ts";

describe("the code around a place in a flow", () => {
  const { workspace, excerptOf } = excerptsOf({
    flows: [
      flow(
        "Orders",
        keyVault.getSecret("Get_secret", { secure: ["outputs"] }),
        initializeVariable("Key", "apiKey", "x"),
        http("Call", {
          method: "POST",
          uri: "https://example.org",
          headers: {
            A: "1",
            B: "2",
            C: "3",
            D: "4",
            "x-api-key": "@{body('Get_secret')?['value']}-@{variables('apiKey')}",
            E: "5",
            F: "6",
            G: "7",
            H: "8",
            I: "9",
          },
          authentication: { type: "Basic", username: "me", password: "you" },
        }),
        compose("Numbers", { small: 12, large: 1234, password: 12, yes: true, nothing: null }),
      ),
    ],
  });
  const excerptAt = (name: string, path: readonly string[], span?: { readonly start: number; readonly end: number }): string => {
    const operation = workspace.cloudFlows[0]?.byName.get(name)?.[0];
    return operation === undefined ? "" : shown(excerptOf(operationPlace(operation, path, span)));
  };

  test("is its operation, with the members next to the way", () => {
    expect(excerptAt("call", ["inputs", "headers", "x-api-key"])).toBe(`"Call": {
  "type": "Http",
  "inputs": {
    "method": "POST",
    "uri": "•••",
    "headers": {
      …
      "B": "•••",
      "C": "•••",
      "D": "•••",
      "x-api-key": «"@{body('Get_secret')?['value']}•••@{variables('apiKey')}"»,
      "E": "•••",
      "F": "•••",
      "G": "•••",
      …
    },
    "authentication": {
      "type": "Basic",
      "username": "•••",
      "password": "•••"
    }
  }
}`);
  });

  test("marks a part of a text", () => {
    expect(excerptAt("call", ["inputs", "headers", "x-api-key"], { start: 2, end: 30 })).toContain("@{«body('Get_secret')?['value']»}");
  });

  test("marks the name of an operation that is meant as a whole, and says what it is about", () => {
    expect(excerptAt("get_secret", [])).toBe(`«"Get_secret"»: {
  "type": "OpenApiConnection",
  "inputs": {
    "host": {
      "connectionName": "shared_keyvault",
      "operationId": "GetSecret",
      "apiId": "/providers/Microsoft.PowerApps/apis/shared_keyvault"
    },
    "parameters": {
      "secretName": "@parameters('Secret name (new_SecretName)')"
    },
    "authentication": "@parameters('$authentication')"
  },
  "runtimeConfiguration": { … }
}`);
  });

  test("shows numbers of two digits, where they are no credential", () => {
    expect(excerptAt("numbers", ["inputs", "small"])).toContain('"small": «•••»');
    expect(excerptAt("numbers", ["inputs", "yes"])).toContain(`    "small": 12,
    "large": •••,
    "password": •••,
    "yes": «true»,
    "nothing": null`);
  });

  test("names the lines of the file", () => {
    const operation = workspace.cloudFlows[0]?.byName.get("call")?.[0];
    const numbers = operation === undefined ? [] : excerptOf(operationPlace(operation))?.lines.map(({ number }) => number);
    expect(new Set(numbers)).toEqual(new Set([1, undefined]));
  });
});

test("excerpts of a long list take no more than their number", () => {
  const work = (size: number): void => {
    const list = Array.from({ length: size }, (_, index) => ({ pin: index, text: `${index}` }));
    const { workspace, excerptOf } = excerptsOf({ flows: [flow("List", compose("List", list))] });
    const operation = workspace.cloudFlows[0]?.actions[0];
    if (operation === undefined) throw new Error("There is no action.");
    for (let index = 0; index < size; index++) excerptOf(operationPlace(operation, ["inputs", `${index}`, "text"]));
  };
  expectLinear(work, 500);
});

describe("the code around a place in a script", () => {
  const { workspace, excerptOf } = excerptsOf({
    desktopFlows: [
      desktop(
        "Post",
        { inputs: ["SapUser"], sensitive: ["SapUser"] },
        "SET Count TO 3",
        "SET Text TO $'''first",
        "second'''",
        "IF IsEmpty(SapUser) = True THEN",
        "    Display.ShowMessageDialog.ShowMessage Title: $'''Hello''' Message: $'''User %SapUser% is %Row['Name'].Length% long''' Icon: Display.Icon.None ButtonPressed=> Pressed",
        "END",
        "SET Code TO 4711",
      ),
    ],
  });
  const excerptAt = (index: number): string => {
    const row = workspace.desktopFlows[0]?.rows[index];
    return row === undefined ? "" : shown(excerptOf(rowPlace(row)));
  };

  test("is its row with those around it", () => {
    expect(excerptAt(3)).toBe(`IF IsEmpty(SapUser) = True THEN
    «Display.ShowMessageDialog.ShowMessage Title: $'''•••''' Message: $'''•••%SapUser%•••%•••['Name'].Length%•••''' Icon: Display.Icon.None ButtonPressed=> Pressed»
END
SET Code TO •••`);
  });

  test("shows a text of several lines as one, and marks the first word of a block", () => {
    expect(excerptAt(2)).toContain("SET Text TO $'''•••'''\n«IF» IsEmpty(SapUser)");
  });
});

describe("the code around a place in other files", () => {
  const excerptOf = createExcerpter(readWorkspace([containerOf(new Map())]));
  const file = (text: string): SourceFile => ({ path: "x", file: "x", text: () => text });

  test("is the element with its neighbours", () => {
    const text = `<root><a/><b/><c/><d>one</d><e id='x' type="100000005" on="1"><!-- old --><![CDATA[two]]></e><f><g>three</g></f></root>`;
    const start = text.indexOf("two");
    expect(shown(excerptOf({ source: file(text), at: { kind: "text", span: { start, end: start + 3 } } }))).toBe(`<root>
  …
  <b />
  <c />
  <d>•••</d>
  <e id="•••" type="100000005" on="1">«•••»</e>
  <f>…</f>
</root>`);
  });

  test("is not shown of what is no JSON, XML or script", () => {
    expect(excerptOf({ source: file("const x = 'y'"), at: { kind: "text", span: { start: 1, end: 2 } } })).toBeUndefined();
    expect(excerptOf({ source: file("<a><b></a>"), at: { kind: "text", span: { start: 1, end: 2 } } })).toBeUndefined();
  });

  test("is not shown of a file that cannot be read any more", () => {
    const gone: SourceFile = {
      path: "x",
      file: "x",
      text() {
        throw new Error("gone");
      },
    };
    expect(excerptOf({ source: gone, at: { kind: "json", pointer: [] } })).toBeUndefined();
  });
});
