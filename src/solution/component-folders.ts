import { distinct } from "../collections.ts";
import { folderOf } from "../slash-path.ts";
import type { ComponentFolder, Solution } from "./model.ts";

/** Everything in the folder is part of the component; of a folder with data, with parts of an agent, or of a logic app, single files are. */
export function isWholeFolder({ kind }: ComponentFolder): boolean {
  return kind !== "data" && kind !== "agent-parts" && kind !== "logic-app";
}

/** A topic, an action or another part of an agent, as the extension of Visual Studio Code calls it. */
const partOfAgent = /\.mcs\.ya?ml$/i;
/** How a topic begins that was copied from the code editor of Copilot Studio, and an agent that was extracted as a template. */
const beginsAsAgent =
  /^\uFEFF?(?:(?:---)?[ \t]*(?:#[^\r\n]*)?\r?\n){0,40}(?:"?\$?kind"?[ \t]*:[ \t]*["']?(?:AdaptiveDialog|TaskDialog|BotDefinition|GptComponentMetadata)\b)/;
/** Characters of a file that tell whether it is a part of an agent. */
const longestBeginning = 4096;

/**
 * The files that are parts of agents, also where the agent that they are of is not there: by their name, or by how a YAML file begins.
 * @param textOf the text of a file; undefined where it has none
 */
export function partsOfAgents(names: readonly string[], textOf: (name: string) => string | undefined): ReadonlySet<string> {
  return new Set(
    names.filter((name) => {
      if (partOfAgent.test(name)) return true;
      // Pipelines are described in folders that begin with a dot.
      if (!/\.ya?ml$/i.test(name) || /(?:^|\/)\./.test(name)) return false;
      return beginsAsAgent.test(textOf(name)?.slice(0, longestBeginning) ?? "");
    }),
  );
}

/** Files of a Standard logic app that other apps have as well, by name, and what they say if they are of one. */
const filesOfLogicApps: readonly (readonly [RegExp, RegExp])[] = [
  [/(?:^|\/)connections\.json$/i, /"(?:managedApiConnections|serviceProviderConnections)"\s{0,9}:/],
  [/(?:^|\/)(?:(?:local|cloud|app)\.settings|appsettings)\.json$/i, /"workflowapp"|"WORKFLOWS_[A-Z_]{1,60}"/],
];

/**
 * The files that say themselves that they are of a logic app, so that no workflow has to lie beside them.
 * @param textOf the text of a file; undefined where it has none
 */
export function partsOfLogicApps(names: readonly string[], textOf: (name: string) => string | undefined): ReadonlySet<string> {
  return new Set(names.filter((name) => filesOfLogicApps.some(([called, says]) => called.test(name) && says.test(textOf(name) ?? ""))));
}

/**
 * Files that every component of a kind has, and the folder they are in as the first group.
 * Sources: https://learn.microsoft.com/power-pages/configure/power-platform-cli-tutorial, https://learn.microsoft.com/power-platform/developer/cli/reference/canvas,
 * https://learn.microsoft.com/microsoft-copilot-studio/visual-studio-code-extension-overview,
 * https://learn.microsoft.com/power-platform/admin/manage-configuration-data,
 * https://learn.microsoft.com/azure/logic-apps/edit-app-settings-host-settings
 */
const markers: readonly (readonly [RegExp, ComponentFolder["kind"]])[] = [
  [/^(.*\/)?website\.ya?ml$/i, "site"],
  [/^(.*\/)?(?:agent|settings)\.mcs\.ya?ml$/i, "agent"],
  [/^(.*\/)?(?:canvasmanifest\.json|src\/app\.(?:pa|fx)\.yaml)$/i, "app"],
  [/^(.*\/)?data_schema\.xml$/i, "data"],
  [/^(.*\/)?(?:connections|parameters|(?:local|cloud|app)\.settings|appsettings)\.json$/i, "logic-app"],
];

/** Files and folders that are beside `website.yml` in a site: other files of that name describe builds. */
const ofSite = {
  file: /^sitesetting\.ya?ml$/i,
  folder: /^(?:web-pages|web-templates|web-files|page-templates|content-snippets|site-settings)$/i,
};

/**
 * The folders of sites, agents and apps among files that belong to no solution, outer ones first; one in another is a part of it.
 * @param parts the files that are parts of agents
 * @param ofLogicApps the files that say themselves that they are of a logic app
 */
export function componentFolders(
  names: readonly string[],
  parts: ReadonlySet<string>,
  ofLogicApps: ReadonlySet<string> = new Set(),
): readonly ComponentFolder[] {
  const found = new Map<string, ComponentFolder>();
  let sites: ReadonlySet<string> | undefined;
  let logicApps: ReadonlySet<string> | undefined;
  for (const name of names) {
    for (const [pattern, kind] of markers) {
      const match = pattern.exec(name);
      const folder = match?.[1] ?? "";
      if (match === null || found.has(folder.toLowerCase())) continue;
      if (kind === "site") sites ??= foldersOfSites(names);
      if (kind === "logic-app") logicApps ??= foldersOfLogicApps(names);
      const isOfApp = ofLogicApps.has(name) || logicApps?.has(folder.toLowerCase());
      const isProven = kind === "site" ? sites?.has(folder) : kind === "logic-app" ? isOfApp : true;
      if (isProven === true) found.set(folder.toLowerCase(), { folder, kind });
    }
  }
  const whole = new Map([...found].filter(([, component]) => isWholeFolder(component)));
  const single = [...parts].filter((name) => componentAround(name, whole) === undefined);
  const ofParts = distinct(single.map(folderOf));
  return [...found.values(), ...ofParts.map((folder): ComponentFolder => ({ folder, kind: "agent-parts" }))]
    .filter(({ folder }) => componentAround(folder.slice(0, -1), whole) === undefined)
    .sort((a, b) => a.folder.length - b.folder.length);
}

/** The outermost of some components, given by their folders in lower case, that a file or folder is in. */
export function componentAround(name: string, byFolder: ReadonlyMap<string, ComponentFolder>): ComponentFolder | undefined {
  const everywhere = byFolder.get("");
  if (everywhere !== undefined && name !== "") return everywhere;
  const lower = name.toLowerCase();
  for (let end = lower.indexOf("/"); end >= 0; end = lower.indexOf("/", end + 1)) {
    const found = byFolder.get(lower.slice(0, end + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Folders that hold what a site has beside its `website.yml`. */
function foldersOfSites(names: readonly string[]): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const name of names) {
    let start = 0;
    for (let end = name.indexOf("/"); end >= 0; end = name.indexOf("/", start)) {
      if (ofSite.folder.test(name.slice(start, end))) folders.add(name.slice(0, start));
      start = end + 1;
    }
    if (ofSite.file.test(name.slice(start))) folders.add(name.slice(0, start));
  }
  return folders;
}

/** Folders, in lower case, that hold a folder for each workflow, as those of a Standard logic app do. */
function foldersOfLogicApps(names: readonly string[]): ReadonlySet<string> {
  return new Set(
    names.flatMap((name) => {
      const match = /^(?<app>.*\/)?[^/]+\/workflow\.json$/i.exec(name);
      return match === null ? [] : [(match.groups?.app ?? "").toLowerCase()];
    }),
  );
}

/** Whether loose files hold anything besides flows and scripts that can be analysed. */
export function holdsComponents({ customConnectors, componentFolders }: Pick<Solution, "customConnectors" | "componentFolders">): boolean {
  return customConnectors.length > 0 || componentFolders.length > 0;
}
