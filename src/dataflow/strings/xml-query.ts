import type { Expression } from "../../cloud-flow/expression/ast.ts";
import { isWholeCall } from "../../cloud-flow/expression/written.ts";
import { isElementStep, type Path } from "../graph/path.ts";
import { textsOf } from "./arguments.ts";
import { jsonPiecesOf, placesInJsonText } from "./json-text.ts";

/** The name of what the last step selects: an element or attribute, or what a condition asks the name to be. */
const lastStep =
  /(?:(?:^|\/|::|@)(?:[\w.-]{1,60}:)?([A-Za-z_][\w.-]{0,60})|\*\[\s{0,4}(?:local-)?name\(\s{0,2}\.?\s{0,2}\)\s{0,4}=\s{0,4}["'](?:[\w.-]{1,60}:)?([A-Za-z_][\w.-]{0,60})["']\s{0,4}\])(?:\[\s{0,2}\d{1,4}\s{0,2}\])?(?:\/text\(\s{0,2}\))?(?:\[\s{0,2}\d{1,4}\s{0,2}\])?\s{0,4}\)?\s{0,4}$/;

/** Services give a token or a session under such names, too: what they select may be all that the document holds. */
const documentNames = /(?:result|return|response|string|value|data|output|text|content|message|body|node|item|ticket)s?$/i;

/** Longest query whose end is looked at. */
const longestQuery = 400;

/**
 * The name of the element or attribute that a query of XPath selects: `sessionId` for `string(//*[local-name()='sessionId'])`.
 * @returns undefined where it is not plain, or the name says nothing about what is selected
 */
export function selectedMember(query: string): string | undefined {
  // What several paths select is not what the last one does.
  if (/\||^\s{0,9}concat\s{0,9}\(/i.test(query)) return undefined;
  const [, step, asked] = lastStep.exec(query.slice(-longestQuery)) ?? [];
  const name = step ?? asked;
  return name === undefined || documentNames.test(name) ? undefined : name;
}

/**
 * What of a document that is put together, as XML or as JSON, a query takes that selects a member: the expressions in the elements of that name.
 * Texts between them are not told apart.
 * @returns undefined where the document does not show that
 */
export function selectedParts(document: Expression, member: string): readonly Expression[] | undefined {
  if (!isWholeCall(document)) return undefined;
  const name = document.name.toLowerCase();
  const [first] = document.arguments;
  if (name === "json" && first !== undefined) return selectedParts(first, member);
  if (name !== "concat") return undefined;
  const { arguments: args } = document;
  const within = partsWithin(textsOf(args), member);
  return within && args.filter((argument, index) => argument.kind === "string" || within.has(index));
}

/** Whether one text of the document arrives as it is written there: by `string(//token)`, or as an element of what `//token/text()` lists. */
export function isOneText(query: Expression | undefined, suffix: Path): boolean {
  if (query?.kind !== "string") return false;
  if (/^\s{0,9}string\(/.test(query.value)) return suffix.length === 0;
  return suffix.length === 1 && isElementStep(suffix[0]) && /\/text\(\)\s{0,9}$/.test(query.value);
}

/** What `xml()` parses, or the expression itself. */
export function parsedText(expression: Expression): Expression | undefined {
  return isWholeCall(expression) && expression.name.toLowerCase() === "xml" ? expression.arguments[0] : expression;
}

/**
 * The expressions in the members of a name, of a text that is a document in XML, or in JSON that becomes one.
 * @param parts the text, with `undefined` for each expression
 * @returns their indexes; undefined where the text is neither, or has no such member
 */
function partsWithin(parts: readonly (string | undefined)[], name: string): ReadonlySet<number> | undefined {
  const places = placesInJsonText(parts);
  if (places === undefined) return partsInElements(parts, name);
  const step = name.toLowerCase();
  const isNamed = parts.some((part) => part?.toLowerCase().includes(`"${step}"`));
  // A member whose name is computed can be any.
  if (!isNamed || jsonPiecesOf(parts) === undefined) return undefined;
  // What has no place may be anywhere.
  return new Set(places.flatMap((place, index) => (place.length === 0 || place.includes(step) ? index : [])));
}

/** The same of XML. Elements in elements of the same name are not told apart. */
function partsInElements(parts: readonly (string | undefined)[], name: string): ReadonlySet<number> | undefined {
  if (parts[0]?.trimStart().startsWith("<") !== true) return undefined;
  const spelled = name.replaceAll(".", "\\.");
  // An attribute of that name may be what is selected.
  const attribute = new RegExp(`[\\s:]${spelled}\\s{0,9}=`, "i");
  if (parts.some((part) => part !== undefined && attribute.test(part))) return undefined;
  // A query asks for names without their prefixes, or with others.
  const tag = new RegExp(`<(/?)(?:[\\w.-]{1,60}:)?${spelled}(?=[\\s/>])`, "gi");
  const within = new Set<number>();
  let isFound = false;
  let isInside = false;
  for (const [index, part] of parts.entries()) {
    if (part === undefined) {
      if (isInside) within.add(index);
      continue;
    }
    for (const [, slash] of part.matchAll(tag)) {
      if ((slash === "/") !== isInside) return undefined;
      isInside = slash !== "/";
      isFound = true;
    }
  }
  return isFound && !isInside ? within : undefined;
}
