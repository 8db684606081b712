import type { Artifact, Container } from "../input/artifact.ts";
import type { Place, Span } from "./place.ts";

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

/** Decodes UTF-8, or UTF-16 where a byte order mark says so. Invalid bytes become U+FFFD. */
export function decodeText(bytes: Buffer): string {
  if (bytes.length >= 2 && bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString("utf16le", 2);
  if (bytes.length >= 2 && bytes[0] === 0xfe && bytes[1] === 0xff) {
    const even = bytes.subarray(2, bytes.length - (bytes.length % 2));
    return Buffer.from(even).swap16().toString("utf16le");
  }
  if (bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.toString("utf8", 3);
  return bytes.toString("utf8");
}

/** Encodes a text as the bytes that it replaces are encoded, with the same byte order mark. */
export function encodeText(text: string, replaced: Buffer): Buffer {
  if (replaced.length >= 2 && replaced[0] === 0xff && replaced[1] === 0xfe) return Buffer.from(`\ufeff${text}`, "utf16le");
  if (replaced.length >= 2 && replaced[0] === 0xfe && replaced[1] === 0xff) return Buffer.from(`\ufeff${text}`, "utf16le").swap16();
  const hasMark = replaced.length >= 3 && replaced[0] === 0xef && replaced[1] === 0xbb && replaced[2] === 0xbf;
  return Buffer.from(hasMark ? `\ufeff${text}` : text, "utf8");
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
