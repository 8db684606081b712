import type { Artifact, Container } from "../input/artifact.ts";
import type { FileChange } from "../repair/draft.ts";
import { applyEdits } from "../repair/text-edit.ts";
import { decodeText, encodeText } from "../source/text-encoding.ts";

/** What a file of a container becomes: its new bytes, or undefined when it is removed. */
export interface FileResult {
  readonly container: Container;
  /** Name in the container. */
  readonly name: string;
  /** The bytes before; undefined for a new file. */
  readonly before: Buffer | undefined;
  readonly after: Buffer | undefined;
}

/** The containers with changed files, in memory, and what changed. */
export interface Applied {
  readonly containers: readonly Container[];
  readonly results: readonly FileResult[];
}

/**
 * Makes changes in memory. The containers that are given stay as they are.
 * @returns a text that says why it cannot be done
 */
export function applyChanges(containers: readonly Container[], changes: readonly FileChange[]): Applied | string {
  const results: FileResult[] = [];
  for (const change of changes) {
    const result = change.kind === "create" ? created(containers, change) : changed(containers, change);
    if (typeof result === "string") return result;
    results.push(result);
  }
  return {
    containers: containers.map((container) =>
      overlaid(
        container,
        results.filter((one) => one.container === container),
      ),
    ),
    results,
  };
}

function changed(containers: readonly Container[], change: FileChange & { readonly kind: "edit" | "remove" }): FileResult | string {
  const { source } = change;
  const found = findArtifact(containers, source.path, source.file);
  if (found === undefined) return `The file '${source.file || source.path}' is not among the inputs.`;
  const { container, artifact } = found;
  const before = artifact.read();
  if (change.kind === "remove") return { container, name: artifact.name, before, after: undefined };
  const text = decodeText(before);
  // Bytes that are not text would come back as question marks.
  if (!encodeText(text, before).equals(before)) return `The file '${source.file || source.path}' contains bytes that are not text.`;
  return { container, name: artifact.name, before, after: encodeText(applyEdits(text, change.edits), before) };
}

function created(containers: readonly Container[], { path, file, text }: FileChange & { readonly kind: "create" }): FileResult | string {
  const container = containerOf(containers, path, file);
  if (container === undefined) return `There is no place for the file '${file}' among the inputs.`;
  const name = file.slice(container.prefix.length);
  const exists = container.artifacts.some((artifact) => artifact.name.toLowerCase() === name.toLowerCase());
  return exists ? `The file '${file}' exists already.` : { container, name, before: undefined, after: Buffer.from(text, "utf8") };
}

/** The container that holds a file of that name: of nested ones the innermost. */
function containerOf(containers: readonly Container[], path: string, file: string): Container | undefined {
  return containers
    .filter((container) => container.path === path && file.startsWith(container.prefix) && container.kind !== "file")
    .sort((a, b) => b.prefix.length - a.prefix.length)[0];
}

function findArtifact(
  containers: readonly Container[],
  path: string,
  file: string,
): { container: Container; artifact: Artifact } | undefined {
  for (const container of containers) {
    if (container.path !== path) continue;
    const artifact =
      container.kind === "file"
        ? container.artifacts[0]
        : container.artifacts.find((one) => file.startsWith(container.prefix) && container.prefix + one.name === file);
    if (artifact !== undefined) return { container, artifact };
  }
  return undefined;
}

/** The container with other files in place of some, and with new ones. */
function overlaid(container: Container, results: readonly FileResult[]): Container {
  if (results.length === 0) return container;
  const byName = new Map(results.map((result) => [result.name, result]));
  const kept = container.artifacts.flatMap((artifact) => {
    const result = byName.get(artifact.name);
    if (result === undefined) return [artifact];
    return result.after === undefined ? [] : [inMemory(artifact.name, result.after)];
  });
  const added = results.flatMap(({ name, before, after }) => (before === undefined && after !== undefined ? [inMemory(name, after)] : []));
  // The artifacts of a folder are sorted, and an analysis may depend on their order.
  const artifacts = container.kind === "folder" ? [...kept, ...added].sort((a, b) => (a.name < b.name ? -1 : 1)) : [...kept, ...added];
  return { ...container, artifacts };
}

function inMemory(name: string, bytes: Buffer): Artifact {
  return { name, size: bytes.length, read: () => bytes };
}

/** Joins the results of two rounds: of a file that changed twice, the first state and the last one. */
export function joinResults(
  first: readonly FileResult[],
  second: readonly FileResult[],
  originals: readonly Container[],
): readonly FileResult[] {
  const joined = new Map<string, FileResult>();
  for (const result of [...first, ...second]) {
    const key = `${result.container.path}\u0001${result.container.prefix}${result.name}`;
    const known = joined.get(key);
    const container =
      originals.find(({ path, prefix }) => path === result.container.path && prefix === result.container.prefix) ?? result.container;
    joined.set(key, { ...result, container, before: known === undefined ? result.before : known.before });
  }
  return [...joined.values()].filter(({ before, after }) => before === undefined || after === undefined || !before.equals(after));
}
