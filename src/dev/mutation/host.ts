import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { BaseSequencer, createVitest, type TestCase, type TestModule, type TestSpecification, type Vitest } from "vitest/node";
import { type Mutant, mutated } from "./mutants.ts";
import { type Probe, withProbes } from "./probes.ts";

/**
 * Keeps vitest ready in a process of its own, which can be ended when a mutant never ends. It runs either all tests with probes, or the
 * tests for one mutant after the other.
 */

/** Tests of one file; all of them, if no ids are given. */
export interface TestChoice {
  readonly file: string;
  readonly ids?: readonly string[];
}

/** What the host is asked to do. */
export type HostRequest =
  | { readonly kind: "probe"; readonly files: readonly string[]; readonly tests: readonly string[] }
  /** The limit is in milliseconds of processor time. */
  | { readonly kind: "try"; readonly mutant: Mutant; readonly tests: readonly TestChoice[]; readonly limit: number };

/** What one test file runs. */
export interface TestFileRecord {
  readonly file: string;
  /** Milliseconds of processor time until its tests can begin: loading what they import. */
  readonly loading: number;
  /** Probes that are run when the file is loaded, or between tests; bits in base 64, as all of them. */
  readonly shared: string;
  readonly tests: readonly TestRecord[];
}

/** What one test runs. */
export interface TestRecord {
  readonly id: string;
  /** Milliseconds of processor time. */
  readonly duration: number;
  readonly probes: string;
}

/** What the host answers. */
export type HostAnswer =
  | { readonly kind: "ready" }
  | { readonly kind: "probed"; readonly probes: Readonly<Record<string, readonly Probe[]>>; readonly files: readonly TestFileRecord[] }
  /** The test file that fails, or what else went wrong; undefined if the mutant survives. */
  | { readonly kind: "tried"; readonly killer?: string }
  /** The limit is passed; the process works on. */
  | { readonly kind: "late" };

/** Tests that start processes or browsers, or measure time: what they say about a mutant takes too long. */
const excludedTests: readonly string[] = [
  "test/cli/**",
  "test/dev/**",
  "test/hostile/**",
  "test/**/hostile.test.ts",
  "test/**/linear-time.test.ts",
  "test/report/{accessibility,html-browser}.test.ts",
  "test/report/sarif-validator.test.ts",
  "test/{ci-files,docs,supply-chain}.test.ts",
];

/** Random flows that each property of the analysis is tried with: what notices a mutant mostly does so with the first ones. */
process.env.FAST_CHECK_RUNS ??= "10";

const root = fileURLToPath(new URL("../../../../", import.meta.url));

let change: Mutant | undefined;
let probing: ReadonlySet<string> | undefined;
const probes: Record<string, readonly Probe[]> = {};
let probeCount = 0;

const plugin = {
  name: "mutation",
  enforce: "pre",
  transform(code: string, id: string): string | undefined {
    const file = relative(root, id.split("?")[0] ?? id);
    if (change?.file === file) return mutated(readFileSync(join(root, file), "utf8"), change);
    if (probing?.has(file) !== true) return undefined;
    const probed = withProbes(file, code, probeCount);
    probeCount += probed.probes.length;
    probes[file] = probed.probes;
    return probed.text;
  },
} as const;

/** In the order in which they are asked for: those that fail soonest come first. */
class GivenOrder extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files);
  }
}

/** What came of the files of the latest run; vitest itself keeps those of earlier ones as well. */
let finished: TestModule[] = [];

async function start(probe: boolean): Promise<Vitest> {
  const vitest = await createVitest(
    "test",
    {
      root,
      watch: false,
      reporters: [{ onTestModuleEnd: (module) => void finished.push(module) }],
      exclude: [...excludedTests],
      maxWorkers: 1,
      isolate: probe,
      sequence: { sequencer: GivenOrder },
      setupFiles: [
        "test/setup.ts",
        ...[...(probe ? ["record-probes.js"] : []), "first-failure.js"].map((name) => fileURLToPath(new URL(name, import.meta.url))),
      ],
      ...(probe ? {} : { bail: 1 }),
    },
    { plugins: [plugin] },
  );
  await vitest.standalone();
  return vitest;
}

async function run(vitest: Vitest, specifications: readonly TestSpecification[]): Promise<readonly unknown[]> {
  finished = [];
  const { unhandledErrors } = await vitest.runTestSpecifications([...specifications]);
  return unhandledErrors;
}

function testsOf(module: TestModule): readonly TestCase[] {
  return [...module.children.allTests()];
}

function failureOf(module: TestModule): string | undefined {
  const failed = testsOf(module).find((test) => test.result().state === "failed");
  if (failed !== undefined) return `${module.relativeModuleId}: ${failed.fullName}`;
  return module.ok() ? undefined : `${module.relativeModuleId}: ${module.errors()[0]?.message ?? "fails"}`;
}

async function probe(files: readonly string[], tests: readonly string[]): Promise<HostAnswer> {
  probing = new Set(files);
  const vitest = await start(true);
  const before = process.cpuUsage();
  const started = performance.now();
  const errors = await run(vitest, await vitest.globTestSpecifications([...tests]));
  const { user, system } = process.cpuUsage(before);
  // On a busy machine tests take longer than the processor time that the limit of a mutant is in.
  const share = Math.min(1, (user + system) / 1000 / (performance.now() - started));
  const failures = [...finished.map(failureOf).filter((failure) => failure !== undefined), ...errors];
  if (failures.length > 0) throw new Error(`The tests fail without a mutant: ${failures.join(", ")}`);
  const records = finished.map((module) => ({
    file: relative(root, module.moduleId),
    loading: share * module.diagnostic().collectDuration,
    shared: module.meta().probes ?? "",
    tests: testsOf(module).map((test) => ({
      id: test.id,
      duration: share * (test.diagnostic()?.duration ?? 0),
      probes: test.meta().probes ?? "",
    })),
  }));
  return { kind: "probed", probes, files: records };
}

let ready: Vitest | undefined;

async function tryMutant(mutant: Mutant, tests: readonly TestChoice[], limit: number): Promise<HostAnswer> {
  ready ??= await start(false);
  const started = process.cpuUsage();
  const watch = setInterval(() => {
    const { user, system } = process.cpuUsage(started);
    if ((user + system) / 1000 > limit) tell({ kind: "late" });
  }, 1000);
  const changed = new Set([change?.file ?? mutant.file, mutant.file]);
  change = mutant;
  for (const file of changed) ready.invalidateFile(join(root, file));
  const project = ready.getRootProject();
  const errors = await run(
    ready,
    tests.map(({ file, ids }) => project.createSpecification(join(root, file), ids === undefined ? undefined : { testIds: [...ids] })),
  ).finally(() => clearInterval(watch));
  const failed = finished.find((module) => failureOf(module) !== undefined);
  const killer = failed === undefined ? errors.map(String)[0] : relative(root, failed.moduleId);
  return killer === undefined ? { kind: "tried" } : { kind: "tried", killer };
}

function tell(answer: HostAnswer): void {
  process.send?.(answer);
}

process.on("message", (request: HostRequest) => {
  const answer = request.kind === "probe" ? probe(request.files, request.tests) : tryMutant(request.mutant, request.tests, request.limit);
  void answer.then(tell, (error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});
process.on("disconnect", () => process.exit());
tell({ kind: "ready" });
