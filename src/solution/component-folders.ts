import type { Solution } from "./model.ts";

/** A folder that holds the source of one component outside of any solution, as command-line tools download it. */
export interface ComponentFolder {
  /** Below the solution's root: empty, or ending in `/`. */
  readonly folder: string;
  readonly kind: "site" | "agent" | "app";
}

/**
 * Files that every component of a kind has, and the folder they stand in as the first group.
 * Sources: https://learn.microsoft.com/power-pages/configure/power-platform-cli-tutorial, https://learn.microsoft.com/power-platform/developer/cli/reference/canvas,
 * https://learn.microsoft.com/microsoft-copilot-studio/visual-studio-code-extension-overview
 */
const markers: readonly (readonly [RegExp, ComponentFolder["kind"]])[] = [
  [/^(.*\/)?website\.ya?ml$/i, "site"],
  [/^(.*\/)?(?:agent|settings)\.mcs\.ya?ml$/i, "agent"],
  [/^(.*\/)?(?:canvasmanifest\.json|src\/app\.(?:pa|fx)\.yaml)$/i, "app"],
];

/** What lies beside `website.yml` in a site: other files of that name describe builds. */
const ofSite = /^(?:sitesetting\.ya?ml$|(?:web-pages|web-templates|web-files|page-templates|content-snippets|site-settings)\/)/i;

/** The folders of sites, agents and apps among files that belong to no solution, outer ones first; one in another is a part of it. */
export function componentFolders(names: readonly string[]): readonly ComponentFolder[] {
  const found = new Map<string, ComponentFolder>();
  for (const name of names) {
    for (const [pattern, kind] of markers) {
      const match = pattern.exec(name);
      const folder = match?.[1] ?? "";
      if (match === null || found.has(folder)) continue;
      if (kind !== "site" || names.some((other) => other.startsWith(folder) && ofSite.test(other.slice(folder.length))))
        found.set(folder, { folder, kind });
    }
  }
  const folders = [...found.values()].sort((a, b) => a.folder.length - b.folder.length);
  return folders.filter(
    ({ folder }, index) => !folders.slice(0, index).some((outer) => folder.toLowerCase().startsWith(outer.folder.toLowerCase())),
  );
}

/** Whether loose files hold anything besides flows and scripts that can be analysed. */
export function holdsComponents({ customConnectors, componentFolders }: Pick<Solution, "customConnectors" | "componentFolders">): boolean {
  return customConnectors.length > 0 || componentFolders.length > 0;
}
