import { readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Container, defaultInputLimits } from "../../input/artifact.ts";
import { openInputs } from "../../input/open.ts";
import { specsOf } from "../../testing/rule-tester.ts";
import { solutionFiles } from "../../testing/solutions.ts";
import { generatedSolution } from "../flow-generator.ts";
import type { Random } from "../random.ts";
import { loadRuleFolder, ruleFolderNames } from "../rule-folders.ts";

/** One file of an input. */
export interface Member {
  readonly name: string;
  readonly content: Buffer;
}

/** Something to start from: the files of one solution, before anything is changed. */
export interface Base {
  readonly name: string;
  /** The random numbers choose where the whole is too large for a quick run, or is generated. */
  members(random: Random): readonly Member[];
}

/** The cases of all rules, generated solutions of all kinds of actions, and the inputs at the given paths. */
export async function loadBases(paths: readonly string[]): Promise<readonly [Base, ...Base[]]> {
  const found = await Promise.all([...ruleFolderNames().map(basesOfRule), ...paths.flatMap(inputsBelow).map(basesOfPath)]);
  const given = found.flat();
  // As often as a fifth of the others: every one of them is different.
  return [generated, ...Array.from({ length: Math.floor(given.length / 5) }, () => generated), ...given];
}

const generated: Base = {
  name: "generated",
  members: (random) =>
    textMembers(generatedSolution({ flows: random.between(1, 3), desktopShare: 0.5, seed: random.between(1, 1_000_000) })),
};

async function basesOfRule(folder: string): Promise<readonly Base[]> {
  const { cases } = await loadRuleFolder(folder);
  return [...cases.valid, ...cases.invalid].flatMap((one) =>
    specsOf(one).map((spec) => ({ name: `${folder}: ${one.name}`, members: () => textMembers(solutionFiles(spec)) })),
  );
}

function textMembers(files: ReadonlyMap<string, string>): readonly Member[] {
  return [...files].map(([name, text]) => ({ name, content: Buffer.from(text, "utf8") }));
}

/** A folder of folders is not one input: each of them is, and each archive anywhere below. */
function inputsBelow(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  const entries = readdirSync(path, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => join(path, entry.name));
  const archives = entries.filter((entry) => /\.zip$/i.test(entry.name)).map((entry) => join(path, entry.name));
  return [...folders, ...archives].sort();
}

async function basesOfPath(path: string): Promise<readonly Base[]> {
  const { containers } = await openInputs([resolve(path)], { cwd: process.cwd(), limits: defaultInputLimits });
  return containers.filter(({ artifacts }) => artifacts.length > 0).map(baseOf);
}

/** Larger inputs are cut to this many bytes, so that many of them can be tried. */
const mostBytes = 400_000;
const largestMember = 200_000;
const readable = /\.(?:json|xml|ya?ml|robin|txt|csx|zip)$/i;

function baseOf(container: Container): Base {
  const members = container.artifacts.flatMap((artifact): readonly Member[] => {
    if (!readable.test(artifact.name) || artifact.size > largestMember) return [];
    try {
      return [{ name: artifact.name, content: artifact.read() }];
    } catch {
      // Not readable in the first place; the tests of the input take care of such.
      return [];
    }
  });
  return { name: `${container.path}${container.prefix}`, members: (random) => partOf(members, random) };
}

/** Files side by side from a random place on, with those that say what the solution is. */
function partOf(members: readonly Member[], random: Random): readonly Member[] {
  const start = random.between(0, Math.max(0, members.length - 1));
  const ordered = [
    ...members.filter(({ name }) => /(?:solution|customizations)\.(?:xml|yml)$/i.test(name)),
    ...members.slice(start),
    ...members.slice(0, start),
  ];
  const kept = new Map<string, Member>();
  let left = mostBytes;
  for (const member of ordered) {
    if (kept.has(member.name) || member.content.length > left) continue;
    kept.set(member.name, member);
    left -= member.content.length;
  }
  return [...kept.values()];
}
