import { describe, expect, it } from "vitest";
import { mentionedNames } from "../../../src/dataflow/components/mentions.ts";
import type { Workspace } from "../../../src/dataflow/workspace.ts";
import type { Artifact } from "../../../src/input/artifact.ts";
import { flow } from "../../../src/testing/solutions.ts";
import { expectLinear } from "../../growth.ts";
import { analysed } from "../analysed.ts";

/** A workspace whose only solution has one file more. */
function workspaceWith(name: string, text: string): Workspace {
  const { workspace } = analysed(flow("Flow"));
  const bytes = Buffer.from(text);
  const artifact: Artifact = { name, size: bytes.length, read: () => bytes };
  return { ...workspace, solutions: workspace.solutions.map((solution) => ({ ...solution, files: [artifact] })) };
}

const mentioned = (text: string, name = "WebResources/a.js"): readonly string[] => [
  ...mentionedNames(workspaceWith(name, text), new Set(["new_name"])),
];

describe("a name in another component", () => {
  it.each([
    ["'new_name'", true],
    ["NEW_NAME", true],
    ["filter=%20new_name%20", true],
    ["_new_name", true],
    ["new_names", false],
    ["renew_name", false],
    ["new-name", false],
  ])("%s: %s", (text, expected) => {
    expect(mentioned(text)).toEqual(expected ? ["new_name"] : []);
  });

  it("is found among the names of more publishers than are looked for one by one", () => {
    const names = new Set(Array.from({ length: 400 }, (_, index) => `p${index}_name`));
    expect([...mentionedNames(workspaceWith("WebResources/a.js", "P399_Name, 7p3_name, xp4_name"), names)].sort()).toEqual([
      "p399_name",
      "p3_name",
    ]);
  });

  it("is none where it is declared", () => {
    const declared =
      "<a><connectionreferences><r n='new_name'/></connectionreferences><b/><ConnectionReferences>new_name</ConnectionReferences></a>";
    expect(mentioned(declared, "customizations.xml")).toEqual([]);
    expect(mentioned(`${declared}new_name`, "customizations.xml")).toEqual(["new_name"]);
    expect(mentioned("<connectionreferences>new_name", "customizations.xml")).toEqual(["new_name"]);
  });

  it.each([
    ["letters without an underscore", "A", "a.js"],
    ["letters and figures", "A0", "a.js"],
    ["underscores", "_", "a.js"],
    ["elements that are never closed", "<connectionreferences>", "customizations.xml"],
    ["closing tags", "</connectionreferences>", "customizations.xml"],
  ])("costs no more than the length of the text: %s", (_label, piece, name) => {
    expectLinear((size) => mentioned(piece.repeat(size), name), 5_000);
  });
});
