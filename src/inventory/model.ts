import type { ConnectionBinding } from "../cloud-flow/model.ts";
import type { Confidence } from "../findings/confidence.ts";
import type { StepKind } from "../findings/finding.ts";
import type { SolutionSummary } from "../findings/lint-result.ts";
import type { VariableType } from "../solution/model.ts";

/** What the solutions of a run hold. Values of variables and inputs are never among it: only whether there is one. */
export interface Inventory {
  readonly solutions: readonly SolutionInventory[];
}

/** What a solution contains. */
export interface SolutionInventory {
  readonly solution: Pick<SolutionSummary, "path" | "root" | "kind" | "uniqueName" | "version" | "managed">;
  readonly connectionReferences: readonly ReferenceItem[];
  readonly environmentVariables: readonly VariableItem[];
  readonly customConnectors: readonly { readonly name: string; readonly displayName: string }[];
  readonly cloudFlows: readonly CloudFlowItem[];
  readonly desktopFlows: readonly DesktopFlowItem[];
  readonly vaultSecrets: readonly VaultSecret[];
  /** What must be in the environment before the import, by the solution that provides it. */
  readonly requires: readonly Requirement[];
}

/** A connection reference, and the flows that use it. */
export interface ReferenceItem {
  readonly logicalName: string;
  readonly displayName: string;
  /** `shared_x`; null where the export does not say. */
  readonly connector: string | null;
  /** As written, `/providers/Microsoft.PowerApps/apis/shared_x`. */
  readonly connectorId: string;
  /** Display names of the flows that are bound by it. */
  readonly usedBy: readonly string[];
}

/** An environment variable, and the flows that use it. */
export interface VariableItem {
  readonly schemaName: string;
  readonly displayName: string;
  readonly type: VariableType;
  readonly hasDefault: boolean;
  /** A current value is packaged. */
  readonly hasValue: boolean;
  readonly usedBy: readonly string[];
}

/** A cloud flow. */
export interface CloudFlowItem {
  readonly name: string;
  readonly id: string | null;
  readonly file: string;
  readonly triggers: readonly TriggerItem[];
  readonly actions: number;
  readonly connections: readonly FlowConnectionItem[];
  readonly runs: readonly CalledFlow[];
  readonly secrets: readonly SecretItem[];
}

/** What starts a cloud flow. */
export interface TriggerItem {
  readonly name: string;
  /** Type and kind as the definition has them, in lower case: `request/http`, `recurrence`. */
  readonly type: string;
  readonly connector: string | null;
  readonly operation: string | null;
}

/** A connection of a cloud flow. */
export interface FlowConnectionItem {
  readonly connector: string | null;
  readonly binding: ConnectionBinding;
  /** Logical name of the connection reference. */
  readonly reference: string | null;
}

/** A flow that another one runs. */
export interface CalledFlow {
  /** The operation or row that runs it. */
  readonly at: string;
  readonly kind: "cloud-flow" | "desktop-flow";
  readonly id: string | null;
  /** Null for a flow that is not in the run. */
  readonly name: string | null;
  /** How a desktop flow runs: `attended`, `unattended`; null where it is computed, and for everything else. */
  readonly mode: string | null;
}

/** A desktop flow. */
export interface DesktopFlowItem {
  readonly name: string;
  readonly id: string | null;
  readonly file: string;
  readonly subflows: number;
  readonly actions: number;
  readonly inputs: readonly PortItem[];
  readonly outputs: readonly PortItem[];
  /** Connection references of its connector actions. */
  readonly references: readonly string[];
  /** Rows that authenticate, or get a credential. */
  readonly credentials: readonly CredentialItem[];
  readonly runs: readonly CalledFlow[];
  readonly secrets: readonly SecretItem[];
}

/** An input or output of a desktop flow. */
export interface PortItem {
  readonly name: string;
  readonly type: string | null;
  readonly required: boolean;
  readonly sensitive: boolean;
  readonly hasDefault: boolean;
}

/** A row of a desktop flow that reads or uses a credential. */
export interface CredentialItem {
  /** `Main:41` */
  readonly at: string;
  /** Near to what the designer calls the action: `Connect with credentials`. */
  readonly action: string;
  /** The argument that takes the credential; null for an action that gets one. */
  readonly argument: string | null;
  /** Where it comes from: variables that it is read of, a text that is written there. */
  readonly from: readonly string[];
}

/** A secret in a flow: where it comes from, and what the flow does with it. */
export interface SecretItem {
  /** `Key Vault secret returned by 'Get_secret'` */
  readonly secret: string;
  /** The operation, row, input or variable where it begins. */
  readonly from: string;
  /** The flow where it begins, when that is another one. */
  readonly fromFlow: string | null;
  readonly confidence: Confidence;
  readonly uses: readonly SecretUseItem[];
}

/** A step that a secret goes through. */
export interface SecretUseItem {
  readonly at: string;
  readonly deed: string;
  readonly kind: StepKind;
  /** Whether it can be seen there; null where that is not known. */
  readonly visible: boolean | null;
}

/** A secret that must exist in a vault. */
export interface VaultSecret {
  /** How it is read. */
  readonly through: "secret-variable" | "connector" | "request" | "script";
  readonly secret: VaultName;
  readonly vault: VaultName;
  /** The secret variable that refers to it. */
  readonly variable: string | null;
  /** Logical name of the connection reference whose connection says which vault it is. */
  readonly reference: string | null;
  /** Where: `Get orders: Get_secret`. */
  readonly readBy: readonly string[];
  /** What the reader may do in the vault: read one secret, read the list, use keys. */
  readonly access: "secret" | "list" | "key";
}

/** A name as far as the export tells: written down, or the value of an environment variable in each environment. */
export interface VaultName {
  readonly names: readonly string[];
  readonly variables: readonly string[];
}

/** A component that another solution has to provide. */
export interface Requirement {
  readonly solution: string;
  readonly kind: "environment-variable" | "connection-reference" | "workflow" | "connector" | "other";
  readonly name: string;
}
