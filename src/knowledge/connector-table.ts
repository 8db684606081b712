import { once } from "../collections.ts";
import type { Confidence } from "../findings/confidence.ts";
import { readDataFile } from "./data-file.ts";
import type { SecretLabel, SinkKind } from "./facts.ts";

/** Connectors by id: the `connectors` part of the data files, and the form of a user's own entries. See `data/connectors.schema.json`. */
export type ConnectorTable = Readonly<Record<string, ConnectorEntry>>;

/** One connector of a table. */
export interface ConnectorEntry extends OperationGroup {
  readonly title?: string;
  /** What becomes of the inputs of operations that do not say it themselves. */
  readonly kind?: SinkKind;
  /** Other ids without `shared_`, letters and digits only. */
  readonly names?: readonly string[];
  /** Names of groups of operations that several connectors share. */
  readonly families?: readonly string[];
  readonly auth?: AuthEntry;
}

/** Operations of a connector, or operations that several connectors share. */
export interface OperationGroup {
  /** Where the facts are from: an `https` address. */
  readonly source?: string;
  /** Names and patterns, joined by `|`, of operations that keep nothing and return no secret. */
  readonly reads?: string;
  /** Facts by name or pattern; several are joined by `|`. */
  readonly operations?: Readonly<Record<string, OperationEntry>>;
  /** `get /secrets/{secretName}/value` to the operation's name. */
  readonly legacy?: Readonly<Record<string, string>>;
}

/** What an entry says about an operation; what is left out is empty, `false`, or the connector's kind. */
export interface FactsEntry {
  readonly sink?: SinkKind;
  readonly sinkByInput?: Readonly<Record<string, SinkKind>>;
  readonly echoes?: boolean;
  readonly broad?: boolean;
  readonly secretOutputs?: readonly SecretOutputEntry[];
  readonly credentialInputs?: readonly string[];
  readonly vaultNameInputs?: readonly string[];
  readonly secretNameInputs?: readonly string[];
  readonly secretVersionInputs?: readonly string[];
  readonly request?: RequestEntry;
  readonly confidence?: Confidence;
  readonly source?: string;
}

/** The parameters in which an operation takes an HTTP request that it sends as it is. */
export interface RequestEntry {
  readonly url: string;
  readonly method: string;
  readonly body: string;
}

/** Facts of an operation, some of them only under a condition. */
export interface OperationEntry extends FactsEntry {
  readonly when?: readonly ConditionalEntry[];
}

/** Facts that count where every parameter has one of its values and, if asked, a parameter names a credential. */
export interface ConditionalEntry {
  readonly parameters?: Readonly<Record<string, readonly string[]>>;
  readonly credentialNamed?: readonly string[];
  readonly facts: FactsEntry;
}

/** A secret output as the tables write it: `body/value`, label `secret` and confidence `high` if left out. */
export interface SecretOutputEntry {
  readonly path: string;
  readonly what: string;
  readonly label?: SecretLabel;
  readonly confidence?: Confidence;
}

/** A way to sign in without a password: `key` is a private key instead of a password. */
export type SignIn = "entra" | "managed-identity" | "service-principal" | "oauth" | "key";

/** How a connection can sign in. */
export interface AuthEntry {
  readonly offers: readonly SignIn[];
  readonly passwordSets?: readonly string[];
  readonly passwordParameters?: readonly string[];
  readonly source: string;
}

/** First words of operation names, by what they do. */
export interface VerbTable {
  readonly read: readonly string[];
  readonly remove: readonly string[];
  readonly write: readonly string[];
  readonly send: readonly string[];
}

/** Words of operation names by what they say that is written: something that is kept, or a message. */
export interface NounTable {
  readonly store: readonly string[];
  readonly message: readonly string[];
}

interface MainFile {
  readonly families: Readonly<Record<string, OperationGroup>>;
  readonly verbs: VerbTable;
  readonly nouns: NounTable;
  readonly connectors: ConnectorTable;
}

/** The table of the connectors that flows use most, read when it is first asked for. */
export const mainTable: () => MainFile = once(() => readDataFile<MainFile>("connectors.json"));

/** The table of credentials in further public connectors, read when it is first asked for. */
export const publicTable: () => ConnectorTable = once(
  () => readDataFile<{ readonly connectors: ConnectorTable }>("connectors-public.json").connectors,
);
