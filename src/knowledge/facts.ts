import type { Confidence } from "../findings/confidence.ts";

/**
 * What is known about an operation of a connector. Paths are steps below the action's `outputs` (for outputs) or below `inputs.parameters`
 * (for inputs); `*` stands for any element or key. Parameter names are the flattened ones of exports (`item/Password`,
 * `emailMessage/Body`).
 */
export interface OperationFacts {
  readonly connector: string;
  readonly operation: string;
  /** Found in the table (`known`), or guessed from the operation's verb and the connector's kind. */
  readonly basis: "known" | "guessed";
  /** Outputs that are secrets. */
  readonly secretOutputs: readonly SecretOutput[];
  /** Parameters that take a credential. */
  readonly credentialInputs: readonly string[];
  /** Parameters that take a vault's name or URL. */
  readonly vaultNameInputs: readonly string[];
  /** Parameters that take a secret's name. */
  readonly secretNameInputs: readonly string[];
  /** Parameters that take a secret's version. */
  readonly secretVersionInputs: readonly string[];
  /** What becomes of the other inputs. */
  readonly sink: SinkKind;
  /** Parameters that are a different kind of sink than the rest. */
  readonly sinkByInput: Readonly<Record<string, SinkKind>>;
  /** The outputs repeat or reveal what was put in (a created row comes back). */
  readonly echoes: boolean;
  /** Parameters in which it takes an HTTP request that it sends as it is: what becomes of the body depends on the URL. */
  readonly request?: { readonly url: string; readonly method: string; readonly body: string };
  /** Needs more rights on a vault than reading one secret: listing, encrypting, decrypting, signing. */
  readonly broad?: boolean;
  readonly confidence: Confidence;
}

/** A part of an operation's outputs that is a secret. */
export interface SecretOutput {
  readonly path: readonly string[];
  readonly label: SecretLabel;
  readonly confidence: Confidence;
  /** In a maker's words: `Key Vault secret`, `access token`, `callback URL`. */
  readonly what: string;
}

/** What was leaked. */
export type SecretLabel = "secret" | "token" | "hardcoded" | "credential-named";

/**
 * Where a value ends: a row, file or queue (`store`); a mail, chat or push message (`message`); logging or monitoring (`log`); an answer to
 * a caller (`response`); a URL (`url`); an API that does something with it (`use`: no leak in itself); `none`: the operation takes nothing
 * that it keeps.
 */
export type SinkKind = "store" | "message" | "log" | "response" | "url" | "use" | "none";
