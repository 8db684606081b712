import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { rules } from "../../../rules/index.ts";
import { analyseShare } from "../../cli/thread-work.ts";
import { sharesOf } from "../../cli/threads.ts";
import type { ResolvedConfig } from "../../config/types.ts";
import { UserError } from "../../errors.ts";
import type { Combined } from "../../linter/combine.ts";
import type { SolutionGroup } from "../../linter/groups.ts";
import type { Part } from "../../linter/part.ts";
import type { PartCache } from "../../session/part-cache.ts";
import { isPart } from "../../session/part-shape.ts";
import type { Session } from "../../session/prepare.ts";
import { type ReportableRun, run, runInGroups } from "../../session/session.ts";
import type { SessionOptions } from "../../session/session-options.ts";
import type { Random } from "../random.ts";
import type { Member } from "./bases.ts";
import { archiveOf } from "./mutate.ts";

/**
 * Whether threads, a fresh cache, a full one and one that has lost entries give what one run of everything gives. Threads are played in
 * this process: what goes to them and what comes back is copied as a message is.
 * @param archive a solution that was changed
 * @param others files of other solutions, to be in the same run
 * @returns what differs, in a sentence
 */
export async function waysViolation(
  archive: Buffer,
  others: readonly (readonly Member[])[],
  config: ResolvedConfig,
  random: Random,
): Promise<string | undefined> {
  const folder = mkdtempSync(join(tmpdir(), "solutionlint-fuzz-ways-"));
  try {
    layOut(folder, archive, others, random);
    return await waysViolationIn(folder, { config, rules });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Solutions as people keep them: archives, archives in an archive, and folders. */
function layOut(folder: string, archive: Buffer, others: readonly (readonly Member[])[], random: Random): void {
  const write = (name: string, content: Buffer): void => {
    const path = join(folder, "exports", name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  };
  write("changed.zip", archive);
  for (const [index, members] of others.entries()) {
    const name = `other-${index + 1}`;
    switch (random.between(0, 2)) {
      case 0:
        write(`${name}.zip`, archiveOf(members));
        break;
      case 1:
        write(
          `${name}.zip`,
          archiveOf([
            { name: "first.zip", content: archiveOf(members) },
            { name: "second.zip", content: archive },
          ]),
        );
        break;
      default:
        for (const member of members) if (isPlainName(member.name)) write(`${name}/${member.name}`, member.content);
    }
  }
}

/** Names of members that are files below any folder, on every system. */
function isPlainName(name: string): boolean {
  return name.length < 200 && name.split("/").every((step) => /^[\w()[\]][\w .()[\]-]*(?<![ .])$/.test(step));
}

/** The same for what is in the folder `exports` of a folder. */
export async function waysViolationIn(cwd: string, session: Session): Promise<string | undefined> {
  const options: SessionOptions = {
    cwd,
    home: undefined,
    environment: {},
    config: false,
    commandLine: { preset: "strict", rules: undefined, only: undefined },
    plugins: [],
    today: "2026-01-01",
  };
  const paths = ["exports"];
  const plain = await shown(() => run(paths, session, options));
  const inThreads =
    (jobs: number) =>
    async (groups: readonly SolutionGroup[], all: readonly SolutionGroup[]): Promise<readonly Part[]> => {
      const parts = new Map<SolutionGroup, Part>();
      for (const { share, work } of sharesOf(groups, all, jobs)) {
        const made: Part[] = [];
        await analyseShare(paths, session, options, structuredClone(work), (part) => made.push(structuredClone(part)));
        for (const [index, group] of share.entries()) if (made[index] !== undefined) parts.set(group, made[index]);
      }
      return groups.flatMap((group) => parts.get(group) ?? []);
    };
  const { cache, entries, refused } = memoryCache();
  const ways: readonly (readonly [string, () => Promise<ReportableRun<Combined>>])[] = [
    ["solutions one after the other", () => runInGroups(paths, session, options, {})],
    ["two threads", () => runInGroups(paths, session, options, { analyse: inThreads(2) })],
    ["a fresh cache", () => runInGroups(paths, session, options, { cache })],
    ["a full cache", () => runInGroups(paths, session, options, { cache })],
    [
      "three threads and a cache that has lost entries",
      () => {
        for (const [index, key] of [...entries.keys()].entries()) if (index % 2 === 0) entries.delete(key);
        return runInGroups(paths, session, options, { cache, analyse: inThreads(3) });
      },
    ],
  ];
  for (const [name, way] of ways) {
    const difference = firstDifference(plain, await shown(way));
    if (difference !== undefined) return `${name} and one run of everything differ: ${difference}`;
  }
  return refused() === 0 ? undefined : "the cache refuses what a run has put into it";
}

/** All that reports, the exit code and a new baseline are made of, as lines; or why the run was refused. */
async function shown(way: () => Promise<ReportableRun<Combined>>): Promise<readonly string[]> {
  try {
    const { result, failures, newBaseline, archives, isEmpty } = await way();
    return [
      ...result.findings.map((finding) => JSON.stringify(finding)),
      ...result.solutions.map((solution) => JSON.stringify(solution)),
      JSON.stringify({ summary: result.summary, failed: failures.map(({ rule }) => rule), isEmpty, archives: [...archives].sort() }),
      JSON.stringify(newBaseline),
    ];
  } catch (error) {
    if (error instanceof UserError) return [`refused: ${error.message}`];
    throw error;
  }
}

function firstDifference(wanted: readonly string[], given: readonly string[]): string | undefined {
  const index = Array.from({ length: Math.max(wanted.length, given.length) }, (_, at) => at).find((at) => wanted[at] !== given[at]);
  if (index === undefined) return undefined;
  const [before, after] = [wanted[index] ?? "nothing", given[index] ?? "nothing"];
  const from = Math.max(0, [...before].findIndex((letter, at) => letter !== after[at]) - 60);
  return `…${before.slice(from, from + 160)} became …${after.slice(from, from + 160)}`;
}

/** A cache whose entries are texts, as those of files are. */
function memoryCache(): { readonly cache: PartCache; readonly entries: Map<string, string>; refused(): number } {
  const entries = new Map<string, string>();
  let refused = 0;
  const cache: PartCache = {
    get(key) {
      const text = entries.get(key);
      if (text === undefined) return undefined;
      const part: unknown = JSON.parse(text);
      if (isPart(part)) return part;
      refused++;
      return undefined;
    },
    set: (key, part) => void entries.set(key, JSON.stringify(part)),
    prune: () => {},
  };
  return { cache, entries, refused: () => refused };
}
