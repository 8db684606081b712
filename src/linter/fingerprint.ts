import { createHash } from "node:crypto";
import { countUp } from "../collections.ts";
import type { ReportedFinding } from "../findings/reported-finding.ts";
import { pointerSteps } from "../json.ts";
import { lastPart } from "../slash-path.ts";

/**
 * Name of the recipe by which fingerprints are made. Baselines and code-scanning alerts hang on it: whoever changes the recipe changes the
 * name.
 *
 * A fingerprint is the first 16 hexadecimal digits of the SHA-256 of a JSON array (UTF-8) of texts:
 * 1. this name, 2. the rule's code, 3. the solution's unique name, 4. the kind and 5. the name of the component (for findings outside of
 * components the name of the file without its folders), 6. the operation (in desktop flows the subflow without the line), 7. the JSON
 * pointer as a list, from the operation on (in flows without an operation: from the definition on), 8. a list of further names that tell
 * findings of one place apart.
 *
 * Every text is in lower case and Unicode form NFC, as the platform compares names without case; GUIDs are written `<guid>` and array
 * indices `*`. Absent texts are empty. So a fingerprint holds no position, no line, no message, no version and nothing that changes from
 * export to export, and is the same for a zip and for the same solution unpacked. Findings with equal fingerprints get `:2`, `:3` … in
 * report order; the first has no suffix.
 */
export const fingerprintScheme = "solutionlint/v1";

/** What identifies a finding. All texts are redacted already: no secret is ever hashed. */
export interface FingerprintSubject {
  readonly code: string;
  /** Unique name of the solution. */
  readonly solution?: string | undefined;
  readonly componentKind?: string | undefined;
  readonly component?: string | undefined;
  readonly operation?: string | undefined;
  readonly file: string;
  /** RFC 6901 pointer. */
  readonly pointer?: string | undefined;
  /**
   * Names that tell apart findings at one place: the leaf's name in a text that is no JSON, the operation that a secret comes from. Never
   * words of the message.
   */
  readonly discriminator?: readonly string[] | undefined;
}

/** The subject of a located and redacted finding; what a location does not know is handed in. */
export function fingerprintSubject(
  finding: Pick<ReportedFinding, "code" | "location">,
  more: Pick<FingerprintSubject, "solution" | "discriminator">,
): FingerprintSubject {
  const { component, componentKind, operation, file, pointer } = finding.location;
  return { code: finding.code, component, componentKind, operation, file, pointer, ...more };
}

/** Tells equal fingerprints of findings in report order apart: the second gets `:2`. */
export function numbered(prints: readonly string[]): string[] {
  const counts = new Map<string, number>();
  return prints.map((digits) => {
    const count = countUp(counts, digits);
    return count === 1 ? digits : `${digits}:${count}`;
  });
}

/** The fingerprint of one finding, which others may have too. */
export function fingerprint(subject: FingerprintSubject): string {
  const component = subject.component ?? lastPart(subject.file);
  const recipe = [
    fingerprintScheme,
    subject.code,
    plain(subject.solution ?? ""),
    subject.componentKind ?? "",
    plain(component),
    plain(operationName(subject)),
    namedPointer(subject).map((step) => (/^\d+$/.test(step) ? "*" : plain(step))),
    (subject.discriminator ?? []).map(plain),
  ];
  return createHash("sha256").update(JSON.stringify(recipe)).digest("hex").slice(0, 16);
}

function operationName({ componentKind, operation = "" }: FingerprintSubject): string {
  return componentKind === "desktop-flow" ? operation.replace(/:\d+$/, "") : operation;
}

/** The steps below the operation, so that putting an action into a scope, or a definition into another wrapper, changes nothing. */
function namedPointer({ pointer = "", operation }: FingerprintSubject): readonly string[] {
  const steps = pointerSteps(pointer);
  const at = operation === undefined ? -1 : steps.lastIndexOf(operation);
  if (at !== -1) return steps.slice(at + 1);
  const definition = steps.indexOf("definition");
  return definition === 0 || (definition === 1 && steps[0] === "properties") ? steps.slice(definition + 1) : steps;
}

const guid = /\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?|(?<![0-9a-z])[0-9a-f]{32}(?![0-9a-z])/g;

function plain(text: string): string {
  return text.normalize("NFC").toLowerCase().replaceAll(guid, "<guid>");
}
