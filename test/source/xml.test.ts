import fc from "fast-check";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { describe, expect, test } from "vitest";
import type { TextAt } from "../../src/source/place.ts";
import {
  attribute,
  attributeAt,
  child,
  children,
  contentAt,
  parseXml,
  parseXmlSections,
  startTagAt,
  type XmlElement,
} from "../../src/source/xml.ts";
import { scanXml } from "../../src/source/xml-scan.ts";

function rootOf(text: string): XmlElement {
  const { root, problem } = parseXml(text);
  if (root === undefined) throw new Error(problem.message);
  return root;
}

const slice = (of: XmlElement, at: TextAt) => of.document.slice(at.span.start, at.span.end);

const customizations = `<?xml version="1.0"?>
<ImportExportXml xmlns:xsi="http://example.org/xsi">
  <Entities><Entity><Workflows>not the section</Workflows></Entity></Entities>
  <!-- <Workflows> -->
  <Workflows>
    <Workflow WorkflowId="{1}" Name="A &amp; B &gt; C">
      <Category>6</Category>
      <Definition>&quot;x = 'y'\\r\\n# &lt;note&gt;&quot;</Definition>
    </Workflow>
    <Workflow WorkflowId='{2}' Name="Second"/>
  </Workflows>
  <connectionreferences />
</ImportExportXml>
`;

describe("parseXml", () => {
  test("gives elements with decoded text, attributes and offsets", () => {
    const workflow = child(child(rootOf(customizations), "workflows"), "WORKFLOW");
    const definition = child(workflow, "Definition");
    if (workflow === undefined || definition === undefined) throw new Error("not found");
    expect(attribute(workflow, "name")).toBe("A & B > C");
    expect(definition.text).toBe("\"x = 'y'\\r\\n# <note>\"");
    expect(slice(definition, contentAt(definition))).toBe("&quot;x = 'y'\\r\\n# &lt;note&gt;&quot;");
    expect(slice(definition, contentAt(definition, { start: 14, end: 20 }))).toBe("&lt;note&gt;");
    expect(slice(workflow, attributeAt(workflow, "Name"))).toBe("A &amp; B &gt; C");
    expect(slice(workflow, attributeAt(workflow, "missing"))).toBe('<Workflow WorkflowId="{1}" Name="A &amp; B &gt; C">');
    expect(slice(workflow, startTagAt(workflow))).toBe('<Workflow WorkflowId="{1}" Name="A &amp; B &gt; C">');
    expect(customizations.slice(workflow.start, workflow.end)).toMatch(/^<Workflow Work.*<\/Workflow>$/s);
    expect(children(child(rootOf(customizations), "Workflows"), "workflow")).toHaveLength(2);
  });

  test.each<[string, string, string]>([
    ["nothing is trimmed or coerced", "<a> 01.10 </a>", " 01.10 "],
    ["numeric references", "<a>&#65;&#x42;&#x1F600;&#xD;&#xA;</a>", "AB😀\r\n"],
    ["references that XML does not know stay", "<a>&nbsp;&#0;&#xD800;&#x110000;</a>", "&nbsp;&#0;&#xD800;&#x110000;"],
    ["line breaks are line feeds", "<a>1\r\n2\r3\n4</a>", "1\n2\n3\n4"],
    ["CDATA, comments, instructions", "<a>1<![CDATA[&lt;\r\n<b>]]>2<!-- 3 --><?pi 4?>5</a>", "1&lt;\n<b>25"],
    ["children are left out", "<a>1<b>x</b>2<b/>3</a>", "123"],
    ["an empty element", "<a/>", ""],
    ["a text that is longer than what the parser gets to see", `<a>${"&lt;x&gt; ".repeat(500)}</a>`, "<x> ".repeat(500)],
  ])("%s", (_name, text, decoded) => {
    expect(rootOf(text).text).toBe(decoded);
  });

  test("reads names that are special in JavaScript, or says that it cannot", () => {
    expect(child(rootOf("<a><toString>1</toString></a>"), "tostring")?.text).toBe("1");
    expect(parseXml("<a><constructor/></a>").problem?.message).toBe("The XML contains something that cannot be read.");
    expect(attribute(rootOf('<a __proto__="1" toString="2"/>'), "toString")).toBe("2");
  });

  test.each<[string, string, number, string]>([
    ["an empty file", "", 0, "There is no root element."],
    ["no XML", "hello", 0, "There is text outside of the root element."],
    ["an unclosed element", "<a>\n<b></a>", 4, "The element 'b' is not closed before the end tag of another one."],
    ["a missing end", "<a><b></b>", 0, "The element 'a' is not closed."],
    ["a stray end tag", "<a></a></b>", 7, "An end tag has no start tag."],
    ["two roots", "<a/><b/>", 4, "There is more than one root element."],
    ["a document type", "<!DOCTYPE a [<!ENTITY x 'y'>]><a/>", 0, "Document type declarations (DOCTYPE) are not supported."],
    ["a document type in lower case", "<!doctype a><a/>", 0, "Document type declarations (DOCTYPE) are not supported."],
    ["an open comment", "<a><!-- </a>", 3, "A comment is not closed."],
    ["open CDATA", "<a><![CDATA[ </a>", 3, "A CDATA section is not closed."],
    ["CDATA outside of the root", "<a/><![CDATA[x]]>", 4, "There is text outside of the root element."],
    ["an open instruction", "<?xml ", 0, "A processing instruction is not closed."],
    ["an open quote", '<a b="c></a>', 0, "The tag 'a' is not complete."],
    ["a tag in a tag", "<a><b <c/></a>", 3, "The tag 'b' is not complete."],
    ["a lone less-than sign", "<a>1 < 2</a>", 5, "This '<' does not begin a tag; in text, write '&lt;'."],
    ["a lone ampersand", "<a>1 & 2</a>", 5, "This '&' does not begin a reference; in text, write '&amp;'."],
    [
      "a lone ampersand in a long text",
      `<a>${"x".repeat(500)} & 2</a>`,
      504,
      "This '&' does not begin a reference; in text, write '&amp;'.",
    ],
    [
      "the line of a problem behind a long text",
      `<a>\n<b>${"x\n".repeat(500)}</b>\n<c d/></a>`,
      1015,
      'An attribute is not written as name="value" or stands twice in its tag.',
    ],
  ])("says what is wrong with %s", (_name, text, offset, message) => {
    expect(parseXml(text).problem).toEqual({ message, offset });
  });

  test("bounds the depth", () => {
    const nested = (depth: number) => "<a>".repeat(depth) + "</a>".repeat(depth);
    expect(parseXml(nested(256)).problem).toBeUndefined();
    expect(parseXml(nested(257)).problem?.message).toBe("Elements are nested deeper than 256 levels.");
    expect(parseXml("<a>".repeat(200_000)).problem?.message).toBe("Elements are nested deeper than 256 levels.");
  });

  test("never quotes the document in a problem", () => {
    const secret = "hidden".repeat(3);
    for (const text of [
      `<a ${secret}/>`,
      `<a b=${secret}/>`,
      `<a b="1" b="${secret}"/>`,
      `<a>&${secret}</a>`,
      `<a><=${secret}></a>`,
      `<a><b ${secret}</a>`,
    ]) {
      const { problem } = parseXml(text);
      expect(problem?.message).toBeDefined();
      expect(problem?.message).not.toContain(secret);
    }
  });
});

describe("parseXmlSections", () => {
  test("reads the wanted children of the root, with offsets in the whole file", () => {
    const { root } = parseXmlSections(customizations, ["workflows", "ConnectionReferences", "Connectors"]);
    expect(root?.name).toBe("ImportExportXml");
    expect(attribute(root, "xmlns:xsi")).toBe("http://example.org/xsi");
    expect(root?.children.map((section) => section.name)).toEqual(["Workflows", "connectionreferences"]);
    const whole = rootOf(customizations);
    expect(child(root, "Workflows")).toEqual(child(whole, "Workflows"));
    expect([root?.start, root?.end, root?.textStart, root?.textEnd]).toEqual([whole.start, whole.end, whole.textStart, whole.textEnd]);
  });

  test.each([["<R/>"], ["<R></R>"], ["<R a='x>y'><Other/></R>"]])("reads %s", (text) => {
    const { root } = parseXmlSections(text, ["Workflows"]);
    expect(root?.children).toEqual([]);
    expect([root?.start, root?.end]).toEqual([0, text.length]);
  });

  test("checks the tags of the whole file, and the rest only where it reads", () => {
    expect(parseXmlSections("<R><Forms><b></Forms><Workflows/></R>", ["Workflows"]).problem?.offset).toBe(10);
    expect(parseXmlSections("<R><Forms>a & b</Forms><Workflows/></R>", ["Workflows"]).problem).toBeUndefined();
    expect(parseXmlSections("<R><Forms/><Workflows>a & b</Workflows></R>", ["Workflows"]).problem?.offset).toBe(24);
  });
});

describe("on generated documents", () => {
  const name = fc.constantFrom("a", "B", "Workflows", "x:y", "connectionreferences", "D-1.2");
  const unit = fc.constantFrom("a", "é", "😀", "<", ">", "&", '"', "'", "\n", "\t", " ", "]]", "--", "</a>", "&amp;");
  const style = fc.constantFrom("plain", "named", "decimal", "hexadecimal");
  const escapedUnit = fc
    .tuple(unit, style)
    .map(([text, how]) => ({ text, raw: [...text].map((char) => escapeCharacter(char, how)).join("") }));
  const text = fc.array(escapedUnit, { maxLength: 6 }).map((units) => ({
    text: units.map((part) => part.text).join(""),
    raw: units.map((part) => part.raw).join(""),
  }));
  const longText = text.map((part) => ({ text: part.text.repeat(120), raw: part.raw.repeat(120) }));
  const cdata = unit.filter((value) => !value.includes("]")).map((value) => ({ text: value, raw: `<![CDATA[${value}]]>` }));
  const invisible = fc.constantFrom("<!-- <a> & -->", "<!---->", "<?pi x?>").map((raw) => ({ text: "", raw }));
  // Behind a lone carriage return a comment, so that a line feed that follows is one of its own.
  const lineBreak = fc.constantFrom("\r\n", "\r<!---->").map((raw) => ({ text: "\n", raw }));
  const attributes = fc.uniqueArray(fc.tuple(fc.constantFrom("Name", "id", "x:z"), text, fc.constantFrom('"', "'")), {
    selector: ([key]) => key,
    maxLength: 3,
  });

  interface Sample {
    readonly name: string;
    readonly attributes: readonly (readonly [string, string])[];
    readonly text: string;
    readonly children: readonly Sample[];
    readonly raw: string;
  }
  const { element } = fc.letrec<{ element: Sample }>((tie) => ({
    element: fc
      .tuple(
        name,
        attributes,
        fc.array(fc.oneof({ depthSize: "small" }, text, cdata, invisible, lineBreak, longText, tie("element")), { maxLength: 5 }),
        fc.boolean(),
      )
      .map(([tag, given, content, isSpaced]) => {
        const quoted = given.map(
          ([key, value, quote]) =>
            ` ${key}${isSpaced ? " = " : "="}${quote}${value.raw.replaceAll(quote, "&#34;".replace("34", String(quote.charCodeAt(0))))}${quote}`,
        );
        const isEmpty = content.length === 0 && isSpaced;
        const open = `<${tag}${quoted.join("")}${isSpaced ? "\n" : ""}`;
        return {
          name: tag,
          attributes: given.map(([key, value]) => [key, value.text] as const),
          text: content.map((part) => ("children" in part ? "" : part.text)).join(""),
          children: content.filter((part): part is Sample => "children" in part),
          raw: isEmpty ? `${open}/>` : `${open}>${content.map((part) => part.raw).join("")}</${tag}${isSpaced ? " " : ""}>`,
        };
      }),
  }));
  const document = fc
    .tuple(fc.constantFrom("", '<?xml version="1.0"?>\r\n', "<!-- <a> -->\n"), element)
    .map(([head, root]) => ({ text: `${head}${root.raw}\n`, root }));

  test("parseXml gives back what was written, at the right offsets", () => {
    fc.assert(
      fc.property(document, (sample) => {
        const root = rootOf(sample.text);
        const compare = (found: XmlElement, written: Sample): void => {
          expect(found.name).toBe(written.name);
          expect([...found.attributes]).toEqual(written.attributes);
          expect(found.text).toBe(written.text);
          expect(sample.text.slice(found.start, found.end)).toBe(written.raw);
          expect(found.children).toHaveLength(written.children.length);
          for (const [index, inner] of found.children.entries()) compare(inner, written.children[index] as Sample);
        };
        compare(root, sample.root);
      }),
      { numRuns: 200 },
    );
  });

  test("every part of a text lies where its own raw text decodes to it", () => {
    fc.assert(
      fc.property(document, fc.nat(20), fc.nat(8), (sample, from, length) => {
        const root = rootOf(sample.text);
        const part = root.text.slice(from, from + length);
        // A span that cuts a character beyond the basic plane in two takes all of its reference.
        fc.pre(!/\p{Surrogate}/u.test(part));
        const raw = slice(root, contentAt(root, { start: from, end: from + length }));
        const inner = root.children.length > 0;
        if (!inner && !sample.text.includes("CDATA[")) expect(rootOf(`<t>${raw}</t>`).text).toBe(part);
        else expect(raw.length).toBeGreaterThanOrEqual(part.length > 0 ? 1 : 0);
      }),
    );
  });

  test("the scanner finds the sections that fast-xml-parser finds", () => {
    const wanted = new Set(["workflows", "connectionreferences"]);
    fc.assert(
      fc.property(document, (sample) => {
        const parsed = new XMLParser({ preserveOrder: true, captureMetaData: true, ignoreDeclaration: true, ignorePiTags: true }).parse(
          sample.text,
        ) as Record<PropertyKey, unknown>[];
        const metaData = XMLParser.getMetaDataSymbol() as symbol;
        const root = parsed.find((node) => metaData in node);
        const inside = root?.[sample.root.name] as Record<PropertyKey, unknown>[];
        const expected = inside
          .filter((node) => wanted.has(Object.keys(node)[0]?.toLowerCase() ?? ""))
          .map((node) => node[metaData] as { startIndex: number; endIndex: number })
          .map((at) => ({ start: at.startIndex, end: at.endIndex }));
        expect(scanXml(sample.text, wanted).outline?.sections).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });

  test("nothing throws on damaged documents, and what is accepted is at least tagged soundly", () => {
    fc.assert(
      fc.property(
        document,
        fc.nat(),
        fc.constantFrom("", "<", ">", "&", '"', "/", "<!", "<!--", "<a>", "</a>", "<?", "]]>"),
        fc.nat(3),
        (sample, where, inserted, removed) => {
          const at = where % (sample.text.length + 1);
          const damaged = sample.text.slice(0, at) + inserted + sample.text.slice(at + removed);
          const { root, problem } = parseXml(damaged);
          if (root === undefined) {
            expect(problem.offset).toBeGreaterThanOrEqual(0);
            expect(problem.offset).toBeLessThanOrEqual(damaged.length);
          } else {
            expect(XMLValidator.validate(damaged)).toBe(true);
            expect(damaged.startsWith(`<${root.name}`, root.start)).toBe(true);
          }
          parseXmlSections(damaged, ["Workflows"]);
        },
      ),
      { numRuns: 400 },
    );
  });
});

function escapeCharacter(char: string, how: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (how === "decimal") return `&#${code};`;
  if (how === "hexadecimal") return `&#x${code.toString(16)};`;
  const named = { "<": "&lt;", "&": "&amp;", ">": "&gt;", '"': "&quot;", "'": "&apos;" }[char];
  return named !== undefined && (how === "named" || char === "<" || char === "&" || char === ">") ? named : char;
}
