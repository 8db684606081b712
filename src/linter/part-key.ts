import { createHash, type Hash } from "node:crypto";
import { toolVersion } from "../about.ts";
import { errorText } from "../errors.ts";
import type { Artifact, Container } from "../input/artifact.ts";
import type { SolutionGroup } from "./groups.ts";
import type { LintOptions } from "./lint-options.ts";

/** Raised when what a part holds, or what it depends on, changes. */
const partVersion = 2;

/**
 * Makes the keys under which a cache keeps the parts of a run: a hash of everything that a part depends on, which is the version of the
 * tool, the configuration, what the run knows besides its inputs, and the names and contents of the group's files. Rules as code are not
 * among it: with them there can be no cache.
 * @param build distinguishes builds of one version
 * @param settings what else decides about the parts, such as the files to report about
 */
export function createPartKeys(options: LintOptions, build: string, settings: unknown): (group: SolutionGroup) => string {
  const { config, rules, today, noSuppressions, excerpts, context } = options;
  const common = createHash("sha256");
  const dated = config.overrides.map(({ expires }) => expires !== undefined && expires < today);
  add(common, [
    partVersion,
    toolVersion(),
    build,
    config,
    rules.map(({ code, name }) => [code, name]),
    dated,
    noSuppressions === true,
    excerpts === true,
    settings,
  ]);
  add(common, [context?.target, context?.environments]);
  for (const { environment, container } of context?.settings ?? []) addContainer(common, container, [environment]);
  for (const container of context?.previous ?? []) addContainer(common, container, ["previous"]);
  const start = common.digest("hex");
  return (group) => {
    const hash = createHash("sha256").update(start);
    add(hash, group.members);
    for (const { container, number, content } of group.files) {
      add(hash, [container, number]);
      if ("read" in content) addArtifact(hash, content);
      else add(hash, content);
    }
    return hash.digest("hex");
  };
}

function addContainer(hash: Hash, { path, prefix, kind, artifacts, problems }: Container, more: readonly unknown[]): void {
  add(hash, [path, prefix, kind, problems, more]);
  for (const artifact of artifacts) addArtifact(hash, artifact);
}

function addArtifact(hash: Hash, artifact: Artifact): void {
  let content: Buffer;
  try {
    content = artifact.read();
  } catch (error) {
    add(hash, [artifact.name, "unreadable", errorText(error)]);
    return;
  }
  add(hash, [artifact.name, content.length]);
  hash.update(content);
}

/** JSON, with the entries of maps and sets: the same text for the same value. */
function add(hash: Hash, value: unknown): void {
  const text = JSON.stringify(value, (_, inner: unknown) => (inner instanceof Map || inner instanceof Set ? [...inner] : inner));
  hash.update(`${Buffer.byteLength(text)}:${text}`);
}
