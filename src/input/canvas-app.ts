import { openArchive } from "./archive.ts";
import type { Artifact, Container, InputLimits, InputProblem } from "./artifact.ts";
import { problemAt, unreadable } from "./problem.ts";
import type { ReadBudget } from "./read-budget.ts";
import { startsLikeZip } from "./zip-preflight.ts";

/** What a canvas app adds to the container it is in. */
interface CanvasAppFiles {
  readonly artifacts: readonly Artifact[];
  readonly problems: readonly InputProblem[];
}

/** Formulas as text: the source that newer apps pack beside the controls that are generated of it. */
const sources = /^(?:other\/)?src\/.+\.(?:ya?ml|fx)$/i;
/** Formulas of apps without it, in JSON. */
const controls = /^(?:controls|components)\/.+\.json$/i;
/** What the app is connected to. */
const connections = /^(?:connections\/.+|datasources\/.+|references\/datasources)\.json$/i;

/**
 * The text files of a packed canvas app in which a maker can have written something, each named `<app>!/<file>`: formulas and data sources,
 * not the templates and themes that every app carries. Never throws. A placeholder for the app (an empty file, a pointer of Git LFS) has
 * none.
 * @param budget that of the archive around the app
 */
export async function openCanvasApp(
  app: Artifact,
  { path, prefix }: Pick<Container, "path" | "prefix">,
  limits: InputLimits,
  budget: ReadBudget,
): Promise<CanvasAppFiles> {
  const bytes = app.read();
  if (!startsLikeZip(bytes)) {
    const isPlaceholder = bytes.length === 0 || bytes.subarray(0, 40).toString("latin1").startsWith("version https://git-lfs");
    return {
      artifacts: [],
      problems: isPlaceholder ? [] : [unreadable("The canvas app is not an archive.", app.name)],
    };
  }
  const reload = (): Buffer => app.read();
  let hasSources = false;
  const isText = (name: string): boolean => connections.test(name) || (hasSources ? sources : controls).test(name);
  const choose = (names: readonly string[]): typeof isText => {
    hasSources = names.some((name) => sources.test(name));
    return isText;
  };
  const opened = await openArchive(bytes, { path, prefix: `${prefix}${app.name}!/`, limits, budget, reload, choose });
  const artifacts = opened.artifacts.map(({ name, size, read }): Artifact => ({ name: `${app.name}!/${name}`, size, read }));
  const problems = opened.problems.flatMap((problem) => {
    if (problem.file === undefined) return [problemAt(problem, app.name)];
    // Problems of members that are not read do not matter.
    return isText(problem.file) ? [problemAt(problem, `${app.name}!/${problem.file}`)] : [];
  });
  return { artifacts, problems };
}
