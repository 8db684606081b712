import { type Span, shifted } from "../source/place.ts";
import { attribute, child, children, elementsAround, type XmlElement } from "../source/xml.ts";

/** Where the element around a place is in unpacked sources. */
export interface UnpackedElement {
  /** Name of the file below the solution's folder. */
  readonly file: string;
  /** The same stretch in that file's document; undefined where the element is not there, or differs in more than its layout. */
  locate(document: XmlElement): Span | undefined;
}

/**
 * Where tools that unpack a solution put an element of an export: a `<Workflow>` of `customizations.xml` is a file of its own beside the
 * flow's, a `<connectionreference>` stays in `Other/Customizations.xml`, and what was a file before is the same file.
 * @param file name of the XML file below the root of the exported solution
 */
export function unpackedElement(file: string, document: XmlElement, span: Span): UnpackedElement | undefined {
  const way = elementsAround(document, span);
  if (/^customizations\.xml$/i.test(file)) return unpackedCustomization(way, span);
  if (/^solution\.xml$/i.test(file)) {
    const unit = way.at(-1);
    const names = way.slice(1).map(({ name }) => name);
    return unit === undefined ? undefined : unpacked("Other/Solution.xml", unit, way, span, (root) => descendant(root, names));
  }
  return unpacked(file, document, way, span, (root) => root);
}

function unpackedCustomization(way: readonly XmlElement[], span: Span): UnpackedElement | undefined {
  const unit = way[2];
  if (unit === undefined) return undefined;
  switch (unit.name.toLowerCase()) {
    case "workflow": {
      const definition = child(unit, "JsonFileName")?.text.trim().replace(/^\//, "") ?? "";
      return definition === "" ? undefined : unpacked(`${definition}.data.xml`, unit, way, span, (root) => root);
    }
    case "connectionreference": {
      const key = "connectionreferencelogicalname";
      const wanted = attribute(unit, key);
      return unpacked("Other/Customizations.xml", unit, way, span, (root) =>
        children(child(root, "connectionreferences"), unit.name).find((one) => attribute(one, key) === wanted),
      );
    }
    default:
      return undefined;
  }
}

/**
 * @param unit what is to be the same on both sides
 * @param way the elements around the place, `unit` among them
 */
function unpacked(
  file: string,
  unit: XmlElement,
  way: readonly XmlElement[],
  span: Span,
  find: (root: XmlElement) => XmlElement | undefined,
): UnpackedElement {
  return {
    file,
    locate(document) {
      const found = find(document);
      if (found === undefined || canonical(found) !== canonical(unit)) return undefined;
      let from = unit;
      let to = found;
      for (const next of way.slice(way.indexOf(unit) + 1)) {
        const below = to.children[from.children.indexOf(next)];
        if (below === undefined) return undefined;
        from = next;
        to = below;
      }
      return sameStretch(from, to, span);
    },
  };
}

/** The stretch of an element in its copy: exactly where both are written the same, else the text or the start tag as a whole. */
function sameStretch(from: XmlElement, to: XmlElement, span: Span): Span {
  if (from.document.slice(from.start, from.end) === to.document.slice(to.start, to.end)) return shifted(span, to.start - from.start);
  const isInText = span.start >= from.textStart && span.end <= from.textEnd;
  if (!isInText) return { start: to.start, end: to.textStart };
  const isSameText = from.document.slice(from.textStart, from.textEnd) === to.document.slice(to.textStart, to.textEnd);
  return isSameText ? shifted(span, to.textStart - from.textStart) : { start: to.textStart, end: to.textEnd };
}

/** The same text for elements that differ in layout alone: white space between elements, the order of attributes, how texts are escaped. */
function canonical({ name, attributes, children: inside, text }: XmlElement): string {
  const sorted = [...attributes].sort(([a], [b]) => (a < b ? -1 : 1)).filter(([attributeName]) => !attributeName.startsWith("xmlns"));
  return JSON.stringify([name, sorted, inside.length === 0 ? text.replace(/\r\n?/g, "\n") : inside.map(canonical)]);
}

/** The element that a chain of names leads to, where each of them occurs once. */
function descendant(root: XmlElement, names: readonly string[]): XmlElement | undefined {
  let found: XmlElement | undefined = root;
  for (const name of names) {
    const all: readonly XmlElement[] = children(found, name);
    found = all.length === 1 ? all[0] : undefined;
  }
  return found;
}
