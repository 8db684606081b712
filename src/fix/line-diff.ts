/** A stretch of two texts that differ, with equal lines around it, as unified diffs have them. */
export interface Hunk {
  /** 1-based; for an empty stretch, that of the line after it. */
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  /** Each begins with a blank, `-` or `+`; a last line without a line break is followed by one that says so. */
  readonly lines: readonly string[];
}

/** Lines around a change. */
const context = 3;

/** So many equal lines in a row are where two texts go on alike. */
const enough = 3;

/** Largest stretch that is compared line by line, in lines of both texts: repairs change few. A larger one is shown as replaced. */
const longest = 400;

/**
 * The hunks of a unified diff. Repairs change a few lines at many places, so each difference ends where the texts go on alike next: the
 * time grows with the length of the texts, however many differences there are. A shortest diff takes their product.
 */
export function lineHunks(before: string, now: string): readonly Hunk[] {
  const [old, own] = [linesOf(before), linesOf(now)];
  const hunks: Hunk[] = [];
  let group: Difference[] = [];
  for (const difference of differences(old, own)) {
    const last = group.at(-1);
    if (last !== undefined && difference.oldStart - last.oldEnd > 2 * context) {
      hunks.push(hunkOf(group, old, own));
      group = [];
    }
    group.push(difference);
  }
  if (group.length > 0) hunks.push(hunkOf(group, old, own));
  return hunks;
}

/** Lines of both texts that stand for one another; ends are exclusive. */
interface Difference {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

const withoutBreak = "\n\\ No newline at end of file";

function linesOf(text: string): readonly string[] {
  if (text === "") return [];
  const lines = text.split("\n");
  // After the last line break there is no further line.
  if (lines.at(-1) === "") lines.pop();
  else lines.push(`${lines.pop() ?? ""}${withoutBreak}`);
  return lines;
}

function differences(old: readonly string[], now: readonly string[]): readonly Difference[] {
  const found: Difference[] = [];
  let at = 0;
  let to = 0;
  while (at < old.length || to < now.length) {
    if (at < old.length && to < now.length && old[at] === now[to]) {
      at++;
      to++;
      continue;
    }
    const [removed, added] = untilAlike(old, at, now, to);
    for (const part of withoutCommon(old.slice(at, at + removed), now.slice(to, to + added))) {
      const last = found.at(-1);
      const goesOn = last?.oldEnd === at + part.oldStart && last.newEnd === to + part.newStart;
      if (goesOn) found.pop();
      found.push({
        oldStart: goesOn ? last.oldStart : at + part.oldStart,
        newStart: goesOn ? last.newStart : to + part.newStart,
        oldEnd: at + part.oldEnd,
        newEnd: to + part.newEnd,
      });
    }
    at += removed;
    to += added;
  }
  return found;
}

/** Largest stretch, in lines of one text times lines of the other, whose common lines are looked for: most repairs change a few lines. */
const mostCompared = 2_500;

/** What is different in two stretches, without the lines that both have: fewer than make texts alike, such as one between two changes. */
function withoutCommon(old: readonly string[], now: readonly string[]): readonly Difference[] {
  const whole = { oldStart: 0, oldEnd: old.length, newStart: 0, newEnd: now.length };
  if (old.length === 0 || now.length === 0 || old.length * now.length > mostCompared) return [whole];
  const width = now.length + 1;
  // How many lines the rests of both have in common, by where they begin.
  const common = new Uint16Array((old.length + 1) * width);
  const commonAt = (at: number, to: number): number => common[at * width + to] ?? 0;
  for (let at = old.length - 1; at >= 0; at--) {
    for (let to = now.length - 1; to >= 0; to--) {
      common[at * width + to] = old[at] === now[to] ? commonAt(at + 1, to + 1) + 1 : Math.max(commonAt(at + 1, to), commonAt(at, to + 1));
    }
  }
  const found: Difference[] = [];
  let start = { at: 0, to: 0 };
  const endAt = (at: number, to: number): void => {
    if (at > start.at || to > start.to) found.push({ oldStart: start.at, oldEnd: at, newStart: start.to, newEnd: to });
    start = { at: at + 1, to: to + 1 };
  };
  let [at, to] = [0, 0];
  while (at < old.length && to < now.length) {
    if (old[at] === now[to]) endAt(at++, to++);
    else if (commonAt(at + 1, to) >= commonAt(at, to + 1)) at++;
    else to++;
  }
  endAt(old.length, now.length);
  return found;
}

/** How many lines of each text to pass over until they go on alike. */
function untilAlike(old: readonly string[], at: number, now: readonly string[], to: number): readonly [number, number] {
  const [removable, addable] = [old.length - at, now.length - to];
  for (let both = 1; both <= Math.min(longest, removable + addable); both++) {
    for (let removed = Math.max(0, both - addable); removed <= Math.min(both, removable); removed++) {
      if (isAlike(old, at + removed, now, to + both - removed)) return [removed, both - removed];
    }
  }
  return [Math.min(longest, removable), Math.min(longest, addable)];
}

function isAlike(old: readonly string[], at: number, now: readonly string[], to: number): boolean {
  for (let index = 0; index < enough; index++) {
    const [isEnd, isOtherEnd] = [at + index >= old.length, to + index >= now.length];
    if (isEnd || isOtherEnd) return isEnd && isOtherEnd;
    if (old[at + index] !== now[to + index]) return false;
  }
  return true;
}

function hunkOf(group: readonly Difference[], old: readonly string[], now: readonly string[]): Hunk {
  const [first, last] = [group[0], group.at(-1)];
  if (first === undefined || last === undefined) throw new Error("A hunk has no difference.");
  const lead = Math.min(context, first.oldStart);
  const tail = Math.min(context, old.length - last.oldEnd);
  const lines: string[] = [];
  const add = (mark: string, some: readonly string[]): void => {
    for (const line of some) for (const part of `${mark}${line}`.split("\n")) lines.push(part);
  };
  let at = first.oldStart - lead;
  for (const { oldStart, oldEnd, newStart, newEnd } of group) {
    add(" ", old.slice(at, oldStart));
    add("-", old.slice(oldStart, oldEnd));
    add("+", now.slice(newStart, newEnd));
    at = oldEnd;
  }
  add(" ", old.slice(at, last.oldEnd + tail));
  return {
    oldStart: first.oldStart - lead + 1,
    oldLines: last.oldEnd + tail - (first.oldStart - lead),
    newStart: first.newStart - lead + 1,
    newLines: last.newEnd + tail - (first.newStart - lead),
    lines,
  };
}
