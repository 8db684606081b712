import { append } from "../../collections.ts";
import type { LiteralContext } from "../../secrets/credential.ts";
import { withoutPrefix } from "../../solution/schema-name.ts";
import { kindName } from "../../source/component-kind.ts";
import { componentOwner, type PlaceOwner, type Span, spansMeet } from "../../source/place.ts";
import { fileKey, textOf } from "../../source/source-file.ts";
import type { AnalysisOptions } from "../analysis-options.ts";
import type { WorkspaceProblem } from "../workspace/workspace.ts";
import { type ComponentText, plainTexts, stretch } from "./component-texts.ts";
import type { OtherCredential } from "./other-credential.ts";
import { searchTexts } from "./search-texts.ts";

/**
 * Credentials in the files of components that are there, but cannot be parsed: whoever gets the file can read them all the same. Of such a file
 * nothing is known but its text, so that it is searched like one. The texts found are handed to the redactor. Never throws.
 * @param problems those of all files that were read
 * @param known what was found already: some of the files are searched as texts anyway
 */
export function unparsedCredentials(
  problems: readonly WorkspaceProblem[],
  known: readonly OtherCredential[],
  options: AnalysisOptions,
): readonly OtherCredential[] {
  const unparsed = new Map(problems.filter(({ isUnparsed }) => isUnparsed).map(({ place }) => [fileKey(place.source), place]));
  if (unparsed.size === 0) return [];
  const knownIn = new Map<string, Span[]>();
  for (const { place } of known) if (place.at.kind === "text") append(knownIn, fileKey(place.source), place.at.span);
  return [...unparsed].flatMap(([key, { source, owner = componentOwner("other", source.file, "") }]): readonly OtherCredential[] => {
    // One that can no longer be read, as the limit of its archive is used up, is told of where it was read first.
    const text = textOf(source) ?? "";
    source.forget?.();
    return searchTexts([...valuesOfVariables(text, owner), ...plainTexts(text)], false, options).flatMap(({ match, span, searched }) => {
      if (knownIn.get(key)?.some((other) => spansMeet(other, span)) === true) return [];
      const { kind, name } = owner;
      return {
        match,
        place: { source, at: { kind: "text", span }, owner },
        kind,
        // The other files of a logic app are told as such.
        what: kind === "logic-app" ? "file" : kindName(kind),
        isSetting: searched.use === "setting",
        name,
      };
    });
  });
}

/**
 * What environment variables are set to. The files with the values of one do not say in the same place what the variable is called: their folder does; deployment
 * settings say it right before the value.
 */
function valuesOfVariables(text: string, owner: PlaceOwner): readonly ComponentText[] {
  const pattern = owner.kind === "environment-variable" ? variableValue : owner.kind === "settings" ? deployedValue : undefined;
  if (pattern === undefined) return [];
  return [...text.matchAll(pattern)].map(({ index, 0: { length }, groups }) => {
    const end = index + length;
    const context: LiteralContext = { position: "named", name: withoutPrefix(groups?.name ?? owner.name) };
    return { ...stretch(text, { start: end - (groups?.value ?? "").length, end }, context), use: "setting" };
  });
}

/** `"value": "…"` beside a definition, and `<defaultvalue>…` in one. */
const variableValue = /(?:"value"\s{0,9}:\s{0,9}"|<defaultvalue>)(?<value>[^"<]{1,4000})/gi;

/** `"SchemaName": "…", "Value": "…"` */
const deployedValue =
  /"SchemaName"\s{0,9}:\s{0,9}"(?<name>[^"\r\n]{1,200})"\s{0,9},\s{0,99}"Value"\s{0,9}:\s{0,9}"(?<value>(?:[^"\\\r\n]|\\.){1,4000})/gi;
