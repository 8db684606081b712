import { credentialsInScript } from "../../secrets/scripts/script-values.ts";
import { folderOf, lastPart } from "../../slash-path.ts";
import type { SolutionFiles } from "../../solution/files.ts";
import type { Solution } from "../../solution/model.ts";
import type { Place, PlaceOwner } from "../../source/place.ts";
import type { AnalysisOptions } from "../analysis-options.ts";
import type { OtherCredential } from "./other-credential.ts";

/** Largest file with code that is looked into, in bytes. */
const largestFile = 1024 * 1024;

/**
 * Credentials in the code that the workflows of Standard logic apps run, which the designer keeps beside them. Found ones are handed to the redactor.
 * Source: https://learn.microsoft.com/azure/logic-apps/add-run-powershell-scripts
 */
export function credentialsInCode(
  { files: artifacts }: Pick<Solution, "files">,
  files: SolutionFiles,
  options: AnalysisOptions,
): readonly OtherCredential[] {
  const folders = new Set(artifacts.flatMap(({ name }) => (/(?:^|\/)workflow\.json$/i.test(name) ? folderOf(name).toLowerCase() : [])));
  return artifacts.flatMap((artifact): readonly OtherCredential[] => {
    const isBesideWorkflow = folders.has(folderOf(artifact.name).toLowerCase());
    if (!isBesideWorkflow || !/\.(?:ps1|csx|js)$/i.test(artifact.name) || artifact.size > largestFile) return [];
    const source = files.source(artifact);
    const name = lastPart(artifact.name);
    const owner: PlaceOwner = { kind: "logic-app", name };
    const text = files.text(source, owner) ?? "";
    return credentialsInScript(text, options).map((match): OtherCredential => {
      options.onSecret(text.slice(match.span.start, match.span.end));
      const place: Place = { source, at: { kind: "text", span: match.span }, owner };
      return { match, place, kind: "logic-app", what: "file", isSetting: false, name };
    });
  });
}
