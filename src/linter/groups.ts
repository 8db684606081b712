import { append, remember } from "../collections.ts";
import { artifactText } from "../dataflow/components/mentions.ts";
import { findSettings, settingsKey } from "../dataflow/workspace/read-settings.ts";
import { type Chosen, containerKey } from "../dataflow/workspace/read-workspace.ts";
import type { RunContext } from "../dataflow/workspace/run-context.ts";
import { compareTexts } from "../findings/sort.ts";
import type { Artifact, Container, InputProblem } from "../input/artifact.ts";
import { isArchiveName } from "../input/file-kinds.ts";
import { patternOfNames } from "../matching/name-pattern.ts";
import { lastPart } from "../slash-path.ts";
import { holdsComponents } from "../solution/component-folders.ts";
import { neededSolutions } from "../solution/dependencies.ts";
import { loadSolutions } from "../solution/load.ts";
import type { LoadedSolution } from "../solution/loaded-solution.ts";
import type { Solution } from "../solution/model.ts";

/** Solutions that must be analysed together. */
export interface SolutionGroup {
  /** Data alone, so that it can be handed to another thread. */
  readonly members: readonly GroupMember[];
  /** Everything that the analysis of the group depends on besides the configuration. */
  readonly files: readonly GroupFile[];
  /** How much work it is, roughly: bytes of text. */
  readonly size: number;
  /** There is nothing to analyse in it. */
  readonly isEmpty: boolean;
}

/** A solution, or a container without any, which has problems to report at most. */
export interface GroupMember {
  /** {@link containerKey} */
  readonly container: string;
  /** Its number in the container, in the order of `loadSolutions`. */
  readonly number: number;
}

/** A file, or what could not be taken in of a container. */
export interface GroupFile {
  readonly container: string;
  readonly number: number;
  readonly content: Artifact | InputProblem;
}

/**
 * Sorts solutions into groups that have nothing to do with each other, so that each can be analysed by itself with the same result: no flow
 * calls one of another group, no variable, connection reference or name is shared. Manifests and component lists are read for that, but
 * flows are only searched for names, which takes a fraction of what reading them takes. Names that mean something else can join what is
 * independent, which costs time and nothing else. Deployment settings and a previous package speak about all solutions: with them
 * everything is one group. The largest group comes first; the order depends on the solutions alone.
 */
export function groupSolutions(
  containers: readonly Container[],
  context: RunContext = {},
  load: typeof loadSolutions = loadSolutions,
): readonly SolutionGroup[] {
  const found = containers.flatMap((container) => {
    const loaded = load(container);
    const solutions = loaded.map((one, number) => ({ number, container, loaded: one as LoadedSolution | undefined }));
    return solutions.length > 0 ? solutions : [{ number: 0, container, loaded: undefined }];
  });
  const scanned = found.map(
    ({ container, number, loaded }): ScannedSolution => ({
      member: { container: containerKey(container), number },
      ...(loaded === undefined ? emptyScan : scan(loaded)),
      files: filesOf(container, number, loaded),
      name: loaded === undefined ? "" : `${loaded.solution.root}\u0000${loaded.solution.uniqueName}`,
      archive: container.exhausted?.(),
    }),
  );
  const named = new Set((context.settings ?? []).map(({ container }) => settingsKey(container.path, "")));
  const isOne =
    named.size > 0 ||
    context.previous !== undefined ||
    found.some(({ loaded }) => loaded !== undefined && findSettings(loaded, named).length > 0);
  const groups = isOne ? [scanned] : connected(scanned);
  return groups
    .filter((members) => members.length > 0)
    .map((members) => ({
      members: members.map(({ member }) => member),
      files: members.flatMap(({ files }) => files),
      size: members.reduce((sum, { size }) => sum + size, 1),
      isEmpty: members.every(({ isEmpty }) => isEmpty),
      name: members.map(({ member, name }) => `${member.container}\u0000${name}`).sort(compareTexts)[0] ?? "",
    }))
    .sort((a, b) => b.size - a.size || compareTexts(a.name, b.name))
    .map(({ name: _, ...group }) => group);
}

/** A solution of the run, or a container without any. */
interface ScannedSolution extends Scan {
  readonly member: GroupMember;
  readonly files: readonly GroupFile[];
  /** For the order of the groups. */
  readonly name: string;
  /** The archive that holds it, if that exceeds a limit: which files are left out is reported once, for all solutions in it. */
  readonly archive: string | undefined;
}

/** Puts solutions that are related to each other together; each group keeps the order of all. */
function connected(scanned: readonly ScannedSolution[]): readonly (readonly ScannedSolution[])[] {
  const joins = createUnion(scanned.length);
  const owners = new Map<string, number>();
  const archives = new Map<string, number>();
  for (const [index, { declared, archive }] of scanned.entries()) {
    const first = (known: Map<string, number>, name: string): number => remember(known, name, () => index);
    for (const name of declared) joins.join(index, first(owners, name));
    if (archive !== undefined) joins.join(index, first(archives, archive));
  }
  const packed: number[] = [];
  // A solution that is alone in the run is related to no other, whatever it names.
  const searched = scanned.length > 1 ? [...scanned.entries()] : [];
  const pattern = wordPattern(owners.keys());
  for (const [index, { words }] of searched) {
    for (const word of words(pattern)) {
      const owner = owners.get(word);
      if (owner !== undefined) joins.join(index, owner);
      else if (word === packedScript) packed.push(index);
    }
  }
  // A script that is packed in its flow's file cannot be searched: it may call any desktop flow.
  const [first] = packed;
  if (first !== undefined) {
    for (const index of [...packed, ...scanned.flatMap(({ hasScripts }, index) => (hasScripts ? [index] : []))]) joins.join(first, index);
  }
  const groups = new Map<number, ScannedSolution[]>();
  for (const [index, solution] of scanned.entries()) append(groups, joins.find(index), solution);
  return [...groups.values()];
}

/** What a group is called while it is analysed: its first container. */
export function groupName({ members }: Pick<SolutionGroup, "members">): string {
  return (members[0]?.container ?? "").replace("\u0000", "!/").replace(/!?\/$/, "");
}

/** The members of groups as a workspace is read by them. */
export function chosenOf(groups: readonly Pick<SolutionGroup, "members">[]): Chosen {
  const chosen = new Map<string, Set<number>>();
  for (const { members } of groups) {
    for (const { container, number } of members) remember(chosen, container, () => new Set<number>()).add(number);
  }
  return chosen;
}

function filesOf(container: Container, number: number, loaded: LoadedSolution | undefined): readonly GroupFile[] {
  // An archive in a folder is a container of its own.
  const files = (loaded?.solution.files ?? []).filter(({ name }) => container.kind !== "folder" || !isArchiveName(name));
  const contents = [...(number === 0 ? container.problems : []), ...files];
  return contents.map((content) => ({ container: containerKey(container), number, content }));
}

/** What a solution declares and mentions. */
interface Scan {
  /** `word x` for what texts can name, and names of other kinds that only tie what declares them. */
  readonly declared: ReadonlySet<string>;
  /** What the pattern finds in its texts, as `declared` writes it; read when it is asked for, and not kept. */
  words(pattern: RegExp): Iterable<string>;
  /** It holds desktop flows. */
  readonly hasScripts: boolean;
  readonly size: number;
  readonly isEmpty: boolean;
}

const emptyScan: Scan = { declared: new Set(), words: () => [], hasScripts: false, size: 0, isEmpty: true };

/** The word for a script that is packed in a text, and so cannot be searched. */
const packedScript = "packed script";
/** Where a flow's file keeps its script packed; flows of the newer schema leave the member empty. */
const filledPackage = /"package"\s*:\s*"[^"]/;

function scan({ solution }: LoadedSolution): Scan {
  return {
    declared: declaredNames(solution),
    words: (pattern) => wordsOf(solution, pattern),
    hasScripts: solution.workflows.some(({ category }) => category === "desktop-flow"),
    size: solution.files.reduce((sum, { size }) => sum + size, 0),
    isEmpty:
      solution.kind === "loose" &&
      !holdsComponents(solution) &&
      !solution.files.some(({ name }) => /\.(?:json|robin|txt)$/i.test(name)) &&
      solution.container.kind !== "file",
  };
}

function declaredNames(solution: Solution): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (kind: string, name: string | undefined): void => {
    if (name !== undefined && name !== "") names.add(`${kind} ${name.toLowerCase()}`);
  };
  // Callback URLs name a flow by its id without hyphens.
  const addId = (id: string | undefined): void => {
    add("word", id);
    add("word", id?.replaceAll("-", ""));
  };
  add("solution", solution.uniqueName);
  for (const provider of neededSolutions(solution)) add("solution", provider);
  for (const { schemaName } of solution.environmentVariables) add("word", schemaName);
  for (const { logicalName } of solution.connectionReferences) add("word", logicalName);
  for (const { id, name, source } of solution.workflows) {
    addId(id ?? guidIn(source?.file ?? ""));
    // Only their names distinguish the fingerprints of flows outside of solutions.
    if (solution.uniqueName === "") add("name", name);
  }
  for (const { name } of solution.kind === "solution" ? [] : solution.files) {
    addId(guidIn(name));
    add("name", lastPart(name).replace(/\.[^.]+$/, ""));
  }
  return names;
}

const guid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

function guidIn(text: string): string | undefined {
  return guid.exec(text)?.[0];
}

/** A flow's id, as it is or without hyphens; both are found by patterns of their own. */
const wholeId = new RegExp(`^(?:${guid.source}|[0-9a-f]{32})$`, "i");

/** Finds all words that may be declared names: those of variables and references, and ids of flows as URLs write them, without hyphens. */
function wordPattern(declared: Iterable<string>): RegExp {
  const words = [...declared].flatMap((name) => (name.startsWith("word ") ? name.slice("word ".length) : []));
  const named = patternOfNames(words.filter((word) => !wholeId.test(word)));
  return new RegExp(`\\b(?:[0-9a-f]{32}\\b|${named})`, "gi");
}

/** An id from its first hyphen on. A search for hyphens is much faster than one for an id that any digit could begin. */
const idTail = /-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
/** How much of an id is before that hyphen. */
const idHead = 8;

function* wordsOf(solution: Solution, pattern: RegExp): Iterable<string> {
  for (const { name } of solution.dependencies) yield `word ${name.toLowerCase()}`;
  for (const artifact of solution.files) {
    const text = artifactText(artifact);
    if (text === undefined) continue;
    if (filledPackage.test(text)) yield packedScript;
    for (const [word] of text.matchAll(pattern)) yield `word ${word.toLowerCase()}`;
    for (const { 0: tail, index } of text.matchAll(idTail))
      yield `word ${text.slice(Math.max(0, index - idHead), index + tail.length).toLowerCase()}`;
  }
}

/** Disjoint sets of numbers. */
function createUnion(count: number): { find(index: number): number; join(a: number, b: number): void } {
  const parents = Array.from({ length: count }, (_, index) => index);
  const find = (index: number): number => {
    let root = index;
    while (parents[root] !== root) root = parents[root] ?? root;
    // Shorten the way for the next search.
    for (let next = index; next !== root; ) {
      const parent = parents[next] ?? root;
      parents[next] = root;
      next = parent;
    }
    return root;
  };
  const join = (a: number, b: number): void => {
    parents[find(a)] = find(b);
  };
  return { find, join };
}
