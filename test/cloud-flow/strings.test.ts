import { describe, expect, it } from "vitest";
import type { Operation } from "../../src/cloud-flow/model.ts";
import { visitStrings } from "../../src/cloud-flow/strings.ts";
import type { Json } from "../../src/json.ts";
import { raw } from "../../src/testing/actions.ts";
import { flow } from "../../src/testing/solutions.ts";
import { analysed, operationNamed } from "../dataflow/analysed.ts";

/** An action with these inputs, read as from an export. */
function actionWith(inputs: Json): Operation {
  return operationNamed(analysed(flow("Flow", raw("Action", { type: "Http", inputs }))), "Action");
}

function visited(operation: Operation): readonly (readonly [string, readonly string[], boolean])[] {
  const strings: (readonly [string, readonly string[], boolean])[] = [];
  visitStrings(operation, (text, path, key) => strings.push([text, path, key]));
  return strings;
}

describe("strings of an operation", () => {
  it("come in the order of the file, with where they stand", () => {
    const inputs = JSON.parse('{"uri":"u","headers":{"@{x}":"h","n":1},"body":[{"a":"1"},"2",null],"__proto__":{"p":"own"}}') as Json;
    expect(visited(actionWith(inputs))).toEqual([
      ["u", ["inputs", "uri"], false],
      ["@{x}", ["inputs", "headers", "@{x}"], true],
      ["h", ["inputs", "headers", "@{x}"], false],
      ["1", ["inputs", "body", "0", "a"], false],
      ["2", ["inputs", "body", "1"], false],
      ["own", ["inputs", "__proto__", "p"], false],
    ]);
  });

  it("are not what the designer writes into every connector operation, but what stands in its place", () => {
    const host = { apiId: "/providers/Microsoft.PowerApps/apis/shared_sql", connectionName: "shared_sql", operationId: "GetItems_V2" };
    expect(visited(actionWith({ host, authentication: "@parameters('$authentication')" }))).toEqual([]);
    const other = {
      host: { connectionName: "@{triggerBody()}", name: "shared_sql" },
      authentication: "@parameters('other')",
      operationId: "o",
    };
    expect(visited(actionWith(other)).map(([text]) => text)).toEqual(["@{triggerBody()}", "shared_sql", "@parameters('other')", "o"]);
  });

  it("stand at one path object where their paths are equal", () => {
    const [first] = visited(actionWith({ body: { a: "1" } }));
    const [second] = visited(actionWith({ body: { a: "2" } }));
    expect(first?.[1]).toEqual(["inputs", "body", "a"]);
    expect(second?.[1]).toBe(first?.[1]);
  });

  it("are found beyond the depth and the number of paths that are kept", () => {
    const deep = Array.from({ length: 100 }).reduce<Json>((inner) => ({ a: inner }), "deep");
    expect(visited(actionWith(deep)).map(([text, path]) => [text, path.length])).toEqual([["deep", 101]]);
    const many = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`m${index}`, `v${index}`]));
    const wide = visited(actionWith(many));
    expect(wide).toHaveLength(20_000);
    expect(wide.every(([text, path]) => path[1] === `m${text.slice(1)}`)).toBe(true);
  });
});
