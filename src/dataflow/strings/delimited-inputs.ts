import { isDesktopCall } from "../../cloud-flow/desktop-call.ts";
import type { Expression, Template } from "../../cloud-flow/expression/ast.ts";
import { remember } from "../../collections.ts";
import type { Span } from "../../source/place.ts";
import type { Path } from "../graph/path.ts";
import { placesInDelimitedText } from "./delimited-text.ts";
import type { TemplateSite } from "./template-site.ts";

/**
 * Where a value is in the text that a string gives an input of a desktop flow, `orders;@{body('Get_secret')?['value']}`: a desktop flow that splits
 * the text at the same delimiter tells the values apart, and what it does with another one concerns no secret.
 */
export function placeInDelimitedInput({ operation, template }: TemplateSite, { start, end }: Span): Path {
  if (!isDesktopCall(operation)) return [];
  const places = remember(known, template, () => placesIn(template));
  return places.find(({ part }) => part.start <= start && end <= part.end)?.path ?? [];
}

interface PlacedPart {
  readonly part: Span;
  readonly path: Path;
}

const known = new WeakMap<Template, readonly PlacedPart[]>();

function placesIn(template: Template): readonly PlacedPart[] {
  const parts = partsOf(template);
  const places = placesInDelimitedText(parts.map((part) => (part.kind === "text" || part.kind === "string" ? part.value : undefined)));
  return places === undefined ? [] : parts.map((part, index) => ({ part, path: places[index] ?? [] }));
}

/** The texts and expressions that a string, or the function which makes all of it, puts one behind the other. */
function partsOf(template: Template): readonly (Expression | Extract<Template, { kind: "interpolation" }>["parts"][number])[] {
  if (template.kind === "literal") return [];
  const parts = template.kind === "expression" ? [template.expression] : template.parts;
  const [only] = parts;
  return parts.length === 1 && only?.kind === "call" && only.name.toLowerCase() === "concat" ? only.arguments : parts;
}
