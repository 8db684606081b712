import type { Excerpt } from "../excerpt/model.ts";
import type { Place } from "../source/place.ts";

/** How bad it is. */
export type Level = "error" | "warning" | "note";
/** How sure we are. */
export type Confidence = "high" | "medium" | "low";
/** Whether `solutionlint fix` can repair it: without asking, only with `--unsafe`, or not at all. */
export type Fixable = "safe" | "unsafe" | "no";

/** What happens at a step of a trace, for pictures; `action` where there is nothing more to say. */
export type StepKind =
  | "vault"
  | "action"
  | "trigger"
  | "data"
  | "variable"
  | "environment-variable"
  | "parameter"
  | "request"
  | "message"
  | "store"
  | "log"
  | "response"
  | "child-flow"
  | "desktop-flow";

/** What a step may know about itself besides its message. */
export interface StepTraits {
  /** What the step is to the value. */
  readonly kind?: StepKind;
  /** Whether the run history shows the value here; absent where that is not known. */
  readonly shown?: boolean;
  /** How many steps of a long trace are left out after this one. */
  readonly leftOut?: number;
}

/** One step of the trace of a value. */
export interface FlowStep extends StepTraits {
  /** What happens here, without the name of the operation: `reads a Key Vault secret`, `stores it in 'apiKey'`. */
  readonly message: string;
  readonly place: Place;
}

/** Another place that belongs to the finding. */
export interface RelatedPlace {
  readonly message: string;
  readonly place: Place;
}

/** What a rule reports: symbolic places, no line numbers yet. */
export interface Finding {
  readonly code: string;
  readonly rule: string;
  /** Which of the rule's messages it is. */
  readonly messageId: string;
  readonly level: Level;
  readonly confidence: Confidence;
  /** Full sentences that tell a maker what is wrong. Never holds a secret's text. */
  readonly message: string;
  /** What to do about it, in the designer's words; shown after an arrow. */
  readonly advice?: string;
  readonly place: Place;
  readonly flow: readonly FlowStep[];
  readonly related: readonly RelatedPlace[];
}

/** A concrete position: all numbers 1-based, columns in UTF-16 units, end exclusive. */
export interface Region {
  /** Line of the first character. */
  readonly line: number;
  /** Column of the first character. */
  readonly column: number;
  /** Line of the end. */
  readonly endLine: number;
  /** Column after the last character. */
  readonly endColumn: number;
}

/** A place made concrete, as the reports show it (`location` of the JSON report). */
export interface Location extends Region {
  /** The input as the user named it. */
  readonly path: string;
  /** The file below it, with `!/` between an archive or a file and what it holds; empty when it is the input itself. */
  readonly file: string;
  /** RFC 6901 pointer, where the file is JSON. */
  readonly pointer?: string;
  /** XPath of the element, where the file is XML. */
  readonly xpath?: string;
  /** Name of the flow, variable, reference or connector. */
  readonly component?: string;
  /** `cloud-flow`, `desktop-flow`, `environment-variable` … */
  readonly componentKind?: string;
  /** Key of the action or trigger in a cloud flow, in a desktop flow `Subflow:line`, or the name of an input or output. */
  readonly operation?: string;
  /** Offset of the region in the text; only for sorting, never printed. */
  readonly offset: number;
  /** For an embedded text: where the string that holds it is in the physical file. */
  readonly host?: Location;
  /** The same place in a file of the repository, where what was analysed is a packed form of it. */
  readonly source?: Location;
}

/** A step on the trace of a value, or another place that belongs to a finding. */
export interface LocatedStep extends StepTraits {
  /** What happens to the value there: `stores it in the variable 'apiKey'`. */
  readonly message: string;
  /** Where that is. */
  readonly location: Location;
}

/** Why a finding does not count. */
export interface Suppression {
  /** A note or comment in the source, an override of the configuration, or what was known before: a baseline, the state at `since`. */
  readonly kind: "inSource" | "configuration" | "baseline";
  /** As its author gave it. */
  readonly reason?: string;
}

/** A change that repairs a finding, for editors and review tools: what the tool would write, never what is there. */
export interface ProposedFix {
  /** What it does, as a full sentence. */
  readonly description: string;
  /** Replacements in files as they are, not in texts that are embedded in them. */
  readonly replacements: readonly Replacement[];
}

/** A stretch of a file, and what the tool would write there instead. */
export interface Replacement {
  /** What is replaced. */
  readonly location: Location;
  /** The new text. */
  readonly text: string;
}

/** A finding with concrete locations, redacted and fingerprinted: what reporters print. */
export interface ReportedFinding {
  /** Code of the rule: `SL3002`. */
  readonly code: string;
  /** Name of the rule: `secret-in-variable`. */
  readonly rule: string;
  /** How bad it is, by rule, configuration and confidence. */
  readonly level: Level;
  /** How sure it is. */
  readonly confidence: Confidence;
  /** What is wrong, for a maker. */
  readonly message: string;
  /** What to do about it, for a maker. */
  readonly advice?: string;
  /** Where it is. */
  readonly location: Location;
  /** The trace of the value from its origin to here; empty where none was followed. */
  readonly flow: readonly LocatedStep[];
  /** Other places that belong to it. */
  readonly related: readonly LocatedStep[];
  /** Whether `fix` can repair it. */
  readonly fixable: Fixable;
  /** The change that `fix` would make; absent where nothing can be repaired, or the change is more than a replacement of text. */
  readonly fix?: ProposedFix;
  /** The code around its place without any of its texts; only for reports that show it. */
  readonly excerpt?: Excerpt;
  /** Unique name of the solution, where there is one; not printed by itself. */
  readonly solution?: string;
  /** 16 hex digits made of names, and `:n` when several findings share them. */
  readonly fingerprint: string;
  /** Why it does not count; `null` when it does. */
  readonly suppressed: Suppression | null;
  /** Address of the rule's page. */
  readonly help: string;
}

/** What the reports say about one solution or package of the run. */
export interface SolutionSummary {
  /** The input as named by the user. */
  readonly path: string;
  /** Where the solution is below `path`; empty when it is the input itself. */
  readonly root: string;
  /** A solution, a legacy package of one flow, or files of neither. */
  readonly kind: "solution" | "flow-package" | "loose";
  /** Empty for packages and loose files. */
  readonly uniqueName: string;
  /** As its manifest says; empty where there is none. */
  readonly version: string;
  /** `null` where it cannot be known: unpacked sources and packages. */
  readonly managed: boolean | null;
  /** How many there are, as of the others. */
  readonly cloudFlows: number;
  /** Flows of Power Automate for desktop. */
  readonly desktopFlows: number;
  /** Those that it declares. */
  readonly connectionReferences: number;
  /** Those that it declares. */
  readonly environmentVariables: number;
  /** Actions of cloud flows, those in scopes and loops included. */
  readonly actions: number;
}

/** Everything a reporter gets. */
export interface LintResult {
  readonly solutions: readonly SolutionSummary[];
  /** In report order: path, file, offset, code. */
  readonly findings: readonly ReportedFinding[];
  readonly summary: ReportSummary;
}

/** Findings that count, by level, and those that do not. */
export interface ReportSummary {
  /** Errors that count. */
  readonly error: number;
  /** Warnings that count. */
  readonly warning: number;
  /** Notes that count. */
  readonly note: number;
  /** Findings that a note, a comment or the configuration suppresses. */
  readonly suppressed: number;
  /** Findings that were known before, from a baseline or at `since`. */
  readonly baselined: number;
}
