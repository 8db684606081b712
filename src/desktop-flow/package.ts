import { type ArchiveOptions, openArchive } from "../input/archive.ts";
import type { Artifact, Container, InputProblem } from "../input/artifact.ts";
import { problemOf, tooLarge, unreadable } from "../input/problem.ts";
import { rewriteArchive } from "../input/rewrite-archive.ts";
import { lastPart } from "../slash-path.ts";
import { decodeText, encodeText } from "../source/text-encoding.ts";

/** What is in the package of a desktop flow of the first schema. */
export interface DesktopFlowPackage {
  /** `undefined` where it could not be read; then there is a problem. */
  readonly script: string | undefined;
  /** `flow.manifest`: JSON with the modules that the flow uses and `PowerFxEnabled`. */
  readonly manifest: string | undefined;
  readonly problems: readonly InputProblem[];
}

/**
 * Decodes `properties.definition.package` of a desktop flow (schema `ROBIN_20211012` and before): base64 of a zip archive with
 * `script.robin` and `flow.manifest` in UTF-16LE without byte order mark. Reads in memory and within the limits.
 *
 * Never throws; what is wrong with the package is a problem. An empty package, which flows of the second schema have, is no problem and has
 * no script.
 */
export async function decodePackage(base64: string, options: ArchiveOptions): Promise<DesktopFlowPackage> {
  const empty: DesktopFlowPackage = { script: undefined, manifest: undefined, problems: [] };
  const text = base64.trim();
  if (text === "") return empty;
  const size = Math.floor((text.length * 3) / 4);
  const { limits } = options;
  if (size > limits.archiveSize) return { ...empty, problems: [tooLarge("archive", size, limits, "archiveSize")] };
  if (!/^[A-Za-z0-9+/\r\n]+={0,2}$/.test(text)) {
    return { ...empty, problems: [unreadable("The package of the desktop flow is damaged: it is not base64.")] };
  }
  const container = await openArchive(Buffer.from(text, "base64"), options);
  const problems = [...container.problems];
  const script = readMember(container, "script.robin", problems);
  const manifest = readMember(container, "flow.manifest", problems);
  if (script === undefined && problems.length === 0)
    problems.push(unreadable("The package of the desktop flow has no script (script.robin)."));
  return { script, manifest, problems };
}

/**
 * The package with another script in it: everything else in the archive stays as it is, and so does the encoding.
 * @throws ArtifactError when it cannot be written
 */
export function repackScript(base64: string, script: string): string {
  const rewritten = rewriteArchive(Buffer.from(base64, "base64"), (name, read) =>
    isNamed(name, "script.robin") ? encodeText(script, read()) : undefined,
  );
  return rewritten.toString("base64");
}

/** The text of the member of that name, in any case and folder. */
function readMember(container: Container, name: string, problems: InputProblem[]): string | undefined {
  const member = container.artifacts.find((artifact) => isNamed(artifact.name, name));
  return member === undefined ? undefined : readText(member, problems);
}

function isNamed(name: string, wanted: string): boolean {
  return lastPart(name.toLowerCase()) === wanted;
}

function readText(artifact: Artifact, problems: InputProblem[]): string | undefined {
  try {
    return decodeText(artifact.read());
  } catch (error) {
    problems.push({ ...problemOf(error), file: artifact.name });
    return undefined;
  }
}
