import { remember } from "../collections.ts";
import type { RuleNames } from "../config/rule-names.ts";
import type { ReportedFinding } from "../findings/reported-finding.ts";
import type { SourceFile, Span } from "../source/place.ts";
import { fileKey } from "../source/source-file.ts";

/** Which findings a directive is about: all conditions that are given must hold. */
export interface DirectiveScope {
  /** The input as the user named it. */
  readonly path: string;
  /** The file, or the file that holds it as an embedded text. */
  readonly file: string;
  /** Display name of the flow, where one file holds several. */
  readonly component?: string | undefined;
  /** The file that describes the flow, where that is not its own: what it says about the flow of this name belongs to the flow. */
  readonly described?: { readonly file: string; readonly component: string } | undefined;
  /** Names of the operations: of the action that carries the note, and of those in it when it is a container. */
  readonly operations?: ReadonlySet<string> | undefined;
  /** Name of the subflow, in scripts. */
  readonly subflow?: string | undefined;
  /** Lines of the script, both inclusive; without `to` to the end. */
  readonly lines?: { readonly from: number; readonly to?: number } | undefined;
}

/** `solutionlint-disable <rule>[, <rule>] -- reason`, as somebody wrote it. */
export interface Directive {
  /** Names or codes as written; empty when none are given. */
  readonly rules: readonly string[];
  readonly reason: string | undefined;
  /** Where the directive is in the text it was read from. */
  readonly span: Span;
  readonly scope: DirectiveScope;
  /** From here on the directives of the file are not read: there are too many. */
  readonly isBeyondLimit?: true;
}

/** A comment of a desktop-flow script. */
export interface RobinComment {
  /** Without its marks. */
  readonly text: string;
  /** Line of the script on which it ends, 1-based. */
  readonly line: number;
  readonly subflow?: string;
}

/** A directive, or one of its rules, that suppresses nothing: data for SL0005. */
export interface UnusedDirective {
  /** Index in the directives that were applied. */
  readonly index: number;
  /** The rule as written; empty when the directive names none. */
  readonly rule: string;
  /**
   * `nothing`: it matches no finding. `unknown-rule`: there is no such rule. `no-rule`: it does not say which rule. `too-many`: it and all
   * later ones in the file are not read.
   */
  readonly why: "nothing" | "unknown-rule" | "no-rule" | "too-many";
  /** For an unknown rule: `there is no rule "x"; did you mean "y"?` */
  readonly hint?: string;
}

/** The findings, with those marked that directives suppress, and the directives without effect or reason. */
export interface DirectiveResult {
  /** The same findings in the same order, those that a directive names marked as suppressed. */
  readonly findings: readonly ReportedFinding[];
  readonly unused: readonly UnusedDirective[];
  /** Indices of the directives that give no reason: data for SL0006. */
  readonly withoutReason: readonly number[];
}

/** In any case: telephones and word processors begin a note with a capital letter. */
const head = /\bsolutionlint-disable(?<next>-next-line)?(?![\w-])[ \t:]*/gi;
const ruleName = /[ \t]*([a-z0-9]+(?:-[a-z0-9]+){0,20}(?:\/[a-z0-9]+(?:-[a-z0-9]+){0,20})?)/iy;
const comma = /[ \t]*,/y;
/** Editors turn two hyphens into a dash. */
const reasonMark = /^[ \t]*(?:-{2,}|[\u2013\u2014])/;

/** Whether a text may hold directives: a quick look at what has none. */
export function mayDirect(text: string): boolean {
  return /solutionlint-disable/i.test(text);
}

/** The directives in the note of an action or trigger, or in the description of a flow. In a note `-next-line` makes no difference. */
export function noteDirectives(note: string, scope: DirectiveScope): Directive[] {
  return read(note).map(({ rules, reason, span }) => ({ rules, reason, span, scope }));
}

/**
 * The directives in the comments of a script: `# solutionlint-disable-next-line …` is about the statement that follows,
 * `# solutionlint-disable …` about the rest of its subflow.
 * @param scope the script as a whole
 * @param statementAfter the lines, 1-based and inclusive, of the first statement after the comments that follow a line; undefined at the end
 */
export function robinDirectives(
  comments: readonly RobinComment[],
  scope: DirectiveScope,
  statementAfter: (line: number) => { readonly from: number; readonly to: number } | undefined,
): Directive[] {
  return comments.flatMap(({ text, line, subflow }) =>
    read(text).map(({ rules, reason, span, nextLine }) => {
      const lines = nextLine ? (statementAfter(line) ?? { from: line + 1, to: line + 1 }) : { from: line };
      return { rules, reason, span, scope: { ...scope, subflow: nextLine ? undefined : subflow, lines } };
    }),
  );
}

interface WrittenDirective extends Pick<Directive, "rules" | "reason" | "span"> {
  readonly nextLine: boolean;
}

function read(text: string): WrittenDirective[] {
  const heads = [...text.matchAll(head)];
  return heads.map((match, index): WrittenDirective => {
    // A directive ends with its line, or where the next one begins.
    const begin = match.index + match[0].length;
    const upToNext = text.slice(begin, heads[index + 1]?.index ?? text.length);
    const rest = upToNext.slice(0, upToNext.search(/[\r\n]|$/)).trimEnd();
    const { rules, length } = readRules(rest);
    const tail = rest.slice(length);
    const reason = reasonMark.test(tail) ? tail.replace(reasonMark, "").trim() : "";
    return {
      rules,
      reason: reason === "" ? undefined : reason,
      span: { start: match.index, end: rest === "" ? match.index + match[0].trimEnd().length : begin + rest.length },
      nextLine: match.groups?.next !== undefined,
    };
  });
}

/** The names at the start of a text, and how much of it they take up. */
function readRules(text: string): { readonly rules: readonly string[]; readonly length: number } {
  const rules: string[] = [];
  let length = 0;
  for (;;) {
    ruleName.lastIndex = length;
    const name = ruleName.exec(text);
    if (name === null) return { rules, length };
    rules.push(name[1] ?? "");
    length = ruleName.lastIndex;
    comma.lastIndex = length;
    if (!comma.test(text)) return { rules, length };
    length = comma.lastIndex;
  }
}

/**
 * Marks the findings that directives suppress.
 * @param names the rules there are
 * @param ran whether a rule ran: a directive for one that did not cannot be called unused
 */
export function applyDirectives(
  findings: readonly ReportedFinding[],
  directives: readonly Directive[],
  names: RuleNames,
  ran: (rule: string) => boolean,
): DirectiveResult {
  const claims = directives.map(({ rules, scope, reason }) =>
    rules.map((written): Claim => ({ written, name: names.find(written), scope, reason, isUsed: false })),
  );
  const byPlace = new Map<string, Claims>();
  for (const claim of claims.flat()) {
    const { path, file, described } = claim.scope;
    for (const name of described === undefined ? [file] : [file, described.file]) {
      const { all, unused } = remember(byPlace, placeKey({ path, file: name }, claim.name), () => ({ all: [], unused: [] }));
      all.push(claim);
      unused.push(claim);
    }
  }

  const marked = findings.map((finding): ReportedFinding => {
    let suppressed = finding.suppressed;
    for (const found of candidates(finding, byPlace)) {
      const first = suppressed === null ? found.all.find(({ scope }) => covers(scope, finding)) : undefined;
      if (first !== undefined) suppressed = { kind: "inSource", ...(first.reason === undefined ? {} : { reason: first.reason }) };
      // Every directive that matches counts as used: of two, neither is more superfluous than the other.
      for (const claim of found.unused) claim.isUsed ||= covers(claim.scope, finding);
      found.unused = found.unused.filter(({ isUsed }) => !isUsed);
    }
    return suppressed === finding.suppressed ? finding : { ...finding, suppressed };
  });

  const unused = claims.flatMap((rules, index): UnusedDirective[] => {
    if (rules.length === 0) return [{ index, rule: "", why: directives[index]?.isBeyondLimit === true ? "too-many" : "no-rule" }];
    return rules.flatMap(({ written, name, isUsed }): UnusedDirective[] => {
      if (name === undefined) return [{ index, rule: written, why: "unknown-rule", hint: names.unknown(written) }];
      return isUsed || !ran(name) ? [] : [{ index, rule: written, why: "nothing" }];
    });
  });
  const withoutReason = directives.flatMap(({ reason }, index) => (reason === undefined ? [index] : []));
  return { findings: marked, unused, withoutReason };
}

/** One of the rules of a directive. */
interface Claim extends Pick<Directive, "scope" | "reason"> {
  readonly written: string;
  /** The rule that is meant; undefined if there is none. */
  readonly name: string | undefined;
  isUsed: boolean;
}

/** What directives claim about one rule in one file. */
interface Claims {
  readonly all: Claim[];
  /** Those that have not matched a finding yet. */
  unused: Claim[];
}

function placeKey(file: Pick<SourceFile, "path" | "file">, rule: string | undefined): string {
  return `${fileKey(file)}\u0000${rule ?? ""}`;
}

/** The claims about the finding's rule in its file, and in the files that it is embedded in. */
function candidates({ rule, location: { path, file } }: ReportedFinding, byPlace: ReadonlyMap<string, Claims>): readonly Claims[] {
  const files = [file];
  for (let at = file.lastIndexOf("!/"); at > 0; at = file.lastIndexOf("!/", at - 1)) files.push(file.slice(0, at));
  return files.flatMap((name) => byPlace.get(placeKey({ path, file: name }, rule)) ?? []);
}

function covers(scope: DirectiveScope, { location }: ReportedFinding): boolean {
  // Lines are those of the script itself, not of what is embedded in it or holds it.
  if (
    scope.lines !== undefined &&
    (location.file !== scope.file || location.line < scope.lines.from || location.line > (scope.lines.to ?? location.line))
  ) {
    return false;
  }
  if (scope.described?.file === location.file) return scope.described.component === location.component;
  if (scope.component !== undefined && scope.component !== location.component) return false;
  if (scope.operations !== undefined && (location.operation === undefined || !scope.operations.has(location.operation))) return false;
  return scope.subflow === undefined || subflowOf(location)?.toLowerCase() === scope.subflow.toLowerCase();
}

/** The subflow of a row; an input or output of the flow is in none. */
function subflowOf({ operation = "" }: ReportedFinding["location"]): string | undefined {
  return /^(.*):\d+$/.exec(operation)?.[1];
}
