import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { rules } from "../../../rules/index.ts";
import type { ResolvedConfig } from "../../config/types.ts";
import type { ReportedFinding } from "../../findings/reported-finding.ts";
import { type Container, defaultInputLimits } from "../../input/artifact.ts";
import { openInputs } from "../../input/open.ts";
import { lint } from "../../linter/lint.ts";
import type { Location } from "../../source/location.ts";
import { solutionFiles } from "../../testing/solutions.ts";
import { rewriteContainer, rewritings } from "../metamorphic.ts";
import type { Random } from "../random.ts";
import { scriptWritings } from "../script-writings.ts";
import type { Member } from "./bases.ts";
import { type FileWriting, fileWritings } from "./file-writings.ts";
import { archiveOf } from "./mutate.ts";
import { type Plant, type PlantedSolution, plantedSolution } from "./planted.ts";

/**
 * Puts leaks of all kinds into a generated solution, and writes it differently in ways that change nothing: all leaks must be found in each
 * writing, and nothing else may come or go.
 * @returns what is not so, in a sentence
 */
export async function plantedViolation(seed: number, config: ResolvedConfig, random: Random): Promise<string | undefined> {
  const planted = plantedSolution(random, seed);
  const members = membersOf(planted);
  const original = await openedArchive(members);
  const found = await lintedBy(original, config);
  const hidden = planted.plants.find((plant) => !found.some((finding) => isAbout(finding, plant)));
  if (hidden !== undefined) return `nothing is said of a planted leak: ${hidden.rule} at ${hidden.component} ${hidden.operation ?? ""}`;

  const exactly = sketch(found, exact());
  const files = random.pick([...fileWritings] as [(typeof fileWritings)[0] & object, ...typeof fileWritings]);
  const variants: (readonly [name: string, wanted: readonly string[], given: () => Promise<readonly string[]>])[] = [
    [
      files.name,
      sketch(found, exact(files)),
      async () => sketch(await lintedBy(await openedArchive(files.write(members, random)), config), exact(files)),
    ],
    ["a folder", exactly, async () => sketch(await inFolder(members, config), exact())],
  ];
  const rewriting = random.pick([...rewritings] as [(typeof rewritings)[0] & object, ...typeof rewritings]);
  variants.push([
    rewriting.name,
    sketch(found, roughly()),
    async () =>
      sketch(
        await lintedBy(
          original.map((one) => rewriteContainer(one, rewriting)),
          config,
        ),
        roughly(rewriting.originalName),
      ),
  ]);
  const writing = random.pick([...scriptWritings] as [(typeof scriptWritings)[0] & object, ...typeof scriptWritings]);
  const rewritten: PlantedSolution = {
    ...planted,
    spec: {
      ...planted.spec,
      desktopFlows: (planted.spec.desktopFlows ?? []).map((flow) => ({
        ...flow,
        script: writing.write(flow.script),
        schema: random.pick(["definition", "package"] as const),
      })),
    },
  };
  variants.push([
    `script: ${writing.name}`,
    sketch(found, roughly()),
    async () => sketch(await lintedBy(await openedArchive(membersOf(rewritten)), config), roughly()),
  ]);

  for (const [name, wanted, given] of variants) {
    const now = await given();
    const gone = wanted.find((line) => !now.includes(line));
    if (gone !== undefined) return `${name} hides ${gone}`;
    const come = now.find((line) => !wanted.includes(line));
    if (come !== undefined) return `${name} adds ${come}`;
    if (now.length !== wanted.length) return `${name} makes ${now.length} findings of ${wanted.length}`;
  }
  return undefined;
}

/** The files of the solution before it is written differently. */
export function plantedMembers(random: Random, seed: number): readonly Member[] {
  return membersOf(plantedSolution(random, seed));
}

function membersOf({ spec }: PlantedSolution): readonly Member[] {
  return [...solutionFiles(spec)].map(([name, text]) => ({ name, content: Buffer.from(text, "utf8") }));
}

async function openedArchive(members: readonly Member[]): Promise<readonly Container[]> {
  const stdin = (): Promise<Buffer> => Promise.resolve(archiveOf(members));
  return (await openInputs(["-"], { cwd: process.cwd(), limits: defaultInputLimits, stdin })).containers;
}

async function lintedBy(containers: readonly Container[], config: ResolvedConfig): Promise<readonly ReportedFinding[]> {
  const { result, failures } = await lint(containers, { rules, config, today: "2026-01-01" });
  const [failure] = failures;
  if (failure !== undefined) throw failure.error;
  return result.findings;
}

async function inFolder(members: readonly Member[], config: ResolvedConfig): Promise<readonly ReportedFinding[]> {
  const folder = mkdtempSync(join(tmpdir(), "solutionlint-fuzz-planted-"));
  try {
    for (const { name, content } of members) {
      mkdirSync(dirname(join(folder, "solution", name)), { recursive: true });
      writeFileSync(join(folder, "solution", name), content);
    }
    const { containers } = await openInputs(["solution"], { cwd: folder, limits: defaultInputLimits });
    return await lintedBy(containers, config);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function isAbout({ rule, location }: ReportedFinding, plant: Plant): boolean {
  return (
    rule === plant.rule &&
    location.component === plant.component &&
    (plant.operation === undefined || location.operation?.replace(/:\d+$/, "") === plant.operation)
  );
}

/** What is compared of findings, as sorted lines. */
function sketch(findings: readonly ReportedFinding[], line: (finding: ReportedFinding) => string): readonly string[] {
  return findings.map(line).sort();
}

/** All but positions and the name of the input, and what a writing of files changes rightly. */
function exact({
  movesFiles,
  preventsRepairs,
}: Pick<FileWriting, "movesFiles" | "preventsRepairs"> = {}): (finding: ReportedFinding) => string {
  const placeOf = ({ file, pointer, component, componentKind, operation }: Location): readonly (string | undefined)[] => [
    ...(movesFiles === true ? [] : [file, pointer]),
    componentKind,
    component,
    operation,
  ];
  return ({ code, level, confidence, message, advice, fingerprint, location, flow, related, fixable }) => {
    const steps = [...flow, ...related].map((step) => [step.message, ...placeOf(step.location)]);
    const repair = preventsRepairs === true ? "" : fixable;
    return JSON.stringify([code, level, confidence, fingerprint, repair, ...placeOf(location), message, advice, steps]);
  };
}

/** Rule, level, component and action or subflow. */
function roughly(originalName = (name: string): string => name): (finding: ReportedFinding) => string {
  return ({ code, level, location: { component, componentKind, operation = "" } }) =>
    [
      code,
      level,
      component ?? "",
      componentKind === "cloud-flow" && operation !== "" ? originalName(operation) : operation.replace(/:\d+$/, ""),
    ].join(" | ");
}
