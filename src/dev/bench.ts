import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { mayHoldExpression, parseTemplate } from "../cloud-flow/expression/template.ts";
import { visitStrings } from "../cloud-flow/strings.ts";
import { distinct } from "../collections.ts";
import type { ResolvedConfig } from "../config/types.ts";
import { createRoles } from "../dataflow/roles.ts";
import { readWorkspace } from "../dataflow/workspace/read-workspace.ts";
import { parseRobin } from "../desktop-flow/robin/parser.ts";
import { openInputs } from "../input/open.ts";
import type { LiteralContext } from "../secrets/credential.ts";
import { detectCredentials } from "../secrets/detect.ts";
import { contextOf } from "../secrets/flows/literal-context.ts";
import { solutionFiles } from "../testing/solutions.ts";
import { floor } from "./floor.ts";
import { archiveOf, generatedSolution, hugeFlow, secretChain, secretFan } from "./flow-generator.ts";
import { everyRuleOn, lintPath } from "./lint-path.ts";
import { createRandom } from "./random.ts";
import { sampleScript } from "./sample-script.ts";
import { interleaved, peakMemory, runNode, runNodeIn } from "./stopwatch.ts";

const usage = `npm run bench -- [--large] [--rounds N] [--only TEXT] [--json FILE]

Compares the tool with the least that any tool has to do (floor.ts), in this process and as a process of its own, and with secretlint on the unpacked files,
on generated solutions. What is compared is run in turn, so that what else the machine does meets all alike: read the ratios, not the milliseconds.

  --large      5000 flows as well
  --rounds N   measurements of each; the median counts [5]
  --only TEXT  only the sections with that in their title
  --json FILE  write the figures to a file, too`;

/** A line of the report: what was measured, and the figures. */
interface Row {
  readonly what: string;
  readonly figures: Readonly<Record<string, number>>;
}

interface Bench {
  readonly folder: string;
  readonly rounds: number;
  readonly config: ResolvedConfig;
  readonly sizes: readonly number[];
}

const cli = fileURLToPath(new URL("../../bin/solutionlint.cjs", import.meta.url));
const floorScript = fileURLToPath(new URL("./floor.js", import.meta.url));

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      large: { type: "boolean" },
      rounds: { type: "string", default: "5" },
      only: { type: "string", default: "" },
      json: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help === true) {
    console.log(usage);
    return;
  }
  // Each measurement begins with an empty heap, whatever was measured before.
  setFlagsFromString("--expose-gc");
  globalThis.gc = runInNewContext("gc") as NonNullable<typeof globalThis.gc>;
  const folder = mkdtempSync(join(tmpdir(), "solutionlint-bench-"));
  try {
    const bench: Bench = {
      folder,
      rounds: Number(values.rounds),
      config: await everyRuleOn(),
      sizes: [10, 100, 1000, ...(values.large === true ? [5000] : [])],
    };
    const sections: Record<string, readonly Row[]> = {};
    const { only } = values;
    for (const [title, measure] of sectionsOfReport.filter(([name]) => name.toLowerCase().includes(only.toLowerCase()))) {
      const rows = await measure(bench);
      sections[title] = rows;
      print(title, rows);
    }
    if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ node: process.version, sections }, null, 2)}\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const sectionsOfReport: readonly (readonly [string, (bench: Bench) => Promise<readonly Row[]>])[] = [
  ["Start-up: as a process, milliseconds", startUp],
  ["Generated solutions: in this process, milliseconds", inProcess],
  ["Generated solutions: as a process, milliseconds", asProcess],
  ["Extremes and growth: in this process, milliseconds", extremes],
  ["Parts: in this process, megabytes a second", parts],
];

function print(title: string, rows: readonly Row[]): void {
  const columns = distinct(rows.flatMap(({ figures }) => Object.keys(figures)));
  const width = Math.max(...rows.map(({ what }) => what.length));
  console.log(`\n${title}\n${[" ".repeat(width), ...columns.map((name) => name.padStart(Math.max(9, name.length)))].join("  ")}`);
  for (const { what, figures } of rows) {
    const cells = columns.map((name) => shown(figures[name]).padStart(Math.max(9, name.length)));
    console.log([what.padEnd(width), ...cells].join("  "));
  }
}

function shown(figure: number | undefined): string {
  if (figure === undefined) return "";
  return Number.isInteger(figure) || figure >= 100 ? figure.toFixed(0) : figure.toFixed(figure >= 10 ? 1 : 2);
}

/** Writes an archive once and returns where it is. */
function archive({ folder }: Bench, name: string, make: () => ReadonlyMap<string, string>): string {
  const path = join(folder, `${name}.zip`);
  if (statSync(path, { throwIfNoEntry: false }) === undefined) writeFileSync(path, archiveOf(make()));
  return path;
}

function generated(bench: Bench, flows: number): string {
  return archive(bench, `generated-${flows}`, () => generatedSolution({ flows }));
}

async function startUp(bench: Bench): Promise<readonly Row[]> {
  const small = generated(bench, 1);
  const times = await interleaved(bench.rounds * 2, {
    "node -e 0": () => runNode("-e", "0"),
    "--version": () => runNode(cli, "--version"),
    "--help": () => runNode(cli, "--help"),
    rules: () => runNode(cli, "rules"),
    "one flow": () => runNode(cli, small),
  });
  return Object.entries(times).map(([what, time]) => ({ what, figures: { time, "to node -e 0": time / times["node -e 0"] } }));
}

async function inProcess(bench: Bench): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const flows of bench.sizes) {
    const path = generated(bench, flows);
    const times = await interleaved(bench.rounds, { floor: () => floor(path), tool: () => lintPath(path, bench.config) });
    const { bytes } = floor(path);
    rows.push({
      what: `${flows} flows`,
      figures: {
        MB: bytes / 1e6,
        ...times,
        "to floor": times.tool / times.floor,
        "a flow": times.tool / flows,
        "MB/s": bytes / 1e3 / times.tool,
      },
    });
  }
  return rows;
}

/** Unpacks a generated solution, since secretlint reads no archives. */
function unpacked(bench: Bench, flows: number): string {
  const folder = join(bench.folder, `unpacked-${flows}`);
  for (const [name, content] of generatedSolution({ flows })) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return folder;
}

/** secretlint with its recommended rules; they are named by their path, because they are looked for from the working directory. */
function secretlint(bench: Bench): (folder: string) => unknown {
  const require = createRequire(import.meta.url);
  const program = join(dirname(require.resolve("secretlint/package.json")), "bin/secretlint.js");
  const config = join(bench.folder, "secretlintrc.json");
  writeFileSync(config, JSON.stringify({ rules: [{ id: require.resolve("@secretlint/secretlint-rule-preset-recommend") }] }));
  return (folder) => runNodeIn(folder, program, "--secretlintrc", config, "**/*");
}

async function asProcess(bench: Bench): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const searchForSecrets = secretlint(bench);
  for (const flows of bench.sizes) {
    const path = generated(bench, flows);
    const folder = unpacked(bench, flows);
    const {
      node,
      floor: least,
      tool,
      secretlint: other,
    } = await interleaved(bench.rounds, {
      node: () => runNode("-e", "0"),
      floor: () => runNode(floorScript, path),
      tool: () => runNode(cli, path, "--preset", "strict"),
      secretlint: () => searchForSecrets(folder),
    });
    const figures = {
      node,
      floor: least,
      tool,
      secretlint: other,
      "to node": tool / node,
      "to floor": tool / least,
      "secretlint to tool": other / tool,
      "peak MB": peakMemory(cli, path),
    };
    rows.push({ what: `${flows} flows`, figures });
  }
  const many = join(bench.folder, "many");
  mkdirSync(many);
  for (let i = 1; i <= 200; i++) writeFileSync(join(many, `Contoso${i}.zip`), archiveOf(generatedSolution({ flows: 5, seed: i })));
  const { tool } = await interleaved(bench.rounds, { tool: () => runNode(cli, many) });
  rows.push({ what: "200 solutions of 5 flows", figures: { tool, "peak MB": peakMemory(cli, many) } });
  return rows;
}

/** Each case in full and in half: linear work takes twice the time. */
async function extremes(bench: Bench): Promise<readonly Row[]> {
  const cases = [
    ["one flow of 20000 actions", 20_000, hugeFlow],
    ["secret handed on 2000 times", 2_000, secretChain],
    ["secret read by 5000 actions", 5_000, secretFan],
  ] as const;
  const rows: Row[] = [];
  for (const [what, count, make] of cases) {
    const [half, full] = [count / 2, count].map((size) => archive(bench, `${make.name}-${size}`, () => solutionFiles(make(size))));
    if (half === undefined || full === undefined) continue;
    const times = await interleaved(bench.rounds, { half: () => lintPath(half, bench.config), full: () => lintPath(full, bench.config) });
    rows.push({ what, figures: { ...times, "full to half": times.full / times.half } });
  }
  return rows;
}

async function parts(bench: Bench): Promise<readonly Row[]> {
  const path = generated(bench, 1000);
  const texts = await flowTexts(path, bench.config);
  const expressions = distinct(texts.map(({ text }) => text).filter(mayHoldExpression));
  const random = createRandom(3);
  const scripts = Array.from({ length: 100 }, () => sampleScript(random));
  const times = await interleaved(bench.rounds, {
    tool: () => lintPath(path, bench.config),
    detector: () => texts.reduce((found, { text, context }) => found + detectCredentials(text, context).length, 0),
    expressions: () => expressions.map(parseTemplate),
    // Each tree is released, as a run releases it.
    robin: () => {
      for (const script of scripts) parseRobin(script);
    },
  });
  const row = (what: string, all: readonly string[], time: number): Row => {
    const megabytes = all.reduce((sum, text) => sum + text.length, 0) / 1e6;
    return { what, figures: { MB: megabytes, ms: time, "MB/s": (megabytes / time) * 1e3 } };
  };
  const detector = row(
    "credential detector, all strings of 1000 flows",
    texts.map(({ text }) => text),
    times.detector,
  );
  return [
    { ...detector, figures: { ...detector.figures, "% of the run": (times.detector / times.tool) * 100 } },
    row("expression parser, the different expressions of 1000 flows", expressions, times.expressions),
    row("desktop-flow parser, 100 scripts", scripts, times.robin),
  ];
}

/** All strings of the flows of an archive with what their position says, as the detector gets them. */
async function flowTexts(
  path: string,
  config: ResolvedConfig,
): Promise<readonly { readonly text: string; readonly context: LiteralContext }[]> {
  const { containers } = await openInputs([path], { cwd: process.cwd(), limits: config.limits });
  const isCredentialParameter = createRoles().takesCredential;
  const texts: { text: string; context: LiteralContext }[] = [];
  for (const flow of readWorkspace(containers).cloudFlows) {
    for (const operation of flow.operations) {
      visitStrings(operation, (text, at, key) => texts.push({ text, context: contextOf(operation, at, key, { isCredentialParameter }) }));
    }
  }
  return texts;
}

await main();
