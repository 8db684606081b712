import type { VariableType } from "../solution/model.ts";

/** What the solutions of a run hold, what an import of them needs, and where their secrets come from and end. Holds no secret's text. */
export interface Inventory {
  readonly solutions: readonly SolutionInventory[];
}

export interface SolutionInventory {
  /** Unique name; for packages and loose definitions the path that was given. */
  readonly name: string;
  readonly kind: "solution" | "flow-package" | "loose";
  readonly version: string;
  readonly managed: "managed" | "unmanaged" | "unknown";
  /** Container, with the folder of the solution inside it. */
  readonly path: string;
  /** Unique names of solutions that must be in the environment already. */
  readonly requires: readonly string[];
  /** Called flows stand before their callers. */
  readonly cloudFlows: readonly CloudFlowEntry[];
  readonly desktopFlows: readonly DesktopFlowEntry[];
  readonly connectionReferences: readonly ReferenceEntry[];
  readonly environmentVariables: readonly VariableEntry[];
  readonly customConnectors: readonly string[];
  readonly vaults: VaultNeeds;
}

export interface CloudFlowEntry {
  readonly name: string;
  readonly id: string | null;
  readonly triggers: readonly TriggerEntry[];
  readonly actions: number;
  /** Display names of the child flows that it runs. */
  readonly childFlows: readonly string[];
  /** Display names of the desktop flows that it runs. */
  readonly desktopFlows: readonly string[];
  /** Logical names. */
  readonly connectionReferences: readonly string[];
  /** Schema names. */
  readonly environmentVariables: readonly string[];
  readonly secrets: readonly SecretEntry[];
  /** Actions and triggers whose Secure Inputs or Secure Outputs are on: what the run history must not show. */
  readonly secured: readonly string[];
}

export interface TriggerEntry {
  readonly name: string;
  /** Type and kind in lower case, as exports write them: `request/button`, `recurrence`. */
  readonly type: string;
  /** It gets a URL of its own in every environment, which its callers have to be given. */
  readonly hasUrl: boolean;
}

/** One secret and the places where it leaves the flow or is used. */
export interface SecretEntry {
  /** `Key Vault secret returned by 'Get_secret'` */
  readonly secret: string;
  readonly confidence: "high" | "medium" | "low";
  readonly ends: readonly SecretEnd[];
}

export interface SecretEnd {
  /** Display name of the flow, cloud or desktop. */
  readonly flow: string;
  /** Action, or `Subflow:line` of a desktop flow. */
  readonly operation: string;
  /** `sends it in the header 'x-api-key'` */
  readonly does: string;
  /** Whether everybody who may see runs can read it there. Null for desktop flows. */
  readonly shownInRunHistory: boolean | null;
}

export interface DesktopFlowEntry {
  readonly name: string;
  readonly id: string | null;
  readonly inputs: readonly { readonly name: string; readonly sensitive: boolean }[];
  readonly runs: readonly DesktopRun[];
  /** Programs that the machine needs, by the actions in use: `Microsoft Excel`. */
  readonly programs: readonly string[];
  /** It reads a credential that is set up in Power Automate. */
  readonly usesCredentials: boolean;
  readonly secrets: readonly SecretEntry[];
}

/** A cloud flow that runs a desktop flow on a machine. */
export interface DesktopRun {
  readonly flow: string;
  readonly action: string;
  /** `attended` or `unattended`, as far as the action says it. */
  readonly mode: string | null;
  /** Logical name of the connection reference that says which machine it is. */
  readonly connectionReference: string | null;
}

export interface ReferenceEntry {
  readonly logicalName: string;
  readonly displayName: string;
  /** `shared_x` */
  readonly connector: string | null;
  readonly connectorTitle: string;
  /** Display names of the flows that it binds. */
  readonly usedBy: readonly string[];
}

export interface VariableEntry {
  readonly schemaName: string;
  readonly displayName: string;
  readonly type: VariableType;
  readonly hasDefault: boolean;
  /** A current value is in the package. */
  readonly hasValue: boolean;
  /** What the value or default of a secret names. */
  readonly secret: { readonly vault: string; readonly secret: string } | null;
  readonly usedBy: readonly string[];
}

/** What has to be in vaults, and who has to be let in. */
export interface VaultNeeds {
  /** Secrets that variables of type Secret stand for. */
  readonly variables: readonly VaultVariable[];
  /** Operations that read secrets themselves. */
  readonly reads: readonly VaultRead[];
}

export interface VaultVariable {
  readonly schemaName: string;
  /** As the package names them; null where the value is only set in the environment. */
  readonly vault: string | null;
  readonly secret: string | null;
}

export interface VaultRead {
  readonly flow: string;
  readonly operation: string;
  /** `connection`: by a connection to a vault; `request`: by an HTTP request. */
  readonly by: "connection" | "request";
  readonly connectionReference: string | null;
  /** Names that are written down. */
  readonly vaults: readonly string[];
  readonly secrets: readonly string[];
  /** Schema names of the variables that name the vault or the secret. */
  readonly variables: readonly string[];
  /** It does more than read one secret by its name. */
  readonly broad: boolean;
}
