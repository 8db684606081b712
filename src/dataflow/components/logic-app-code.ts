import { credentialsInScript } from "../../secrets/scripts/script-values.ts";
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
  const folders = new Set(
    artifacts.flatMap(({ name }) => (/(?:^|\/)workflow\.json$/i.test(name) ? name.slice(0, -"workflow.json".length).toLowerCase() : [])),
  );
  return artifacts.flatMap((artifact): readonly OtherCredential[] => {
    const start = artifact.name.lastIndexOf("/") + 1;
    const isBesideWorkflow = folders.has(artifact.name.slice(0, start).toLowerCase());
    if (!isBesideWorkflow || !/\.(?:ps1|csx|js)$/i.test(artifact.name) || artifact.size > largestFile) return [];
    const source = files.source(artifact);
    const name = artifact.name.slice(start);
    const owner: PlaceOwner = { kind: "logic-app", name };
    const text = files.text(source, owner) ?? "";
    return credentialsInScript(text, options).map((match): OtherCredential => {
      options.onSecret(text.slice(match.span.start, match.span.end));
      const place: Place = { source, at: { kind: "text", span: match.span }, owner };
      return { match, place, kind: "logic-app", what: "file", isSetting: false, name };
    });
  });
}
