import { spawnSync } from "node:child_process";

/** Something to be timed, by name. */
export type Timed = Readonly<Record<string, () => unknown>>;

/** The middle one of an odd number of measurements, the upper middle one of an even number. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/**
 * Times several things in turn, round after round, so that what else the machine does meets all of them alike.
 * @returns the median of each in milliseconds
 */
export async function interleaved<Name extends string>(
  rounds: number,
  timed: Readonly<Record<Name, () => unknown>>,
): Promise<Readonly<Record<Name, number>>> {
  const names = Object.keys(timed) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      globalThis.gc?.();
      const started = performance.now();
      await timed[name]();
      times.get(name)?.push(performance.now() - started);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<Name, number>;
}

/** Runs Node with these arguments to its end. @throws Error when it ends with a code of 2 or more, or by a signal. */
export function runNode(...args: readonly string[]): { readonly stdout: string; readonly stderr: string } {
  return runNodeIn(process.cwd(), ...args);
}

/** The same in another working directory. */
export function runNodeIn(cwd: string, ...args: readonly string[]): { readonly stdout: string; readonly stderr: string } {
  // Certificates that Node is told to read whenever it starts would be most of what a short run takes.
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: "" };
  const { status, stdout, stderr } = spawnSync(process.execPath, [...args], { cwd, env, encoding: "utf8", maxBuffer: 1 << 30 });
  if (status === null || status >= 2) throw new Error(`node ${args.join(" ")} ended with ${status}: ${stderr}`);
  return { stdout, stderr };
}

/** Most memory that Node held while it ran with these arguments, in MB. */
export function peakMemory(...args: readonly string[]): number {
  const tell = "process.on('exit', () => process.stderr.write('peak ' + process.resourceUsage().maxRSS))";
  const { stderr } = runNode("--import", `data:text/javascript,${encodeURIComponent(tell)}`, ...args);
  return Math.round(Number(/peak (\d+)/.exec(stderr)?.[1]) / 1024);
}
