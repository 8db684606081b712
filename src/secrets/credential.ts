import type { Confidence } from "../findings/confidence.ts";
import type { Span } from "../source/place.ts";

/** What a literal was recognised by: the finding says it, so that a maker can judge. */
export type Evidence =
  /** The text has the fixed form of a known credential. */
  | "shape"
  /** It is where only a credential can be (`authentication.secret`, a password parameter). */
  | "position"
  /** The text before it names a credential: `Temporary password: …` in a mail. */
  | "label"
  /** Its field or variable is named like a credential. */
  | "name"
  /** It flows into a credential position. */
  | "use";

/** Where a literal is, as far as that says something about it. All names as spelled in the file. */
export interface LiteralContext {
  /**
   * `credential`: only a credential can be here; `named`: judge by `name`; `query`: by the name of a query parameter; `header`: by that
   * of a request's header; `other`: by shape alone; `url`: the text is a URL.
   */
  readonly position: "credential" | "named" | "query" | "header" | "url" | "other";
  /** Name of the member, header, parameter or variable that holds the text. */
  readonly name?: string;
  /** The host that a query parameter is sent to, when it is known. */
  readonly host?: string;
  /** The URL that a query parameter is written apart from, with the parameters beside it, up to its own value. */
  readonly address?: string;
}

/** The context of a text whose position says nothing. */
export const anywhere: LiteralContext = { position: "other" };

/** One credential found inside a text. */
export interface CredentialMatch {
  /** Stable id of the kind: `openai-key`, `entra-client-secret`, `sas-signature`, `password`, `jwt` … */
  readonly kind: string;
  /** The kind in a maker's words, with an article where one reads well: `an OpenAI API key`, `a password`. */
  readonly label: string;
  /** Where the secret part itself is in the text (the password inside a connection string, not the whole string). */
  readonly span: Span;
  /** The secret part shortened for reports: `sk-…(51)`. Never more than three characters of it. */
  readonly preview: string;
  readonly confidence: Confidence;
  readonly evidence: readonly Evidence[];
  /** `url` when the credential is part of a URL (user-info, `sig=`, `code=`): rule credential-in-url. */
  readonly in: "text" | "url";
  /** What else is known and worth saying: `expired on 2021-03-04`, `a well-known sample`, `looks like a placeholder`. */
  readonly remark?: string;
}
