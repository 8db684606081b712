import { codeAndName, listedFindings } from "./display.ts";
import { localPath, physicalLocation } from "./locations.ts";
import type { Reporter } from "./reporter.ts";
import { terminalText } from "./sanitize.ts";

/** One line per finding, for `grep` and for editors that find `file:line:column`. */
export const compact: Reporter = {
  name: "compact",
  report(result, context) {
    return listedFindings(result, context)
      .map((finding) => {
        const at = physicalLocation(finding.location);
        const operation = finding.location.operation === undefined ? "" : `${finding.location.operation}: `;
        const text = `${localPath(at, context)}:${at.line}:${at.column}: ${finding.level} ${codeAndName(finding)}: ${operation}${finding.message}`;
        return `${terminalText(text)}\n`;
      })
      .join("");
  },
};
