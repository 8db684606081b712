import { guid } from "../../guid.ts";
import { flowOfStem } from "../../solution/undescribed-flows.ts";
import { parseYaml } from "../../solution/yaml.ts";
import type { SourceFile } from "../../source/place.ts";

/** What the file of a flow outside of any solution says about it by its name, and by the file that describes it. */
export interface LooseIdentity {
  /** By which other flows call it, in lower case. */
  readonly id: string | undefined;
  readonly name: string;
}

/**
 * Names that flows of several folders have: workflows of a Standard logic app, flows in the workspace of an agent, definitions and templates that
 * people keep.
 */
const sharedNames = /^(?:workflow|definition|azuredeploy)\.json$/i;

/**
 * A flow is called like its file, without the id that exports put at the end, or like the folder that is there for it alone.
 * @param metadata the `metadata.yml` that the workspace of an agent has beside a flow
 */
export function identityOf(file: string, metadata?: SourceFile): LooseIdentity {
  const [last = "", folder] = file.split("/").reverse();
  const stem = folder !== undefined && sharedNames.test(last) && !guid.test(folder) ? folder : last.replace(/\.(?:json|txt)$/i, "");
  const named = flowOfStem(stem);
  const { id = named.id, name = named.name } = metadata === undefined ? {} : described(metadata);
  return { id, name };
}

/** Where the `metadata.yml` of a flow would be; undefined for a file that has none. */
export function metadataBeside(file: string): string | undefined {
  const folder = /^(?<folder>(?:.*\/)?)workflow\.json$/i.exec(file)?.groups?.folder;
  return folder === undefined ? undefined : `${folder}metadata.yml`;
}

/** What cannot be read says nothing: the definition is analysed all the same. */
function described(metadata: SourceFile): { readonly id?: string | undefined; readonly name?: string | undefined } {
  try {
    const { root } = parseYaml(metadata.text());
    if (root?.kind !== "mapping") return {};
    const textOf = (key: string): string | undefined => {
      const node = root.members.get(key);
      return node?.kind === "scalar" && node.text !== "" ? node.text : undefined;
    };
    const id = textOf("workflowId")?.toLowerCase();
    return { id: id !== undefined && guid.test(id) ? id : undefined, name: textOf("name") };
  } catch {
    return {};
  }
}
