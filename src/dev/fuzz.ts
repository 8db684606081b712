import { resolve } from "node:path";
import { rules } from "../../rules/index.ts";
import type { ResolvedConfig } from "../config/types.ts";
import type { Container } from "../input/artifact.ts";
import { defaultInputLimits } from "../input/artifact.ts";
import { openInputs } from "../input/open.ts";
import { lint } from "../linter/lint.ts";
import { everyRuleOn } from "./lint-path.ts";
import { createRandom, type Random } from "./random.ts";

/**
 * Changes the files of real inputs at random and lints the result: nothing may throw, no rule may fail, nothing may take long, and two runs must agree.
 * `npm run fuzz -- <paths..> [--minutes N] [--seed N]`; a failure names the seed that repeats it.
 */
async function main(args: readonly string[]): Promise<void> {
  const option = (name: string, fallback: number): number => {
    const index = args.indexOf(`--${name}`);
    return index < 0 ? fallback : Number(args[index + 1]);
  };
  const paths = args.filter((arg, index) => !arg.startsWith("--") && !(args[index - 1] ?? "").startsWith("--"));
  const minutes = option("minutes", 1);
  const config = await everyRuleOn();
  const { containers } = await openInputs(
    paths.map((path) => resolve(path)),
    { cwd: process.cwd(), limits: defaultInputLimits },
  );
  const end = Date.now() + minutes * 60_000;
  let seed = option("seed", 1);
  let runs = 0;
  let failures = 0;
  let slowest = 0;
  for (; Date.now() < end; seed++) {
    const container = containers[seed % containers.length];
    if (container === undefined) break;
    const mutated = mutate(container, createRandom(seed));
    const started = performance.now();
    const problem = await check(mutated, config);
    slowest = Math.max(slowest, performance.now() - started);
    runs++;
    if (problem === undefined) continue;
    failures++;
    console.error(`seed ${seed}, ${container.path}${container.prefix}: ${problem}`);
  }
  console.log(`${runs} mutated inputs, ${failures} failures, slowest ${Math.round(slowest)} ms, last seed ${seed - 1}`);
  if (failures > 0) process.exitCode = 1;
}

async function check(container: Container, config: ResolvedConfig): Promise<string | undefined> {
  try {
    const options = { rules, config, today: "2026-01-01" };
    const first = await lint([container], options);
    const [failure] = first.failures;
    if (failure !== undefined)
      return `rule ${failure.rule}: ${failure.error instanceof Error ? failure.error.stack : String(failure.error)}`;
    const second = await lint([container], options);
    return JSON.stringify(first.result) === JSON.stringify(second.result) ? undefined : "two runs differ";
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

/** The container with a few of its files changed. */
function mutate(container: Container, random: Random): Container {
  const share = Math.min(1, 6 / Math.max(1, container.artifacts.length));
  return {
    ...container,
    artifacts: container.artifacts.map((artifact) => {
      if (!random.chance(share) || !/\.(?:json|xml|txt|robin)$/i.test(artifact.name)) return artifact;
      const seed = random.between(1, 1_000_000_000);
      return { ...artifact, read: () => mutateBytes(artifact.read(), artifact.name, createRandom(seed)) };
    }),
  };
}

function mutateBytes(bytes: Buffer, name: string, random: Random): Buffer {
  if (/\.json$/i.test(name) && random.chance(0.7)) {
    try {
      return Buffer.from(JSON.stringify(mutateJson(JSON.parse(bytes.toString("utf8").replace(/^\uFEFF/, "")), random, 0)), "utf8");
    } catch {
      // Not JSON: change bytes instead.
    }
  }
  const copy = Buffer.from(bytes);
  const changes = random.between(1, 8);
  for (let i = 0; i < changes && copy.length > 0; i++) copy[random.between(0, copy.length - 1)] = random.between(0, 255);
  return random.chance(0.2) ? copy.subarray(0, random.between(0, copy.length)) : copy;
}

const texts = [
  "@body('x')?['value']",
  "@{concat('a', variables('x'))}",
  "@",
  "@@",
  "@{",
  "@if(",
  "@__proto__('a')",
  "@constructor()",
  "@items('')",
  "@result('Try')",
  "__proto__",
  "constructor",
  "https://x.vault.azure.net/secrets/a/0123456789abcdef0123456789abcdef",
  "Password=x;Server=y",
  "\u0000",
  "\ud800",
  "::error::x",
  "$'''%a%",
] as const;

/** Swaps values, types and names here and there, so that shapes stay plausible but nothing can be relied on. */
function mutateJson(value: unknown, random: Random, depth: number): unknown {
  if (random.chance(0.004)) return random.pick([null, true, 0, "", [], {}, [[]], random.pick(texts)]);
  if (typeof value === "string")
    return random.chance(0.01) ? random.pick(texts) : random.chance(0.01) ? value.slice(0, random.between(0, value.length)) : value;
  if (typeof value !== "object" || value === null || depth > 200) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => mutateJson(item, random, depth + 1));
    return random.chance(0.01) ? [...items, ...items] : items;
  }
  const entries = Object.entries(value).flatMap(([key, member]): (readonly [string, unknown])[] => {
    if (random.chance(0.005)) return [];
    return [[random.chance(0.004) ? random.pick(texts) : key, mutateJson(member, random, depth + 1)]];
  });
  return Object.fromEntries(entries);
}

await main(process.argv.slice(2));
