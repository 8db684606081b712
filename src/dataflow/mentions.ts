import type { Artifact } from "../input/artifact.ts";
import type { Solution } from "../solution/model.ts";
import { decodeText } from "../source/source-file.ts";
import type { Workspace } from "./workspace.ts";

/** Files that are no text, and text in which a name says nothing about its use. */
const notText = /\.(?:msapp|zip|png|jpe?g|gif|ico|bmp|webp|dll|exe|pdb|nupkg|woff2?|ttf|eot|pdf|docx?|xlsx?|pptx?|mp[34]|snk)$/i;
const declarations =
  /(?:^|\/)(?:solution\.xml|solution\.yml|rootcomponents\.yml|solutioncomponents\.yml|missingdependencies\.yml|\[content_types\]\.xml|environment_variable_values\.json)$/i;

/** Largest file that is looked into, in bytes. */
const maxSize = 8 * 1024 * 1024;

/** What stands in `customizations.xml` to declare a reference or variable, not to use it. */
const declaredInside = /<connectionreferences>[\s\S]*?<\/connectionreferences>|<EnvironmentVariables>[\s\S]*?<\/EnvironmentVariables>/gi;

/**
 * Which of the given names occur in any text of the run's solutions, besides where they are declared: connection references in canvas apps and agents, variables in
 * connectors, plug-in steps, web resources.
 * @param names in lower case
 */
export function mentionedNames(workspace: Workspace, names: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  if (names.size === 0) return found;
  const settings = new Set(workspace.settings.map(({ source }) => source.file));
  for (const solution of workspace.solutions) {
    for (const artifact of solution.files) {
      if (found.size === names.size) return found;
      if (declarations.test(artifact.name) || artifact.size > maxSize) continue;
      if (settings.has(solution.container.prefix + artifact.name)) continue;
      const text = textOf(artifact);
      if (text === undefined) continue;
      const own = declaredName(artifact, solution);
      for (const [name] of searched(text, artifact).matchAll(/[A-Za-z][A-Za-z0-9]*_[A-Za-z0-9_]+/g)) {
        const lower = name.toLowerCase();
        if (names.has(lower) && lower !== own) found.add(lower);
      }
    }
  }
  return found;
}

/** The name that a file declares: `environmentvariabledefinitions/<name>/…`, `connectionreferences/<name>/…`. */
function declaredName(artifact: Artifact, solution: Solution): string | undefined {
  const below = artifact.name.slice(solution.root.length).toLowerCase();
  return /^(?:environmentvariabledefinitions|connectionreferences)\/([^/]+?)(?:\/|\.(?:xml|yml)$)/.exec(below)?.[1];
}

function searched(text: string, artifact: Artifact): string {
  return /(?:^|\/)customizations\.xml$/i.test(artifact.name) ? text.replace(declaredInside, "") : text;
}

/** The text of a file; undefined when it is none, or cannot be read. */
export function textOf(artifact: Artifact): string | undefined {
  if (notText.test(artifact.name)) return undefined;
  try {
    const bytes = artifact.read();
    return bytes.subarray(0, 512).includes(0) && bytes[0] !== 0xff && bytes[0] !== 0xfe ? undefined : decodeText(bytes);
  } catch {
    // What cannot be read is a finding of its own where it matters.
    return undefined;
  }
}
