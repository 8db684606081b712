import type { FoldedPiece } from "../../cloud-flow/expression/fold.ts";
import type { Operation } from "../../cloud-flow/model.ts";
import type { Analysis } from "../../dataflow/analysis.ts";
import type { FlowStep } from "../../findings/finding.ts";
import type { NameLiteral } from "../named-by.ts";

/** A literal that names a vault in a flow. */
export interface VaultLiteral extends NameLiteral {
  readonly vault: string;
  /** The string of the operation in which an address or path names the vault, by its {@link valueKey}. */
  readonly address?: string;
}

/** A request whose address is put together elsewhere. */
export interface AddressUse {
  readonly operation: Operation;
  /** From the string that puts it together, which is not among them, to the request. */
  readonly steps: readonly FlowStep[];
}

/** An HTTP request, or a connector that sends one, to the address of a vault. */
export interface VaultRequest {
  readonly operation: Operation;
  /** Path of the address below the operation's object. */
  readonly path: readonly string[];
  /** The address as far as it can be read, with U+FFFC for what cannot. */
  readonly url: string;
  readonly pieces: readonly FoldedPiece[];
}

/** Where a name comes from: texts that somebody wrote down, and environment variables. Both are empty where neither gives it. */
export interface NameSource {
  readonly literals: readonly string[];
  /** Schema names, as spelled. */
  readonly variables: readonly string[];
}

/** An operation that reads a vault. */
export interface VaultRead {
  readonly operation: Operation;
  /** The Key Vault connector keeps the vault in its connection; a request has it in its address. */
  readonly through: "connector" | "request";
  readonly vault: NameSource;
  readonly secret: NameSource;
}

/** All that flows say about vaults. */
export interface VaultFacts {
  readonly vaults: readonly VaultLiteral[];
  readonly secrets: readonly NameLiteral[];
  readonly versions: readonly NameLiteral[];
  readonly requests: readonly VaultRequest[];
  readonly reads: readonly VaultRead[];
  /** Lower-case schema names of the environment variables that name a vault. */
  readonly vaultVariables: ReadonlySet<string>;
}

/** {@link VaultFacts} while they are collected. */
export interface Collector {
  readonly analysis: Analysis;
  readonly vaults: VaultLiteral[];
  readonly secrets: NameLiteral[];
  readonly versions: NameLiteral[];
  readonly requests: VaultRequest[];
  readonly reads: VaultRead[];
  readonly vaultVariables: Set<string>;
  /** By the {@link valueKey} of the string that puts the address together: the first request that uses it. */
  readonly addressUses: Map<string, AddressUse>;
}
