import type { Artifact, Container } from "../input/artifact.ts";
import type { Place, SourceFile } from "./place.ts";
import { decodeText } from "./text-encoding.ts";

/** What distinguishes the files of a run. */
export function fileKey({ path, file }: Pick<SourceFile, "path" | "file">): string {
  return `${path}\u0000${file}`;
}

/** A source file for an artifact. */
export function sourceOf(container: Container, artifact: Artifact): SourceFile {
  let text: string | undefined;
  return {
    path: container.path,
    file: container.kind === "file" ? container.prefix.replace(/\/$/, "") : container.prefix + artifact.name,
    text() {
      text ??= decodeText(artifact.read());
      return text;
    },
    forget() {
      text = undefined;
    },
  };
}

/** The text of a file, for those who leave it to others to say that it cannot be read: then it is undefined. */
export function textOf(source: SourceFile): string | undefined {
  try {
    return source.text();
  } catch {
    return undefined;
  }
}

/** A source file for a text that is inside another file, named `<host file>!/<name>`. */
export function embeddedSource(host: Place, name: string, text: string): SourceFile {
  return { path: host.source.path, file: `${host.source.file}!/${name}`, text: () => text, host };
}
