import { UserError } from "../errors.ts";
import { countInWords } from "../findings/list-in-words.ts";
import type { LocatedStep } from "../findings/reported-finding.ts";
import type { Container } from "../input/artifact.ts";
import type { Combined } from "../linter/combine.ts";
import { inputsOf } from "../linter/lint.ts";
import { localPath } from "../report/locations.ts";
import type { OpenedSession } from "./open-session.ts";

const howToExport =
  "Export the solution in Power Apps or Power Automate (Solutions > Export solution), and name the zip file or the folder that it was unpacked to.";

/** @throws UserError when nothing was analysed: such a run must not pass for one without findings */
export function rejectEmptyRun({ isEmpty, unread }: Combined, paths: readonly string[], opened: OpenedSession): void {
  if (!isEmpty) return;
  const given = paths.map((path) => `'${path}'`).join(", ");
  if (isAllIgnored(opened)) {
    // A hook passes all files of a commit, whatever they are.
    if (opened.onlyGiven !== undefined) return;
    throw new UserError(`Nothing to analyse in ${given}: 'ignore' in the configuration leaves out everything that is there.`);
  }
  const reason =
    unread.length > 0
      ? unreadText(unread)
      : `Nothing to analyse in ${given}: no solution, flow package, flow definition, desktop-flow script, custom connector, agent, app or site was found there.`;
  throw new UserError(`${reason}\n${howToExport}`);
}

/** Whether the configuration leaves out every file of the inputs. */
function isAllIgnored({ containers, options }: OpenedSession): boolean {
  const isBare = ({ artifacts }: Container): boolean => artifacts.length === 0;
  return !containers.every(isBare) && inputsOf(containers, options).containers.every(isBare);
}

/** Files that an error message lists. */
const mostUnread = 10;

/** A line for each file that could not be read. */
function unreadText(unread: readonly LocatedStep[]): string {
  const lines = unread.slice(0, mostUnread).map(({ message, location }) => {
    const { line, column } = location;
    const at = line === 1 && column === 1 ? "" : `, line ${line}:${column}`;
    return `'${localPath(location, {})}'${at}: ${message}`;
  });
  const more = unread.length - lines.length;
  return [...lines, ...(more > 0 ? [`and ${countInWords(more, "more file")}`] : [])].join("\n");
}
