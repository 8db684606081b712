import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maskedText } from "../../src/findings/excerpt.ts";
import {
  compose,
  condition,
  environmentSecret,
  http,
  initializeVariable,
  keyVault,
  setVariable,
  terminate,
} from "../../src/testing/actions.ts";
import { apiKey, password } from "../../src/testing/credentials.ts";
import { desktop } from "../../src/testing/desktop.ts";
import { flow, type SolutionSpec } from "../../src/testing/solutions.ts";
import { excerptsOf, placesOf, shown } from "./excerpts.ts";

const inExpression = (text: string): string => text.replaceAll("'", "''");
const inScript = (text: string): string => text.replace(/[\\'"]/g, "\\$&");
const onOneLine = (text: string): string => text.replace(/[\r\n]/g, "");

/** A solution with a text wherever a maker can write one. */
function solutionWith(text: string): SolutionSpec {
  const quoted = `'${inExpression(text)}'`;
  return {
    flows: [
      {
        ...flow(
          "Texts",
          keyVault.getSecret("Get_secret"),
          environmentSecret("Read_password"),
          initializeVariable("First", "first", text),
          setVariable("Again", "first", `@concat(${quoted}, variables('first'), ${quoted}, body('Get_secret')?['value'])`),
          http("Call", {
            method: text,
            uri: `https://${text}@example.org/?key=${text}`,
            headers: { Authorization: `Basic ${text}`, "x-api-key": text, type: text, operationId: text, apiId: text, name: text },
            authentication: { type: "Basic", username: text, password: text },
            body: { member: text, list: [text, { pin: text }], inner: `{"password":"${text}"}`, schemaName: text },
          }),
          compose("Copy", `@{${quoted}} ${text} @{variables(${quoted})} @{if(equals(${quoted}, null), 'a', ${quoted})}`, { note: text }),
          compose("Unknown", `@unknown(${quoted})`),
          compose("Broken", `@concat(${quoted}, body('Get_secret'`),
          condition("Whether", { equals: ["@variables('first')", text] }, [terminate("Stop", text)]),
        ),
        description: text,
        parameters: { Key: { type: "String", defaultValue: text, metadata: { schemaName: "new_Key", description: text } } },
      },
    ],
    desktopFlows: [
      desktop(
        "Script",
        { inputs: { Code: onOneLine(inScript(text)) } },
        `@@note: '${onOneLine(inScript(text))}'`,
        `SET Password TO $'''${inScript(onOneLine(text)).replaceAll("%", "%%")}'''`,
        `SET Row TO {'Key': '${onOneLine(inScript(text))}' }`,
        `# ${onOneLine(text)}`,
        `**REGION ${onOneLine(text)}`,
        `Logging.LogMessage Message: $'''a %Password + '${onOneLine(inScript(text)).replaceAll("%", "")}'% b''' LogLevel: Logging.LogLevel.Info`,
        `System.RunDOSCommand.RunDOSCommand DOSCommandOrApplication: $fx'=Concat("${onOneLine(inScript(text)).replaceAll("$", "")}", Password)' StandardOutput=> Output`,
        `**ENDREGION`,
      ),
    ],
    variables: [{ schemaName: "new_Key", defaultValue: text, value: text }],
  };
}

/** All excerpts of a solution, one below the other. */
function everything(spec: SolutionSpec): string {
  const { workspace, excerptOf } = excerptsOf(spec);
  return placesOf(workspace)
    .map((place) => shown(excerptOf(place)))
    .join("\n\n");
}

/** Pieces of four characters, the shortest that could tell something. */
function pieces(text: string): ReadonlySet<string> {
  return new Set(Array.from({ length: Math.max(0, text.length - 3) }, (_, start) => text.slice(start, start + 4)));
}

const usual = everything(solutionWith("x9"));
const vocabulary = pieces(usual);

describe("an excerpt", () => {
  test("shows what stands around the texts", () => {
    expect(usual).toContain('"Authorization": "•••"');
    expect(usual).toContain(`@concat('•••', variables('first'), '•••', body('Get_secret')?['value'])`);
    expect(usual).toContain("SET Password TO $'''•••'''");
    expect(usual).toContain("# •••");
    expect(usual).toContain("<defaultvalue>«•••»</defaultvalue>");
  });

  test.each([
    ["a password", password(3)],
    ["a key", apiKey(4)],
    ["a short password", ["hun", "ter2"].join("")],
    ["a PIN", "4711"],
    ["a PIN of few digits", "471"],
    ["a word", "Sommer"],
    ["base64", Buffer.from(`orders:${password(5)}`).toString("base64")],
    ["quotes and brackets", `a'b"c]]>{%}${password(6)}`],
    ["the name of an action that there is not", "Get_password"],
  ])("is the same whatever a text is: %s", (_, text) => {
    expect(everything(solutionWith(text))).toBe(usual);
  });

  test("never holds a piece of a text, whatever the text is", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "grapheme", minLength: 4 }),
          fc.string({ minLength: 4, unit: fc.constantFrom(..."@{}'\"%$#*[]()<>&;abAB12 \\/:.,=") }),
        ),
        (text) => {
          const all = everything(solutionWith(text));
          const leaked = [...pieces(text)].filter((piece) => !vocabulary.has(piece) && all.includes(piece));
          expect(leaked).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("takes words without quotes in a script that cannot be read for texts", () => {
    const secret = ["hun", "ter2"].join("");
    const spec: SolutionSpec = {
      desktopFlows: [desktop("Script", {}, `SET Password TO ${secret} ${secret}`, "SET Other TO Password", `SET Third TO ${secret}`)],
    };
    expect(everything(spec)).not.toContain(secret);
    expect(everything(spec)).toContain(`SET Other TO Password`);
    expect(everything(spec)).toContain(`SET Third TO ${maskedText}`);
  });
});
