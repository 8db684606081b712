import { objectAt, textAt } from "../json.ts";
import type { CloudFlow } from "./model.ts";

/** An input that the trigger of a flow asks its callers for. */
export interface TriggerInput {
  /** The key by which callers give it: `text`, `text_1`, or a name of the maker's. Callers keep it, whatever becomes of the title. */
  readonly name: string;
  /** What the designer shows. */
  readonly title: string;
  readonly required: boolean;
  /** A text that the designer fills in for whoever starts the flow. */
  readonly defaultValue: string | undefined;
}

/** The inputs that the schema of a flow's trigger declares. */
export function triggerInputsOf(flow: CloudFlow): readonly TriggerInput[] {
  const schema = objectAt(flow.triggers[0]?.inputs, "schema");
  const needed = new Set(Array.isArray(schema?.required) ? schema.required : []);
  const properties = objectAt(schema, "properties") ?? {};
  return Object.keys(properties).map((name) => ({
    name,
    title: textAt(properties, name, "title")?.trim() || name,
    required: needed.has(name),
    defaultValue: textAt(properties, name, "default"),
  }));
}
