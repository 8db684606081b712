import { describe, expect, it } from "vitest";
import { analyse } from "../../../src/dataflow/analysis.ts";
import { defaultAnalysisOptions } from "../../../src/dataflow/analysis-options.ts";
import { readWorkspace } from "../../../src/dataflow/workspace/read-workspace.ts";
import { createLocator } from "../../../src/source/resolve.ts";
import { entraClientSecret, password } from "../../../src/testing/credentials.ts";
import { containerOf, fileContainer, solutionFiles } from "../../../src/testing/solutions.ts";

const file = "Workflows/Orders-0f4c2f0e-8a53-4b0c-9d0c-3f1d6f0d2a11.json";

/** Where credentials are found, and which texts of a solution's file are handed to the redactor. */
function searched(text: string): { readonly places: readonly string[]; readonly secrets: readonly string[] } {
  const secrets: string[] = [];
  const containers = [containerOf(solutionFiles({ files: { [file]: text } }), "test.zip")];
  const analysis = analyse(readWorkspace(containers), { ...defaultAnalysisOptions, onSecret: (secret) => void secrets.push(secret) });
  const locate = createLocator();
  const places = analysis.otherComponents().credentials.map(({ place }) => {
    const { line, column, endColumn } = locate(place);
    return `${line}:${column}-${endColumn}`;
  });
  return { places, secrets };
}

describe("a credential in a file that cannot be parsed", () => {
  const word = password();

  it("is at its line and column, and is handed to the redactor", () => {
    const text = `{\n  "authentication": {\n    "username": "orders",\n    "password": "${word}",\n  },\n}`;
    expect(searched(text)).toEqual({ places: [`4:18-${18 + word.length}`], secrets: [word] });
  });

  it("is found behind a line break in a text, and on both sides of a conflict", () => {
    const other = password(2);
    expect(searched(`{ "note": "first\nsecond", "password": "${word}" }`).places).toHaveLength(1);
    expect(searched(`<<<<<<< HEAD\n{"password": "${word}"}\n=======\n{"password": "${other}"}\n>>>>>>> main`).secrets).toEqual([
      word,
      other,
    ]);
  });

  it("is found in a settings file that the user named, too", () => {
    const token = entraClientSecret();
    const settings = { environment: "prod", container: fileContainer("prod.json", `{ "EnvironmentVariables": [{ "Value": "${token}" } }`) };
    const workspace = readWorkspace([containerOf(solutionFiles({}), "test.zip")], undefined, { settings: [settings] });
    const { credentials } = analyse(workspace, defaultAnalysisOptions).otherComponents();
    expect(credentials.map(({ what, name, place }) => [what, name, place.source.path])).toEqual([["settings file", "prod", "prod.json"]]);
  });

  it("is found as the value of an environment variable, whose folder or entry says what it is called", () => {
    const found = (name: string, text: string): readonly string[] => {
      const container = containerOf(solutionFiles({ files: { [name]: text } }), "test.zip");
      const { credentials } = analyse(readWorkspace([container]), defaultAnalysisOptions).otherComponents();
      return credentials.map(
        ({ place: { at }, isSetting }) => `${at.kind === "text" && text.slice(at.span?.start, at.span?.end)} ${isSetting}`,
      );
    };
    const folder = "environmentvariabledefinitions/new_ErpPassword";
    expect(found(`${folder}/environmentvariablevalues.json`, `{ "environmentvariablevalue": { "value" : "${word}", } }`)).toEqual([
      `${word} true`,
    ]);
    expect(
      found(`${folder}/environmentvariabledefinition.xml`, `<environmentvariabledefinition><defaultvalue>${word}</defaultvalue>`),
    ).toEqual([`${word} true`]);
    expect(
      found("deploymentsettings.json", `{ "EnvironmentVariables": [{ "SchemaName": "new_ErpPassword", "Value": "${word}" } }`),
    ).toEqual([`${word} true`]);
    expect(found("deploymentsettings.json", `{ "EnvironmentVariables": [{ "SchemaName": "new_ErpUrl", "Value": "${word}" } }`)).toEqual([]);
  });

  it("is no second time where a problem of the file leaves it to be read", () => {
    const token = entraClientSecret();
    expect(searched(`{"properties":{"definition":{"actions":{},"actions":{},"note":"${token}"}}}`).places).toEqual([]);
  });
});
