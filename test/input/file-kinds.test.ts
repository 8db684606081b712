import { describe, expect, it } from "vitest";
import { isArchiveName, isBinaryName, isCanvasAppName, isFlowByName, mayBeOfSolution } from "../../src/input/file-kinds.ts";

describe("the name of a file tells", () => {
  const tests: readonly (readonly [string, (name: string) => boolean, readonly string[], readonly string[]])[] = [
    ["an archive that is opened", isArchiveName, ["Core.zip", "package.pdpkg.ZIP"], ["app.msapp", "lib.nupkg", "zip"]],
    ["a canvas app", isCanvasAppName, ["CanvasApps/a.msapp", "x/canvasapps/new_a/a.MSAPP"], ["a.msapp", "CanvasApps/a/b/c.msapp"]],
    [
      "what may be of a solution",
      mayBeOfSolution,
      [
        "a.json",
        "a/solution.XML",
        "a.yml",
        "a.yaml",
        "a.robin",
        "a.txt",
        "a.csx",
        "a.xaml",
        "WebResources/new_a",
        "x/botcomponents/a/data",
      ],
      [".venv/bin/python", "a.js", "myworkflows/a", "workflows"],
    ],
    [
      "a flow or a script",
      isFlowByName,
      ["Workflows/a.json", "x/modernflows/a.JSON", "Microsoft.Flow/flows/1/definition.json", "any/a.robin"],
      ["a.json", "Workflows/x/a.json", "Workflows/a.xml", "flows/1/definition.json", "a.txt"],
    ],
    [
      "what holds no text",
      isBinaryName,
      ["a.png", "WebResources/a.png11111111-2222-4333-8444-555555555555", "a.DLL", "a.zip", "a.svg"],
      ["a.js", "png", "a.png.txt", "a.dlls"],
    ],
  ];
  it.each(tests)("%s", (_, test, yes, no) => {
    expect(yes.filter((name) => !test(name))).toEqual([]);
    expect(no.filter(test)).toEqual([]);
  });
});
