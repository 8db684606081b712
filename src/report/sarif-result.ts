import type {
  LogicalLocation,
  PhysicalLocation,
  Replacement,
  Result,
  Location as SarifLocation,
  Suppression as SarifSuppression,
} from "sarif";
import { append } from "../collections.ts";
import type { SolutionSummary } from "../findings/lint-result.ts";
import { countInWords } from "../findings/list-in-words.ts";
import type { LocatedStep, ReportedFinding } from "../findings/reported-finding.ts";
import { kindName } from "../source/component-kind.ts";
import type { Location } from "../source/location.ts";
import { physicalLocation, repositoryPath, reviewLocation } from "./locations.ts";
import type { ReportContext } from "./reporter.ts";
import { sarifText } from "./sanitize.ts";
import { messageId, sentence } from "./sarif-rule.ts";
import { solutionName, solutionOf } from "./solutions.ts";

/** GitHub shows this many locations of a path, and takes this many related locations. */
const mostLocations = 1000;

/** So many related places are linked in the message, which is where GitHub shows them. */
const mostLinks = 5;

/** What results refer to. */
export interface ResultContext {
  readonly report: ReportContext;
  readonly solutions: readonly SolutionSummary[];
  /** Index of a rule in `driver.rules`, by its code. */
  readonly ruleIndexes: ReadonlyMap<string, number>;
  /** Whether a baseline was in force: then every result says how it stands to it. */
  readonly hasBaseline: boolean;
}

/** A finding as SARIF says it. */
export function resultOf(finding: ReportedFinding, context: ResultContext): Result {
  const related = finding.related.slice(0, mostLocations);
  const text = messageText(finding, related);
  const ruleIndex = context.ruleIndexes.get(finding.code);
  const isBaselined = finding.suppressed?.kind === "baseline";
  return {
    ruleId: finding.code,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: finding.level,
    message: text.endsWith(".") ? { text, id: messageId, arguments: [text.slice(0, -1)] } : { text },
    locations: [locationOf(finding.location, context)],
    partialFingerprints: {
      // The only one GitHub reads. It is computed from lines otherwise, and a flow that is one long line would have one alert per rule.
      primaryLocationLineHash: finding.fingerprint.includes(":") ? finding.fingerprint : `${finding.fingerprint}:1`,
      "solutionlint/v1": finding.fingerprint,
    },
    ...(finding.flow.length === 0
      ? {}
      : { codeFlows: [{ threadFlows: [{ locations: shortened(finding.flow).map((step) => ({ location: stepOf(step, context) })) }] }] }),
    ...(related.length === 0 ? {} : { relatedLocations: related.map((step, index) => ({ id: index + 1, ...stepOf(step, context) })) }),
    ...fixesOf(finding, context),
    ...(context.hasBaseline ? { baselineState: isBaselined ? "unchanged" : "new" } : {}),
    ...(finding.suppressed === null ? {} : { suppressions: [suppressionOf(finding.suppressed)] }),
    properties: propertiesOf(finding, context.report),
  };
}

/**
 * The change that `fix` would make, for tools that can apply it. A file in an archive is none that such a tool could write, so there it is
 * left out; so it is where the change is more than a replacement of text.
 */
function fixesOf({ fix }: ReportedFinding, context: ResultContext): Pick<Result, "fixes"> {
  if (fix === undefined) return {};
  const changes = new Map<string, Replacement[]>();
  for (const { location, text } of fix.replacements) {
    const { region, artifactLocation } = physicalOf(location, context.report);
    if (repositoryPath(location, context.report).includes("!/") || region === undefined) return {};
    append(changes, artifactLocation?.uri ?? "", { deletedRegion: region, ...(text === "" ? {} : { insertedContent: { text } }) });
  }
  const artifactChanges = [...changes].map(([uri, replacements]) => ({ artifactLocation: { uri, uriBaseId: "%SRCROOT%" }, replacements }));
  return { fixes: [{ description: { text: sarifText(fix.description) }, artifactChanges }] };
}

/** GitHub shows the first sentence as the title and no logical locations, so the text itself says where it is. */
function messageText(finding: ReportedFinding, related: readonly LocatedStep[]): string {
  const links = related.slice(0, mostLinks).map((step, index) => `[${linkText(step.location)}](${index + 1})`);
  const more = finding.related.length - links.length;
  return [
    sentence(finding.message),
    ...whereSentence(finding.location),
    ...(finding.advice === undefined ? [] : [sentence(finding.advice)]),
    ...(links.length === 0 ? [] : [`See also ${links.join(", ")}${more > 0 ? ` and ${more} more` : ""}.`]),
  ].join(" ");
}

function whereSentence(location: Location): string[] {
  if (location.component === undefined) return [];
  const { operation, componentKind, component } = location;
  return [sarifText(`In the ${kindName(componentKind)} '${component}'${operation === undefined ? "" : `, at '${operation}'`}.`)];
}

function linkText(location: Location): string {
  const text = [location.component, location.operation].filter((name) => name !== undefined).join(" › ") || location.file || location.path;
  return sarifText(text).replace(/[[\]\\]/g, "\\$&");
}

/** The start and the end of a trace that is too long. */
function shortened(flow: readonly LocatedStep[]): readonly LocatedStep[] {
  return flow.length <= mostLocations ? flow : [...flow.slice(0, mostLocations / 2), ...flow.slice(-mostLocations / 2)];
}

function stepOf(step: LocatedStep, context: ResultContext): SarifLocation {
  const more = step.leftOut === undefined ? "" : ` (then ${countInWords(step.leftOut, "more step")})`;
  return { ...locationOf(step.location, context), message: { text: sarifText(`${step.message}${more}`) } };
}

function locationOf(location: Location, context: ResultContext): SarifLocation {
  const logical = logicalLocation(location, context.solutions);
  return {
    physicalLocation: physicalOf(reviewLocation(location), context.report),
    ...(logical === undefined ? {} : { logicalLocations: [logical] }),
  };
}

function physicalOf(location: Location, report: ReportContext): PhysicalLocation {
  return {
    artifactLocation: { uri: encodePath(repositoryPath(location, report)), uriBaseId: "%SRCROOT%" },
    region: { startLine: location.line, startColumn: location.column, endLine: location.endLine, endColumn: location.endColumn },
  };
}

/** Percent-encodes a path: an unescaped space makes GitHub reject the whole file, and a `:` in the first segment reads as a scheme. */
function encodePath(path: string): string {
  return path
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .split("/")
    .map(encodeURIComponent)
    .join("/");
}

function logicalLocation(location: Location, solutions: readonly SolutionSummary[]): LogicalLocation | undefined {
  const { component, componentKind, operation } = location;
  if (component === undefined) return undefined;
  const solution = solutionOf(location, solutions);
  const names = [
    ...(solution === undefined ? [] : [solutionName(solution)]),
    `${kindName(componentKind)} '${component}'`,
    ...(operation === undefined ? [] : [operation]),
  ];
  return {
    name: sarifText(operation ?? component),
    fullyQualifiedName: sarifText(names.join("/")),
    kind: operation === undefined ? "module" : "member",
  };
}

function suppressionOf(suppressed: NonNullable<ReportedFinding["suppressed"]>): SarifSuppression {
  const justification = suppressed.reason ?? (suppressed.kind === "baseline" ? "The finding was already known." : undefined);
  return {
    kind: suppressed.kind === "inSource" ? "inSource" : "external",
    ...(justification === undefined ? {} : { justification: sarifText(justification) }),
  };
}

function propertiesOf(finding: ReportedFinding, report: ReportContext): Record<string, unknown> {
  const { location } = finding;
  const physical = physicalLocation(location);
  return {
    confidence: finding.confidence,
    fixable: finding.fixable,
    file: physical.file,
    ...(physical.source === undefined
      ? {}
      : { foundIn: encodePath(repositoryPath(physical, report)), foundAt: [physical.line, physical.column] }),
    ...(location.pointer === undefined ? {} : { jsonPointer: location.pointer }),
    ...(location.component === undefined ? {} : { component: location.component }),
    ...(location.componentKind === undefined ? {} : { componentKind: location.componentKind }),
    ...(location.operation === undefined ? {} : { operation: location.operation }),
    ...(location.host === undefined ? {} : { script: location.file, scriptLine: location.line, scriptColumn: location.column }),
  };
}
