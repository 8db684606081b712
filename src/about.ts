import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Name of the tool, as reports give it. */
export const toolName = "solutionlint";

/** Home page of the project. */
export const homepage = "https://github.com/solutionlint/solutionlint";

/** The version in package.json. */
export function toolVersion(): string {
  // Compiled files are one folder deeper than their sources.
  for (const path of ["../../package.json", "../package.json"]) {
    try {
      const text = readFileSync(new URL(path, import.meta.url), "utf8");
      const { name, version } = JSON.parse(text) as { readonly name?: string; readonly version?: string };
      if (name === toolName && version !== undefined) return version;
    } catch {
      // Not there: try the next.
    }
  }
  return "0.0.0";
}

/** Distinguishes builds of one version, as installations from a repository have: names, sizes and times of the program's files. */
export function toolBuild(): string {
  const folder = fileURLToPath(new URL(".", import.meta.url));
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return files
    .map((name) => {
      const { size, mtimeMs } = statSync(join(folder, name));
      return `${name} ${size} ${mtimeMs}`;
    })
    .join("\n");
}

/** Address of a rule's page. Rules of plug-ins and configurations have none of their own. */
export function rulePage(name: string): string {
  if (name.includes("/")) return `${homepage}/blob/main/docs/custom-rules.md`;
  return `${homepage}/blob/main/docs/rules/${name}.md`;
}
