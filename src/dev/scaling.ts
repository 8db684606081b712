import { parseArgs } from "node:util";
import { reporterNames } from "../report/index.ts";
import { cloudFlows } from "./scaling/cloud-flows.ts";
import { desktopFlows } from "./scaling/desktop-flows.ts";
import { type Growth, growthOf, Host, type Lines } from "./scaling/measure.ts";
import { solutions } from "./scaling/solutions.ts";
import type { Subject } from "./scaling/subject.ts";
import { texts } from "./scaling/texts.ts";
import { tints } from "./scaling/tints.ts";
import { unusual } from "./scaling/unusual.ts";

const usage = `npm run scaling -- [--only PATTERN] [--tint NAME] [--command NAME] [--seconds N] [--part I/N] [--list]

Makes inputs of which one thing doubles until a run takes long enough, and tells how many times longer the last size took than half of it.
What is looped over doubles its cost at most: more than 2.6 times, measured three times, is a fault, and ends with the exit code 1.

  --only PATTERN  only the subjects whose name matches the regular expression
  --tint NAME     ${tints.map(({ name }) => name).join(", ")} [all of them]
  --command NAME  what is run [lint]
  --seconds N     of processor time at which a size is large enough [1]
  --part I/N      every Nth subject from the Ith on, to share the work
  --list          only print the names`;

/** Milliseconds of the clock, for all that a busy machine may do beside it. */
const patience = 120_000;

const input = (subject: Subject): string => subject.input ?? (subject.isFolder === true ? "." : "export.zip");
const lint = (subject: Subject): readonly string[] => [input(subject), "--preset", "strict", ...(subject.args ?? ["--no-config"])];

/** What can be run over an input, by name. */
const commands: Readonly<Record<string, (subject: Subject) => Lines>> = {
  lint: (subject) => [[...lint(subject), "--format", "json"]],
  formats: (subject) => [[...lint(subject), ...reporterNames.flatMap((name) => ["--format", `${name}:report.${name}`])]],
  ...Object.fromEntries(
    reporterNames.map((name) => [
      `format-${name}`,
      (subject: Subject): Lines => [[...lint(subject), "--format", `${name}:report.${name}`]],
    ]),
  ),
  graph: (subject) => [["graph", input(subject)]],
  svg: (subject) => [["graph", input(subject), "--format", "svg"]],
  inventory: (subject) => [["inventory", input(subject)]],
  fix: (subject) => [["fix", input(subject), "--dry-run"]],
  "fix-unsafe": (subject) => [["fix", input(subject), "--unsafe", "--dry-run"]],
  "fix-write": (subject) => [
    ["fix", input(subject), "--unsafe", ...(input(subject).endsWith(".zip") ? ["--output", "repaired.zip"] : ["--force"])],
  ],
  baseline: (subject) => [
    [...lint(subject), "--baseline", "accepted.json", "--update-baseline"],
    [...lint(subject), "--baseline", "accepted.json", "--format", "json"],
  ],
  cache: (subject) => [
    [...lint(subject), "--cache", "--cache-location", "kept", "--format", "json"],
    [...lint(subject), "--cache", "--cache-location", "kept", "--format", "json"],
  ],
  merge: (subject) => [
    [...lint(subject), "--format", "json:a.json", "--format", "sarif:a.sarif"],
    ["merge", "a.json", "a.json"],
    ["merge", "a.sarif", "a.sarif"],
  ],
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: "string", default: "" },
      tint: { type: "string" },
      command: { type: "string", default: "lint" },
      seconds: { type: "string", default: "1" },
      part: { type: "string", default: "1/1" },
      list: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help === true) {
    console.log(usage);
    return;
  }
  const linesOf = commands[values.command];
  if (linesOf === undefined) throw new Error(`--command is one of ${Object.keys(commands).join(", ")}.`);
  const pattern = new RegExp(values.only, "i");
  const [part = 1, parts = 1] = values.part.split("/").map(Number);
  const subjects = [...cloudFlows, ...desktopFlows, ...texts, ...solutions, ...unusual]
    .filter(({ name }) => pattern.test(name))
    .filter((_, index) => index % parts === part - 1);
  if (values.list === true) {
    for (const { name } of subjects) console.log(name);
    return;
  }
  const host = new Host();
  const faults: Growth[] = [];
  try {
    for (const subject of subjects) {
      const wanted = subject.tint ?? values.tint;
      for (const tint of tints.filter(({ name }) => wanted === undefined || name === wanted)) {
        const growth = await growthOf(subject, tint, linesOf, { enough: Number(values.seconds) * 1000, patience }, host);
        console.log(lineOf(growth));
        if (growth.fault !== undefined) faults.push(growth);
      }
    }
  } finally {
    host.stop();
  }
  console.log(`${subjects.length} subjects, ${faults.length} faults`);
  for (const fault of faults) console.log(lineOf(fault));
  if (faults.length > 0) process.exitCode = 1;
}

function lineOf({ subject, tint, largest, time, memory, fault }: Growth): string {
  const figures = [
    `×${time.toFixed(1)}`.padStart(6),
    `${(largest.time / 1000).toFixed(1)} s`.padStart(7),
    `×${memory.toFixed(1)}`.padStart(6),
    `${largest.memory} MB`.padStart(8),
    `${(largest.printed / 1e6).toFixed(1)} M`.padStart(8),
    String(largest.size).padStart(8),
  ];
  return `${figures.join(" ")}  ${subject} [${tint}]${fault === undefined ? "" : `  FAULT: ${fault}`}`;
}

await main();
