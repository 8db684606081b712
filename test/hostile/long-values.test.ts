import { describe, expect, it } from "vitest";
import { parseCloudFlow } from "../../src/cloud-flow/parse.ts";
import { piecesOf } from "../../src/dataflow/desktop/values/pieces.ts";
import { parseRobin } from "../../src/desktop-flow/robin/parser.ts";
import type { JsonObject } from "../../src/json.ts";
import { literalParts, literalText } from "../../src/knowledge/inputs.ts";
import { noteDirectives } from "../../src/linter/suppress.ts";
import { innermostName, nameBeside } from "../../src/secrets/flows/literal-context.ts";
import { isNameOf } from "../../src/secrets/harmless/not-secret.ts";
import { placeholder } from "../../src/secrets/harmless/placeholders.ts";
import { isReplacedLater } from "../../src/solution/deployment-settings.ts";
import { expectLinear } from "../growth.ts";

/** Within the limit of a file. A group of a pattern that is repeated so often uses up the engine's stack. */
const length = 16_000_000;
const fill = (piece: string): string => piece.repeat(length / piece.length);

function flowWith(inputs: JsonObject): ReturnType<typeof parseCloudFlow> {
  const definition = { actions: { Get: { type: "ApiConnection", inputs } } };
  const source = { path: "a.json", file: "", text: () => "" };
  return parseCloudFlow({ definition }, source, { id: undefined, name: "a", solution: "" });
}

describe("a value of many megabytes is read", () => {
  it.each<[string, () => unknown, unknown]>([
    ["as a parameter that is a literal", () => literalText(`@'${fill("a")}'`), undefined],
    ["as a parameter with literals", () => literalParts(`@concat('${fill("a")}')`), ""],
    ["as the name of a connection", () => flowWith({ host: { connection: { name: `$connections')['${fill("a")}` } } })?.actions.length, 1],
    ["as the name of a rule", () => noteDirectives(`solutionlint-disable a${fill("-a")}`, { path: "", file: "" }).length, 1],
    ["as a setting", () => isReplacedLater(`__a${fill("_a")}`), false],
    ["as the name of something", () => isNameOf(`a${fill(" a")}`), false],
    ["as a placeholder", () => placeholder(fill("ab")), "certain"],
    ["as the name of a member", () => nameBeside({}, [`${fill("a/")}value`]), undefined],
    ["as the name of a member behind others", () => innermostName([`${fill("a/")}b`]), "b"],
  ])("%s", (_, read, expected) => {
    expect(read()).toBe(expected);
  });

  it("as the text of a formula", () => {
    const [row] = parseRobin(`SET X TO $fx'="${fill("a")}" & B'`).main;
    if (row?.kind !== "set") throw new Error("It is no value.");
    expect(piecesOf(row.value).map(({ text }) => text.length)).toEqual([length, 1]);
  });
});

it("finds the literals beside expressions that do not end in time that grows with the text alone", () => {
  expectLinear((size) => literalParts("@{".repeat(size)), 1000);
});
