import { distinct } from "../../collections.ts";

/** What became of a mutant: a test failed, it came to no end or took all memory, all tests passed, or no test runs it. */
export type Verdict = "killed" | "timeout" | "survived" | "uncovered";

/** One line of the table for each part, and one for all. */
export function scoreTable(verdicts: readonly { readonly part: string; readonly verdict: Verdict }[]): string {
  const parts = distinct(verdicts.map(({ part }) => part)).sort();
  const lines = parts.map((part) =>
    line(
      part,
      verdicts.filter((one) => one.part === part),
    ),
  );
  return [...lines, ...(parts.length === 1 ? [] : [line("all", verdicts)])].join("\n");
}

/** A mutant that was tried, by the file that it is in. */
interface TriedInFile {
  readonly file: string;
  readonly verdict: Verdict;
}

/** Of how many mutants of a file the score is that it is listed by. */
const leastTried = 3;
const mostListed = 10;

/** The files of whose mutants least are noticed, which need tests most; those of which few were tried are left out. */
export function weakestFiles(tried: readonly TriedInFile[]): readonly string[] {
  const files = distinct(tried.map(({ file }) => file)).sort();
  return files
    .map((file) => {
      const verdicts = tried.filter((one) => one.file === file).map(({ verdict }) => verdict);
      return { file, total: verdicts.length, detected: verdicts.filter((verdict) => verdict === "killed" || verdict === "timeout").length };
    })
    .filter(({ total, detected }) => total >= leastTried && detected < total)
    .sort((a, b) => a.detected / a.total - b.detected / b.total)
    .slice(0, mostListed)
    .map(({ file, total, detected }) => `${file}: ${detected} of ${total} detected`);
}

function line(name: string, verdicts: readonly { readonly verdict: Verdict }[]): string {
  const count = (verdict: Verdict): number => verdicts.filter((one) => one.verdict === verdict).length;
  const detected = count("killed") + count("timeout");
  const [low, high] = interval(detected, verdicts.length);
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  return (
    `${name}: ${percent(detected / verdicts.length)} of ${verdicts.length} detected (95 % interval ${percent(low)} to ${percent(high)}), ` +
    `${count("timeout")} by time or memory, ${count("survived")} survived, ${count("uncovered")} not run by any test`
  );
}

/** Wilson's interval for the share of which a sample is known, at 95 %. */
export function interval(successes: number, trials: number): readonly [number, number] {
  const z = 1.96;
  const share = successes / trials;
  const scale = 1 + z ** 2 / trials;
  const middle = (share + z ** 2 / (2 * trials)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / trials + z ** 2 / (4 * trials ** 2));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}
