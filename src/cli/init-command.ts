import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { homepage, toolVersion } from "../about.ts";
import { configFileName } from "../config/discover.ts";
import { errorCode, fileProblem, UserError } from "../errors.ts";
import { exitCodes } from "./exit-codes.ts";

/** What `init` wants to know about a project. */
export interface Project {
  /** Where the exports or unpacked sources are: what to pass to the tool. */
  readonly sources: string;
  readonly github: boolean;
  readonly azure: boolean;
  readonly gitlab: boolean;
  /** Whether the package is installed in the project, so that its schema can be named. */
  readonly installed: boolean;
}

/** The `init` command. @throws UserError when there is a configuration already and `force` is not given */
export async function initCommand({ force }: { readonly force: boolean }): Promise<number> {
  const cwd = process.cwd();
  const project = detectProject(cwd);
  try {
    writeFileSync(join(cwd, configFileName), initialConfig(project), { flag: force ? "w" : "wx" });
  } catch (error) {
    if (errorCode(error) === "EEXIST") throw new UserError(`${configFileName} already exists; --force replaces it.`);
    throw new UserError(`${configFileName} cannot be written: ${fileProblem(error)}.`);
  }
  process.stderr.write(`Wrote ${configFileName}.\n`);
  process.stdout.write(snippets(project));
  return exitCodes.ok;
}

/** Looks at names in a folder, two levels deep; reads no file. */
function detectProject(folder: string): Project {
  const has = (...names: readonly string[]): boolean => names.some((name) => existsSync(join(folder, name)));
  return {
    sources: sourcesOf(folder),
    github: has(".github"),
    azure: has("azure-pipelines.yml", "azure-pipelines.yaml", ".azure-pipelines", ".azuredevops", "pipelines"),
    gitlab: has(".gitlab-ci.yml"),
    installed: has("node_modules/solutionlint/schema.json"),
  };
}

/** The folder with solutions: itself an unpacked one, or one whose entries are zips, unpacked solutions or `pac solution init` projects. */
function sourcesOf(folder: string): string {
  if (holdsSolutions(folder)) return ".";
  const found = namesIn(folder).find((name) => !name.startsWith(".") && name !== "node_modules" && holdsSolutions(join(folder, name)));
  return found === undefined ? "." : `${found}/`;
}

function holdsSolutions(folder: string): boolean {
  const names = namesIn(folder);
  if (names.some((name) => /\.(?:zip|cdsproj)$/i.test(name)) || isUnpacked(names)) return true;
  return names.some((name) => {
    if (name.startsWith(".") || name === "node_modules") return false;
    const below = namesIn(join(folder, name));
    return isUnpacked(below) || below.some((inner) => /\.cdsproj$/i.test(inner)) || isUnpacked(namesIn(join(folder, name, "src")));
  });
}

function isUnpacked(names: readonly string[]): boolean {
  return names.some((name) => /^(?:other|solution\.xml)$/i.test(name));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/** A configuration that changes nothing yet, with room for what projects change first. */
export function initialConfig(project: Project): string {
  const lines = [
    "{",
    ...(project.installed ? ['  "$schema": "./node_modules/solutionlint/schema.json",'] : []),
    '  // "recommended", or "strict" for all rules.',
    '  "extends": ["recommended"],',
    '  // "off", "on", "note", "warning" or "error", by rule. `solutionlint rules` lists them.',
    '  "rules": {},',
    '  // Exceptions for parts of the input, each with a reason and, if possible, a last day in "expires".',
    '  "overrides": [],',
    "  // Globs of files to leave out.",
    '  "ignore": []',
    "}",
  ];
  return `${lines.join("\n")}\n`;
}

/** What to add to the hooks and pipelines that the project has; without any, the hook and the two most common pipelines. */
export function snippets(project: Project): string {
  const none = !project.github && !project.azure && !project.gitlab;
  const parts = [
    hookSnippet(),
    ...(project.github || none ? [githubSnippet(project)] : []),
    ...(project.azure || none ? [azureSnippet(project)] : []),
    ...(project.gitlab ? [gitlabSnippet(project)] : []),
    `Try it now:\n\n  npx solutionlint ${project.sources}\n\nMore: ${homepage}/blob/main/docs/ci.md`,
  ];
  return `${parts.join("\n\n")}\n`;
}

/** What tags and ranges name that stay on compatible versions: `0` of `0.1.0`. */
function majorVersion(): string {
  return toolVersion().replace(/\..*$/s, "");
}

function hookSnippet(): string {
  return `Before each commit, with pre-commit (.pre-commit-config.yaml):

  repos:
    - repo: https://github.com/solutionlint/solutionlint
      rev: v${toolVersion()}
      hooks:
        - id: solutionlint`;
}

function githubSnippet({ sources }: Project): string {
  return `For GitHub (.github/workflows/solutionlint.yml):

  name: solutionlint
  on:
    pull_request:
    push:
      branches: [main]
  permissions: {}
  jobs:
    solutionlint:
      runs-on: ubuntu-latest
      permissions:
        contents: read
        security-events: write
      steps:
        - uses: actions/checkout@v4
          with:
            persist-credentials: false
        - uses: solutionlint/solutionlint@v${majorVersion()}
          with:
            paths: ${sources}`;
}

function azureSnippet({ sources }: Project): string {
  return `For Azure Pipelines (a step after the export or unpacking):

  - task: UseNode@1
    inputs:
      version: 22.x
  - script: npx --yes solutionlint@${majorVersion()} ${sources} -f azure -f sarif:solutionlint.sarif
    displayName: solutionlint
  - publish: solutionlint.sarif
    artifact: CodeAnalysisLogs
    condition: succeededOrFailed()`;
}

function gitlabSnippet({ sources }: Project): string {
  return `For GitLab (.gitlab-ci.yml):

  solutionlint:
    image: node:22
    script: npx --yes solutionlint@${majorVersion()} ${sources} -f stylish -f codequality:gl-code-quality-report.json
    artifacts:
      when: always
      reports:
        codequality: gl-code-quality-report.json`;
}
