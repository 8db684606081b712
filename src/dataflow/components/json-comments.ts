import { type CloudFlow, flowOwner } from "../../cloud-flow/model.ts";
import { append } from "../../collections.ts";
import { detectCredentials } from "../../secrets/detect.ts";
import type { CommentedFile } from "../../solution/files.ts";
import { kindName } from "../../source/component-kind.ts";
import { commentsOf } from "../../source/json-comments.ts";
import type { SourceFile } from "../../source/place.ts";
import type { AnalysisOptions } from "../analysis-options.ts";
import type { OtherCredential } from "./other-credential.ts";

/**
 * Credentials in the comments of JSON files that are read as definitions, templates or values: what was commented out is still in the file. Words
 * about passwords are frequent in comments, so only what is likely counts. The texts found are handed to the redactor. Never throws.
 * @param flows tell what is called how where a file holds a single flow
 */
export function commentCredentials(
  files: readonly CommentedFile[],
  flows: readonly CloudFlow[],
  options: AnalysisOptions,
): readonly OtherCredential[] {
  if (files.length === 0) return [];
  const byFile = new Map<string, CloudFlow[]>();
  for (const flow of flows) append(byFile, keyOf(flow), flow);
  return files.flatMap((file): readonly OtherCredential[] => {
    const { source } = file;
    const comments = readComments(file);
    if (comments === undefined) return [];
    const [flow, another] = byFile.get(keyOf(file)) ?? [];
    const owner = flow !== undefined && another === undefined ? flowOwner(flow) : file.owner;
    return detectCredentials(comments, { position: "other" }, options).flatMap((match): readonly OtherCredential[] => {
      if (match.confidence === "low") return [];
      options.onSecret(comments.slice(match.span.start, match.span.end));
      return [
        {
          match,
          place: { source, at: { kind: "text", span: match.span }, owner },
          kind: owner.kind,
          what: kindName(owner.kind),
          isSetting: false,
          inComment: true,
          name: owner.name,
        },
      ];
    });
  });
}

function keyOf({ source: { path, file } }: { readonly source: SourceFile }): string {
  return `${path}\u0001${file}`;
}

function readComments({ source }: CommentedFile): string | undefined {
  try {
    const comments = commentsOf(source.text());
    source.forget?.();
    return comments;
  } catch {
    return undefined;
  }
}
