import type { Random } from "../random.ts";
import type { Member } from "./bases.ts";

/**
 * A way to write the files of a solution differently that changes nothing of what they say, so that a report of both must say the same,
 * with the same fingerprints.
 */
export interface FileWriting {
  readonly name: string;
  /** Files get other names, and what was in one file is in several. */
  readonly movesFiles?: true;
  /** What is written so cannot be repaired everywhere. */
  readonly preventsRepairs?: true;
  write(members: readonly Member[], random: Random): readonly Member[];
}

/** All ways, each for itself. */
export const fileWritings: readonly FileWriting[] = [
  { name: "a byte order mark", write: (members) => eachText(members, (text) => `\uFEFF${text}`) },
  { name: "UTF-16", write: (members) => members.map(inUtf16) },
  { name: "JSON over many lines", write: (members) => eachJson(members, (value) => JSON.stringify(value, undefined, 2)) },
  {
    name: "JSON with tabs and CRLF",
    write: (members) => eachJson(members, (value) => JSON.stringify(value, undefined, "\t").replaceAll("\n", "\r\n")),
  },
  {
    name: "JSON with comments",
    write: (members) => eachJson(members, (value) => JSON.stringify(value, undefined, 2).replaceAll("\n", ' /* } */ // "a": {\n')),
  },
  { name: "JSON in one line", write: (members) => eachJson(members, (value) => JSON.stringify(value)) },
  { name: "JSON with escapes", write: (members, random) => eachJson(members, (value) => escaped(JSON.stringify(value), random)) },
  { name: "XML over many lines", write: (members) => eachXml(members, (text) => text.replaceAll("><", ">\r\n    <")) },
  { name: "XML with comments", write: (members) => eachXml(members, (text) => text.replaceAll("><", "><!-- a > comment --><")) },
  { name: "XML attributes in another order and other quotes", write: (members) => eachXml(members, otherAttributes) },
  { name: "XML with character references", write: (members, random) => eachXml(members, (text) => withReferences(text, random)) },
  { name: "XML with CDATA", preventsRepairs: true, write: (members) => eachXml(members, withCdata) },
  { name: "unpacked sources", movesFiles: true, write: unpacked },
  { name: "files in another order", write: (members) => members.toReversed() },
];

function eachText(members: readonly Member[], change: (text: string) => string): readonly Member[] {
  return members.map(({ name, content }) => ({ name, content: Buffer.from(change(content.toString("utf8")), "utf8") }));
}

function eachJson(members: readonly Member[], write: (value: unknown) => string): readonly Member[] {
  return members.map((member) =>
    member.name.endsWith(".json")
      ? { ...member, content: Buffer.from(write(JSON.parse(member.content.toString("utf8"))), "utf8") }
      : member,
  );
}

function eachXml(members: readonly Member[], change: (text: string) => string): readonly Member[] {
  return members.map((member) =>
    member.name.endsWith(".xml") ? { ...member, content: Buffer.from(change(member.content.toString("utf8")), "utf8") } : member,
  );
}

/** A declaration of UTF-8 would be untrue then. */
function inUtf16({ name, content }: Member): Member {
  return { name, content: Buffer.from(`\uFEFF${content.toString("utf8").replace(/^<\?xml[^>]*>/, "")}`, "utf16le") };
}

/** Some letters of all strings and member names as `\u0061`. */
function escaped(json: string, random: Random): string {
  return json.replace(/"(?:[^"\\]|\\.)*"/g, (text) =>
    text.replace(/\\(?:u[0-9a-f]{4}|.)|[a-zA-Z0-9]/g, (one) =>
      one.length === 1 && random.chance(0.1) ? `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}` : one,
    ),
  );
}

function otherAttributes(xml: string): string {
  return xml.replace(/<([\w:.-]+)((?:\s+[\w:.-]+="[^"]*")+)(\s*\/?)>/g, (_, name: string, attributes: string, end: string) => {
    const pairs = [...attributes.matchAll(/([\w:.-]+)="([^"]*)"/g)].reverse();
    return `<${name}${pairs.map(([, key, value = ""]) => `\n  ${key} = '${value.replaceAll("'", "&apos;")}'`).join("")}${end}>`;
  });
}

/** Some letters of texts and attribute values as `&#97;`. */
function withReferences(xml: string, random: Random): string {
  return xml.replace(/(?<=>)[^<>]+(?=<)|(?<=\s[\w:.-]+=)"[^"<]*"(?=[^<]*>)/g, (text) =>
    text.replace(/&[#\w]+;|[a-zA-Z]/g, (one) => (one.length === 1 && random.chance(0.1) ? `&#${one.charCodeAt(0)};` : one)),
  );
}

function withCdata(xml: string): string {
  return xml.replace(/(?<=>)[^<>]+(?=<)/g, (text) =>
    text.trim() === "" || text.includes("]]") ? text : `<![CDATA[${text.replace(/&(lt|gt|quot|apos|amp);/g, decodedEntity)}]]>`,
  );
}

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

function decodedEntity(whole: string, name: string): string {
  return entities[name] ?? whole;
}

/** As tools unpack an export: the manifest and the customizations in `Other`, and what they say of a workflow in a file beside it. */
function unpacked(members: readonly Member[]): readonly Member[] {
  return members.flatMap((member): readonly Member[] => {
    if (member.name === "solution.xml") return [{ ...member, name: "Other/Solution.xml" }];
    if (member.name !== "customizations.xml") return member.name === "[Content_Types].xml" ? [] : [member];
    const described: Member[] = [];
    const rest = member.content.toString("utf8").replace(/<Workflow .*?<\/Workflow>/gs, (workflow) => {
      const file = /<JsonFileName>\/?([^<]*)</.exec(workflow)?.[1] ?? "";
      described.push({ name: `${file}.data.xml`, content: Buffer.from(`<?xml version="1.0" encoding="utf-8"?>\n${workflow}\n`, "utf8") });
      return "";
    });
    return [{ name: "Other/Customizations.xml", content: Buffer.from(rest, "utf8") }, ...described];
  });
}
