import { defineRule } from "../../src/rule.ts";

const adviceForSyntax =
  "Look at the named place: the file was probably edited or merged by hand, and may contain conflict markers. If nobody has changed it, export the solution again.";

const adviceForArchive =
  "Export the solution again, or repeat the download. If the file is not an export, list it under 'ignore' in the configuration.";

const adviceForSettings =
  "Correct the file, or begin a new one: solutionlint inventory <solution> -f deployment-settings -o settings.json.";

export default defineRule({
  code: "SL0001",
  name: "unreadable-file",
  summary: "A component could not be read.",
  level: "error",
  preset: "recommended",
  source: "https://learn.microsoft.com/power-platform/alm/solution-concepts-alm",
  since: "0.1.0",
  messages: {
    unreadable: "{problem}",
    inaccessible: "{problem}",
    foreign: "{problem}",
  },
  advice: {
    unreadable: "Export the solution again. If the file is still broken, open the component in its designer, save it and export once more.",
    inaccessible:
      "Look at the file or folder where solutionlint runs: its name, its permissions, and, for a link, where it leads. If it does not belong to the solution, list it under 'ignore' in the configuration.",
    foreign:
      "Name the zip that was exported, the folder that it was unpacked to, or the definition of a flow. If a hook or a pattern named this file, let it name only files of solutions, or list the file under 'ignore' in the configuration.",
  },
  check({ analysis, report }) {
    for (const { kind, message, place, related } of analysis.problems()) {
      if (kind === "limit") continue;
      report({
        at: place,
        message: kind,
        advice: kind === "unreadable" ? adviceOn(message, place.owner?.kind) : undefined,
        data: { problem: message },
        ...(related === undefined ? {} : { related }),
      });
    }
  },
});

/** Only the message tells what is broken in a file; undefined for a component that can be repaired in its designer. */
function adviceOn(message: string, kind: string | undefined): string | undefined {
  if (kind === "settings") return adviceForSettings;
  if (/^This is not valid (?:JSON|XML)\b/.test(message)) return adviceForSyntax;
  return /\b(?:zip|the) archive\b/i.test(message) ? adviceForArchive : undefined;
}
