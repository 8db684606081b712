import type { Json, JsonObject } from "../json.ts";
import { lastPart } from "../slash-path.ts";
import { componentOwner, type Place, type PlaceOwner, type SourceFile, type Span } from "../source/place.ts";
import type { DeployedValue } from "./deployed-values.ts";

/**
 * A cloud flow: its definition as a tree of operations. Sources of the shapes: exported solutions, and the workflow definition language
 * schema 2016-06-01.
 */
export interface CloudFlow {
  /** Workflow id in lower case; undefined for a loose definition. */
  readonly id: string | undefined;
  /** Display name. */
  readonly name: string;
  readonly source: SourceFile;
  /** Unique name of the solution, empty for packages and loose definitions. */
  readonly solution: string;
  /** Name of the logic app that a template makes of it, by which others call it; undefined for every other flow. */
  readonly logicApp: string | undefined;
  /** How the file wraps the definition: the whole document. */
  readonly document: JsonObject;
  /** Pointer of the definition object in the document: usually `["properties", "definition"]`. */
  readonly pointer: readonly string[];
  readonly definition: JsonObject;
  /** It is one action that was copied out of a flow: what its expressions name may be in the rest of that flow. */
  readonly isCopiedAction: boolean;
  readonly triggers: readonly Operation[];
  /** Every action at every depth, in document order. */
  readonly actions: readonly Operation[];
  /** The triggers, then the actions. */
  readonly operations: readonly Operation[];
  /** Triggers and actions by lower-case name. Names are unique in what the designer writes; other files may repeat them, so a list. */
  readonly byName: ReadonlyMap<string, readonly Operation[]>;
  /** Names of all variables that are initialised, lower case, with the actions that write them. */
  readonly variables: ReadonlyMap<string, readonly Operation[]>;
  readonly parameters: readonly FlowParameter[];
  readonly connections: readonly FlowConnection[];
  /** The text makers write as description of the flow: a carrier of suppressions. */
  readonly description: string | undefined;
  /** What the deployment of the template that it is in writes into the definition. */
  readonly deployedValues: readonly DeployedValue[];
}

/** A trigger or an action. */
export interface Operation {
  readonly flow: CloudFlow;
  /** The key in `actions` or `triggers`: display blanks are stored as underscores. */
  readonly name: string;
  readonly isTrigger: boolean;
  /** Type in lower case: `openapiconnection`, `http`, `compose` … */
  readonly type: string;
  /** `kind` in lower case, for Request triggers, Responses and Expressions; empty when absent. */
  readonly kind: string;
  /** Pointer of the operation's object in the file. */
  readonly pointer: readonly string[];
  readonly json: JsonObject;
  readonly inputs: Json | undefined;
  /** The container that holds it: a Scope, condition, Switch, loop or agent. */
  readonly parent: Operation | undefined;
  /** The branch of the parent: `actions`, `else`, `case <name>`, `default`, `tool <name>`. */
  readonly branch: string;
  /** Branches with their operations in document order; empty for everything that is not a container. */
  readonly branches: readonly Branch[];
  readonly secure: SecureSettings;
  /** Connector call, for connector operations. */
  readonly call: ConnectorCall | undefined;
  /** The designer's note. */
  readonly note: string | undefined;
  /** The strings that it holds itself; see `visitStrings`. */
  readonly strings: OperationStrings;
}

/** Strings of an operation in document order: lists of equal length. */
export interface OperationStrings {
  readonly texts: readonly string[];
  readonly paths: readonly StringPath[];
}

/** Where a string is below an operation's object. */
export interface StringPath {
  readonly steps: readonly string[];
  /** The string is the name of a member; the steps end in that name. */
  readonly key: boolean;
}

/** A list of actions in a container: of a condition one for each outcome, of a Switch one for each case. */
export interface Branch {
  readonly name: string;
  readonly operations: readonly Operation[];
}

/** `runtimeConfiguration.secureData.properties`, as written: whether the type honours it is another question (`secure-settings.ts`). */
export interface SecureSettings {
  readonly inputs: boolean;
  readonly outputs: boolean;
  /** Entries that are neither `inputs` nor `outputs`. */
  readonly unknown: readonly string[];
  readonly present: boolean;
}

/** What a connector operation calls. */
export interface ConnectorCall {
  /** Key of the flow's connection that the operation names, as it is spelled there, where it can be read. */
  readonly connectionKey: string | undefined;
  /** Connector id, `shared_keyvault`; undefined when neither the host nor the reference tells. */
  readonly connector: string | undefined;
  readonly operationId: string | undefined;
  /** Lower-case method and path of the older `ApiConnection` form. */
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly parameters: JsonObject;
}

/** A parameter of the definition; environment variables appear as parameters whose default is their current value. */
export interface FlowParameter {
  readonly name: string;
  /** Lower case: `string`, `securestring`, `object` … */
  readonly type: string;
  readonly pointer: readonly string[];
  /**
   * The file of a Standard logic app that gives the value to all its workflows, into which `pointer` then points; absent where the flow's own file
   * does.
   */
  readonly source?: SourceFile;
  readonly defaultValue: Json | undefined;
  /** Schema name of the environment variable it is bound to. */
  readonly schemaName: string | undefined;
}

/** An entry of `connectionReferences`. */
export interface FlowConnection {
  /** The key that operations use. */
  readonly key: string;
  readonly pointer: readonly string[];
  /** Connector id, `shared_x`. */
  readonly connector: string | undefined;
  readonly binding: ConnectionBinding;
  /** Logical name of the connection reference, for the good form. */
  readonly referenceName: string | undefined;
  /** The id of a concrete connection that is in the entry, and its pointer. */
  readonly connectionName: { readonly value: string; readonly pointer: readonly string[] } | undefined;
  /** It is a resource of Azure, as logic apps have them. */
  readonly ofAzure: boolean;
}

/**
 * `reference`: bound by a connection reference; `none`: `connection: {}`; `connection`: bound to a concrete connection of the author;
 * `invoker`: the connection of whoever runs the flow.
 */
export type ConnectionBinding = "reference" | "none" | "connection" | "invoker";

/** The owner of places in a flow, for breadcrumbs and fingerprints. */
export function flowOwner(flow: CloudFlow, operation?: Operation): PlaceOwner {
  return {
    ...componentOwner("cloud-flow", flow.name, flow.solution),
    ...(operation === undefined ? {} : { operation: operation.name }),
  };
}

/** The place of something below an operation: `path` is relative to the operation's object. */
export function operationPlace(operation: Operation, path: readonly string[] = [], span?: Span, key = false): Place {
  return {
    source: operation.flow.source,
    at: { kind: "json", pointer: [...operation.pointer, ...path], ...(span === undefined ? {} : { span }), ...(key ? { key } : {}) },
    owner: flowOwner(operation.flow, operation),
  };
}

/** The place of something in the value of a parameter: `path` is relative to that value. */
export function parameterPlace(flow: CloudFlow, { pointer, source }: FlowParameter, path: readonly string[] = [], span?: Span): Place {
  const { at, ...place } = flowPlace(flow, [...pointer, ...path], span);
  return source === undefined ? { at, ...place } : { at, source, owner: { kind: "logic-app", name: lastPart(source.file) } };
}

/** The place of something in a flow outside its operations: `pointer` is relative to the file. */
export function flowPlace(flow: CloudFlow, pointer: readonly string[], span?: Span): Place {
  return { source: flow.source, at: { kind: "json", pointer, ...(span === undefined ? {} : { span }) }, owner: flowOwner(flow) };
}
