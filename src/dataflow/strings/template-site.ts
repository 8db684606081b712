import type { Template } from "../../cloud-flow/expression/ast.ts";
import type { CanonicalReference, Reference } from "../../cloud-flow/expression/references.ts";
import type { Operation } from "../../cloud-flow/model.ts";
import type { Leaf } from "./evaluate.ts";

/** A string of an operation that holds expressions. */
export interface TemplateSite {
  /** Position among the strings of the flow. */
  readonly order: number;
  readonly operation: Operation;
  /** Path of the string below the operation's object, as spelled; for a key it ends in that key. */
  readonly path: readonly string[];
  readonly key: boolean;
  readonly text: string;
  readonly template: Template;
  readonly reading: TemplateReading;
}

/** What the expressions of a template read, worked out when it is first asked for; equal strings of a run share it. */
export interface TemplateReading {
  readonly template: Template;
  references: readonly ScannedReference[] | undefined;
  leaves: readonly Leaf[] | undefined;
  /** Members that it reads under the name of a credential; see `flow-sources.ts`. */
  namedMembers: readonly CanonicalReference[] | undefined;
}

/** A reference to something by its name, and the string that holds it. */
export interface ScannedReference {
  readonly reference: Reference;
  readonly canonical: CanonicalReference;
}
