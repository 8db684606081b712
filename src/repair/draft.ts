import { append, remember } from "../collections.ts";
import type { Solution } from "../solution/model.ts";
import type { JsonIndexes } from "../source/json-indexes.ts";
import type { Place, SourceFile, Span } from "../source/place.ts";
import { fileKey } from "../source/source-file.ts";
import { type JsonChange, jsonEdits } from "./json-edits.ts";
import { applyEdits, orderEdits, type TextEdit } from "./text-edit.ts";

/** A file that becomes another one. Names are those of {@link SourceFile}. */
export type FileChange =
  | { readonly kind: "edit"; readonly source: SourceFile; readonly edits: readonly TextEdit[] }
  | { readonly kind: "create"; readonly path: string; readonly file: string; readonly text: string }
  | { readonly kind: "remove"; readonly source: SourceFile };

/** Collects what repairs want to be different; only at the end it becomes text. */
export interface Draft {
  json(source: SourceFile, change: JsonChange): void;
  text(source: SourceFile, edit: TextEdit): void;
  /** A file that does not exist yet; `name` is below the root of the solution. */
  create(solution: Solution, name: string, text: string): void;
  remove(source: SourceFile): void;
  /**
   * A name that is free in a scope and that nothing else in this draft gets: the wanted one, or that with a number. Compares without case.
   */
  freeName(scope: object, wanted: string, isTaken: (name: string) => boolean): string;
  /** The changes of files, in the order of their names; a text says why there are none. */
  finish(): readonly FileChange[] | string;
}

/** Why two repairs cannot be made together. */
export const conflict = "Two repairs want to change the same text.";
const noPlace = "The file does not contain what would have to be changed.";
const noEncoding = "The text is in a kind of file that cannot be edited.";

const nestedArchive = "The file is in an archive inside a folder: name that archive instead.";

/** Only an archive that is given by itself is written again, under another name. */
function isArchiveInFolder({ path, file }: Pick<SourceFile, "path" | "file">): boolean {
  return file.includes("!/") && path !== "-" && !/\.zip$/i.test(path);
}

/** Starts without any change. */
export function createDraft(indexes: JsonIndexes): Draft {
  const documents = new Map<SourceFile, JsonChange[]>();
  const texts = new Map<SourceFile, TextEdit[]>();
  const created = new Map<string, FileChange & { readonly kind: "create" }>();
  const removed = new Set<SourceFile>();
  const names = new Map<object, Set<string>>();

  function finish(): readonly FileChange[] | string {
    if (!packTexts(texts, documents)) return conflict;
    for (const [source, changes] of documents) {
      const edits = jsonEdits(indexes.of(source, source.text()), changes);
      if (edits === undefined) return noPlace;
      for (const edit of edits) append(texts, source, edit);
    }
    const files = physicalFiles(texts);
    if (typeof files === "string") return files;
    const changes: FileChange[] = [...created.values()];
    for (const { source, edits } of files.values()) {
      const ordered = orderEdits(edits);
      if (ordered === undefined) return conflict;
      changes.push({ kind: "edit", source, edits: ordered });
    }
    for (const source of removed) {
      if (files.has(fileKey(source))) return conflict;
      changes.push({ kind: "remove", source });
    }
    return changes.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  }

  return {
    json: (source, change) => append(documents, source, change),
    text: (source, edit) => append(texts, source, edit),
    create(solution, name, text) {
      const { path, prefix } = solution.container;
      const file = `${prefix}${solution.root}${name}`;
      created.set(fileKey({ path, file }), { kind: "create", path, file, text });
    },
    remove: (source) => removed.add(source),
    freeName(scope, wanted, isTaken) {
      const given = remember(names, scope, () => new Set<string>());
      for (let number = 1; ; number++) {
        const name = number === 1 ? wanted : `${wanted}_${number}`;
        if (isTaken(name) || given.has(name.toLowerCase())) continue;
        given.add(name.toLowerCase());
        return name;
      }
    },
    finish,
  };
}

/** A text that is packed as a whole becomes a change of the string that holds it; `false` when two edits want the same stretch of it. */
function packTexts(texts: Map<SourceFile, TextEdit[]>, documents: Map<SourceFile, JsonChange[]>): boolean {
  for (const [source, edits] of texts) {
    if (source.repack === undefined || source.host?.at.kind !== "json") continue;
    const ordered = orderEdits(edits);
    if (ordered === undefined) return false;
    append(documents, source.host.source, {
      kind: "set",
      pointer: source.host.at.pointer,
      value: source.repack(applyEdits(source.text(), ordered)),
    });
    texts.delete(source);
  }
  return true;
}

/** The files that exist, with the edits of what is embedded in them; a text says why an edit cannot be made in one. */
function physicalFiles(
  texts: ReadonlyMap<SourceFile, readonly TextEdit[]>,
): ReadonlyMap<string, { readonly source: SourceFile; readonly edits: readonly TextEdit[] }> | string {
  const files = new Map<string, { readonly source: SourceFile; readonly edits: TextEdit[] }>();
  for (const [source, edits] of texts) {
    for (const edit of edits) {
      const lifted = liftEdit(source, edit);
      if (typeof lifted === "string") return lifted;
      if (isArchiveInFolder(lifted.source)) return nestedArchive;
      remember(files, fileKey(lifted.source), () => ({ source: lifted.source, edits: [] as TextEdit[] })).edits.push(lifted.edit);
    }
  }
  return files;
}

function nameOf(change: FileChange): string {
  return fileKey(change.kind === "create" ? change : change.source);
}

/** An edit of an embedded text as one of the file that holds it; a text says why there is none. */
function liftEdit(source: SourceFile, edit: TextEdit): { readonly source: SourceFile; readonly edit: TextEdit } | string {
  if (source.host === undefined) return { source, edit };
  const { hostPart, hostText } = source;
  if (hostPart === undefined || hostText === undefined) return noEncoding;
  const place: Place = hostPart(edit.span);
  if (place.at.kind !== "text") return noEncoding;
  return liftEdit(place.source, { span: widened(place.at.span, edit.span), text: hostText(edit.text) });
}

/** An insertion stays one: where a stretch of the host begins is where the text is put in. */
function widened(host: Span, own: Span): Span {
  return own.start === own.end ? { start: host.start, end: host.start } : host;
}
