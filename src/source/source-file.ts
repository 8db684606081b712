import type { Artifact, Container } from "../input/artifact.ts";
import type { Place, Span } from "./place.ts";
import { decodeText } from "./text-encoding.ts";

/**
 * A text with a name that findings can point into: a file of a container, or a text that is embedded in one
 * (a desktop-flow script inside a JSON string inside XML).
 */
export interface SourceFile {
  /** The input as the user named it (`Container.path`). */
  readonly path: string;
  /**
   * Name below `path`, for example `PkgAssets/Core.zip!/Workflows/x.json` or `Workflows/X.json!/script.robin`; empty for a loose file that
   * is the input itself.
   */
  readonly file: string;
  /** Decoded text without byte order mark. Decoding happens at the first call and is kept until {@link forget}. */
  text(): string;
  /** Lets go of the text once it has been parsed. Only what has findings is asked for again, and read again. */
  forget?(): void;
  /** For an embedded text: the place of the string that holds it. */
  readonly host?: Place;
  /** For an embedded text whose characters can be found in the host: the place that a stretch of this text was decoded from. */
  hostPart?(span: Span): Place;
  /** For the same: how text that is put into this one is written in the host. Absent where it cannot be written there. */
  hostText?(text: string): string;
  /** For an embedded text that is packed: the string of the host with another text in its place. */
  repack?(text: string): string;
}

/** What tells the files of a run apart. */
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

/** A source file for a text that is inside another file, named `<host file>!/<name>`. */
export function embeddedSource(host: Place, name: string, text: string): SourceFile {
  return { path: host.source.path, file: `${host.source.file}!/${name}`, text: () => text, host };
}
