import type { ReportedFinding } from "../findings/reported-finding.ts";
import { terminalText } from "./sanitize.ts";

/**
 * The command that repairs findings, to be copied into a shell; undefined when nothing of them can be repaired. A zip is never rewritten in
 * place.
 */
export function commandToFix(findings: readonly ReportedFinding[]): string | undefined {
  const fixable = findings.filter((finding) => finding.fixable !== "no");
  const paths = new Set(fixable.map((finding) => finding.location.path));
  const [path] = paths;
  if (path === undefined) return undefined;
  const unsafe = fixable.every((finding) => finding.fixable === "unsafe") ? " --unsafe" : "";
  const isZip = (name: string): boolean => name === "-" || /\.zip$/i.test(name);
  // Of several zips, each has to be repaired into a file of its own.
  if (paths.size > 1) return `solutionlint fix ${[...paths].some(isZip) ? "<zip> --output <new zip>" : "<paths>"}${unsafe}`;
  const output = isZip(path) ? " --output fixed.zip" : "";
  return `solutionlint fix ${quotedPath(path)}${output}${unsafe}`;
}

/** How many findings can be repaired, and by which command: safe repairs first, the others where there are no safe ones. */
export function fixOffer(findings: readonly ReportedFinding[]): { readonly what: string; readonly command: string } | undefined {
  const safe = findings.filter((finding) => finding.fixable === "safe");
  const unsafe = findings.filter((finding) => finding.fixable === "unsafe");
  const command = commandToFix(safe.length > 0 ? safe : unsafe);
  if (command === undefined) return undefined;
  const more = safe.length > 0 && unsafe.length > 0 ? ` (${unsafe.length} more with --unsafe)` : "";
  return { what: `${safe.length || unsafe.length} can be fixed${more}`, command };
}

function quotedPath(path: string): string {
  const shown = terminalText(path);
  return /^[\w./\\-]+$/.test(shown) ? shown : `"${shown.replace(/["$`\\]/g, "\\$&")}"`;
}
