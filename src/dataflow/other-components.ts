import { type Artifact, ArtifactError } from "../input/artifact.ts";
import type { CredentialMatch } from "../secrets/credential.ts";
import { detectCredentials } from "../secrets/detect.ts";
import type { Solution } from "../solution/model.ts";
import type { Place, PlaceOwner } from "../source/place.ts";
import { decodeText } from "../source/source-file.ts";
import type { Analysis } from "./analysis.ts";

/** A credential in a text component that the analysis does not read otherwise. */
export interface OtherCredential {
  readonly match: CredentialMatch;
  readonly place: Place;
  /** What holds it, in a maker's words: `web resource`. */
  readonly what: string;
  /** Name of the file. */
  readonly name: string;
}

/** Folders of a solution with text components, and what a maker calls what is in them. */
const folders: readonly (readonly [RegExp, string])[] = [
  [/^webresources\//i, "web resource"],
  [/^canvasapps\//i, "canvas app"],
  [/^(?:bots|botcomponents|copilotsynonyms|aiskillconfigs|aiplugins)\//i, "agent component"],
  [/^sdkmessageprocessingsteps?\//i, "plug-in step"],
  [/^(?:serviceendpoints|pluginassemblies)\//i, "plug-in registration"],
  [/^workflows\/.*\.xaml/i, "classic workflow"],
  [/^(?:powerpagecomponents|powerpages|web-pages|web-templates|web-files|site-settings)\//i, "Power Pages component"],
  [/^(?:formulas|appactions|customapis|dialogs|emailtemplates|templates)\//i, "component"],
];

const notText =
  /\.(?:msapp|zip|png|jpe?g|gif|ico|bmp|webp|svg|dll|exe|pdb|nupkg|woff2?|ttf|eot|pdf|docx?|xlsx?|pptx?|mp[34]|snk)(?:[0-9a-f-]{36})?$/i;
/** Code of others that is packed as it came. */
const library = /(?:^|\/)(?:jquery|bootstrap|angular|react|moment|knockout|lodash|d3)[\w.-]*\.js|\.min\.(?:js|css)/i;

/** Largest file that is searched, in bytes. */
const maxSize = 2 * 1024 * 1024;

/**
 * Credentials by their form in web resources, apps, agents, plug-in steps and classic workflows. Only the form counts: these texts are code, where names say little.
 * The texts found are handed to the redactor.
 */
export function otherCredentials({ workspace, options }: Analysis): readonly OtherCredential[] {
  return workspace.solutions.flatMap((solution) =>
    solution.kind !== "solution" ? [] : solution.files.flatMap((artifact) => credentialsIn(artifact, solution, options)),
  );
}

function credentialsIn(artifact: Artifact, solution: Solution, options: Analysis["options"]): readonly OtherCredential[] {
  const below = artifact.name.slice(solution.root.length);
  const what = /^(?:other\/)?customizations\.xml$/i.test(below) ? "plug-in step" : folders.find(([pattern]) => pattern.test(below))?.[1];
  if (what === undefined || notText.test(below) || library.test(below)) return [];
  const isCustomizations = /customizations\.xml$/i.test(below);
  if (!isCustomizations && artifact.size > maxSize) return [];
  const text = textOf(artifact);
  if (text === undefined) return [];
  const name = below.split("/").at(-1) ?? below;
  const owner: PlaceOwner = { kind: "other", name, ...(solution.uniqueName === "" ? {} : { solution: solution.uniqueName }) };
  const source = { path: solution.container.path, file: solution.container.prefix + artifact.name, text: () => text };
  const stretches = isCustomizations ? configurations(text) : [{ start: 0, end: text.length }];
  return stretches.flatMap(({ start, end }) =>
    detectCredentials(text.slice(start, end), { position: "other" }, options).flatMap((match) => {
      if (!match.evidence.includes("shape") || match.confidence === "low") return [];
      const span = { start: start + match.span.start, end: start + match.span.end };
      options.onSecret(text.slice(span.start, span.end), match.preview);
      return [{ match, place: { source, at: { kind: "text" as const, span }, owner }, what, name }];
    }),
  );
}

/** What plug-in steps and service endpoints are configured with; the rest of the file is forms, views and what other readers take. */
function configurations(text: string): readonly { readonly start: number; readonly end: number }[] {
  return [...text.matchAll(/<(Configuration|SecureConfiguration|SASKey|SASToken|AuthValue)>([^<]{8,})</gi)].map((match) => {
    const start = match.index + (match[1]?.length ?? 0) + 2;
    return { start, end: start + (match[2]?.length ?? 0) };
  });
}

function textOf(artifact: Artifact): string | undefined {
  try {
    const bytes = artifact.read();
    return bytes.subarray(0, 1024).includes(0) && bytes[0] !== 0xff && bytes[0] !== 0xfe ? undefined : decodeText(bytes);
  } catch (error) {
    if (error instanceof ArtifactError) return undefined;
    throw error;
  }
}
