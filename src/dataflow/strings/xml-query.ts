import { jsonPiecesOf, placesInJsonText } from "./json-text.ts";

/** The name of what the last step selects: an element or attribute, or what a condition asks the name to be. */
const lastStep =
  /(?:(?:^|\/|::|@)(?:[\w.-]{1,60}:)?([A-Za-z_][\w.-]{0,60})|\*\[\s{0,4}(?:local-)?name\(\s{0,2}\.?\s{0,2}\)\s{0,4}=\s{0,4}["'](?:[\w.-]{1,60}:)?([A-Za-z_][\w.-]{0,60})["']\s{0,4}\])(?:\[\s{0,2}\d{1,4}\s{0,2}\])?(?:\/text\(\s{0,2}\))?(?:\[\s{0,2}\d{1,4}\s{0,2}\])?\s{0,4}\)?\s{0,4}$/;

/** Services give a token or a session under such names, too: what they select may be all that the document holds. */
const mayBeAll = /(?:result|return|response|string|value|data|output|text|content|message|body|node|item|ticket)s?$/i;

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
  return name === undefined || mayBeAll.test(name) ? undefined : name;
}

/**
 * The expressions in the members of a name, of a text that is a document in XML, or in JSON that becomes one.
 * @param parts the text, with `undefined` for each expression
 * @returns their indexes; undefined where the text is neither, or has no such member
 */
export function partsWithin(parts: readonly (string | undefined)[], name: string): ReadonlySet<number> | undefined {
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
