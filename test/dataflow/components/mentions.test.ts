import { describe, expect, it } from "vitest";
import { mentionsOf } from "../../../src/dataflow/components/mentions.ts";
import type { Workspace } from "../../../src/dataflow/workspace/workspace.ts";
import { type Artifact, ArtifactError } from "../../../src/input/artifact.ts";
import type { Place, SourceFile } from "../../../src/source/place.ts";
import { flow } from "../../../src/testing/solutions.ts";
import { expectLinear } from "../../growth.ts";
import { analysed, analysedSolutions } from "../analysed.ts";

/** A workspace whose only solution has one file more. */
function workspaceWith(name: string, text: string): Workspace {
  const { workspace } = analysed(flow("Flow"));
  const bytes = Buffer.from(text);
  const artifact: Artifact = { name, size: bytes.length, read: () => bytes };
  return { ...workspace, solutions: workspace.solutions.map((solution) => ({ ...solution, files: [artifact] })) };
}

/** Which of the names the only solution of a workspace mentions. */
function mentionedIn(workspace: Workspace, names: ReadonlySet<string>): readonly string[] {
  const mentions = mentionsOf(workspace, names);
  return workspace.solutions.flatMap((solution) => [...names].filter((name) => mentions.includes(name, solution)));
}

const mentioned = (text: string, name = "WebResources/a.js"): readonly string[] =>
  mentionedIn(workspaceWith(name, text), new Set(["new_name"]));

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

  it("may be in a text that cannot be read", () => {
    const workspace = workspaceWith("WebResources/a.js", "");
    const unreadable = (name: string): Workspace => ({
      ...workspace,
      solutions: workspace.solutions.map((solution) => ({
        ...solution,
        files: [
          {
            name,
            size: 1,
            read: () => {
              throw new ArtifactError({ kind: "unreadable", message: "The file is damaged." });
            },
          },
        ],
      })),
    });
    expect(mentionedIn(unreadable("WebResources/a.js"), new Set(["new_name"]))).toEqual(["new_name"]);
    expect(mentionedIn(unreadable("WebResources/a.png"), new Set(["new_name"]))).toEqual([]);
  });

  it("is none in a settings file, by whichever path it was given", () => {
    const workspace = workspaceWith("deploy/settings.json", "new_name");
    const path = workspace.solutions[0]?.container.path ?? "";
    const settings = (place: Pick<SourceFile, "path" | "file">): Workspace["settings"] => {
      const source: SourceFile = { ...place, text: () => "" };
      const at: Place = { source, at: { kind: "json", pointer: [] } };
      const { origin, environment } = { origin: "given", environment: "Test" } as const;
      return [{ source, origin, environment, references: [], variables: [], referencesPlace: at, variablesPlace: at }];
    };
    const names = new Set(["new_name"]);
    const given = { path: `${path}/deploy/settings.json`, file: "" };
    expect(mentionedIn({ ...workspace, settings: settings(given) }, names)).toEqual([]);
    expect(mentionedIn({ ...workspace, settings: settings({ path, file: "deploy/settings.json" }) }, names)).toEqual([]);
    expect(mentionedIn({ ...workspace, settings: settings({ path: "other.zip", file: "deploy/settings.json" }) }, names)).toEqual([
      "new_name",
    ]);
  });

  it("may be in such a text of a solution that needs the one of the name, and of no other", () => {
    const { solutions, ...workspace } = workspaceWith("WebResources/a.js", "");
    const read = (): Buffer => {
      throw new ArtifactError({ kind: "unreadable", message: "The file is damaged." });
    };
    const by = (needed: string): boolean => {
      const [own] = solutions;
      if (own === undefined) throw new Error("no solution");
      const broken = { ...own, uniqueName: "Other", files: [{ name: "WebResources/a.js", size: 1, read }] };
      const other = { ...broken, dependencies: [{ kind: "other" as const, name: "new_x", solution: needed }] };
      const whole = { ...workspace, solutions: [own, other] };
      return mentionsOf(whole, new Set(["new_name"])).includes("new_name", own);
    };
    const uniqueName = solutions[0]?.uniqueName ?? "";
    expect([by(uniqueName), by(`${uniqueName} (1.0.0.3)`), by("Another (1.0.0.3)"), by("")]).toEqual([true, true, false, false]);
  });

  it("is found among the names of more publishers than are looked for one by one", () => {
    const names = new Set(Array.from({ length: 400 }, (_, index) => `p${index}_name`));
    expect(mentionedIn(workspaceWith("WebResources/a.js", "P399_Name, 7p3_name, xp4_name"), names)).toEqual(["p3_name", "p399_name"]);
  });

  it("is none in what lies beside the components: notes, and earlier reports of this tool", () => {
    expect(mentioned("new_name", "report.sarif")).toEqual([]);
    const { workspace } = analysed(flow("Flow"));
    const [solution] = workspace.solutions;
    if (solution === undefined) throw new Error("There is no solution.");
    const file = (name: string): Artifact => ({ name, size: 8, read: () => Buffer.from("new_name") });
    const loose = (name: string, folder?: string): Workspace => ({
      ...workspace,
      solutions: [
        {
          ...solution,
          kind: "loose",
          files: [file(name)],
          agentParts: new Set(name.endsWith(".mcs.yml") ? [name] : []),
          componentFolders: folder === undefined ? [] : [{ folder, kind: "site" }],
        },
      ],
    });
    const names = new Set(["new_name"]);
    expect(mentionedIn(loose("notes/todo.txt"), names)).toEqual([]);
    expect(mentionedIn(loose("notes/todo.txt", "Site/"), names)).toEqual([]);
    expect(mentionedIn(loose("site/web-pages/a.html", "Site/"), names)).toEqual(["new_name"]);
    expect(mentionedIn(loose("topics/Ask.mcs.yml"), names)).toEqual(["new_name"]);
  });

  it("counts for other solutions, and not for another export of its own", () => {
    const { workspace } = analysedSolutions([
      { uniqueName: "Orders", version: "1.0.0.2" },
      { uniqueName: "Orders", version: "1.0.0.1", files: { "WebResources/a.js": "new_name" } },
      { uniqueName: "Base" },
    ]);
    const mentions = mentionsOf(workspace, new Set(["new_name"]));
    expect(workspace.solutions.map((solution) => mentions.includes("new_name", solution))).toEqual([false, true, true]);
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
