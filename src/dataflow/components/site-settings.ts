import { parsedJson, textAt } from "../../json.ts";
import { namedGroup } from "../../matching/named-group.ts";
import { parseYaml, type YamlNode, type YamlScalar } from "../../solution/yaml.ts";
import { type Span, shifted } from "../../source/place.ts";
import { decodeContent } from "../../source/xml-text.ts";

/** A setting of a Power Pages site. */
export interface SiteSetting {
  /** Its path: `Authentication/OpenIdConnect/AAD/ClientSecret`. */
  readonly name: string;
  readonly value: string;
  /** From offsets in the value to offsets in the file. */
  toFile(span: Span): Span;
}

/**
 * The settings in a file of a Power Pages site: in a solution `<content>{"value":"…"}</content> … <name>Authentication/…/ClientSecret</name>`, the
 * same as YAML with Git integration, and in a downloaded site a list of names and values.
 */
export function siteSettings(file: string): readonly SiteSetting[] {
  return [...xmlSetting(file), ...yamlComponent(file), ...listedSettings(file)];
}

function xmlSetting(file: string): readonly SiteSetting[] {
  const content = /<content>([^<]+)<\/content>/i.exec(file);
  const name = /<name>([^<]+)<\/name>/i.exec(file)?.[1];
  if (content?.[1] === undefined || name === undefined) return [];
  const start = content.index + "<content>".length;
  const { text, map } = decodeContent(file, { start, end: start + content[1].length }, []);
  const value = textAt(parsedJson(text), "value");
  const offset = value === undefined ? -1 : text.indexOf(value);
  if (value === undefined || offset < 0) return [];
  return [{ name, value, toFile: (span) => map.toRaw(shifted(span, offset)) }];
}

/** Where the value is written with escapes, the whole content stands for each part of it. */
function yamlComponent(file: string): readonly SiteSetting[] {
  if (!/^[ \t]{0,20}["']?content["']?:/m.test(file)) return [];
  const { root } = parseYaml(file);
  const outer = root?.kind === "mapping" ? (root.members.get("powerpagecomponent") ?? root) : undefined;
  const name = scalarAt(outer, "name");
  const content = scalarAt(outer, "content");
  const value = content === undefined ? undefined : textAt(parsedJson(content.text), "value");
  if (name === undefined || content === undefined || value === undefined) return [];
  const offset = file.indexOf(value, content.span.start);
  const isVerbatim = offset >= 0 && offset + value.length <= content.span.end;
  return [{ name: name.text, value, toFile: (span) => (isVerbatim ? shifted(span, offset) : content.span) }];
}

function scalarAt(node: YamlNode | undefined, key: string): YamlScalar | undefined {
  const member = node?.kind === "mapping" ? node.members.get(key) : undefined;
  return member?.kind === "scalar" ? member : undefined;
}

const listedName = /^[- \t]{0,20}(?:adx_|mspp_)?name:[ \t]*(?<name>[^\r\n]{1,200})/gim;
/** In quotes of either kind, or as it is, which may hold quotes but not begin with one. */
const listedValue =
  /^[- \t]{0,20}(?:adx_|mspp_)?value:[ \t]*(?:"(?<double>[^\r\n"]{1,4000})|'(?<single>[^\r\n']{1,4000})|(?<plain>[^\s"'][^\r\n]{0,4000}))/dim;

function listedSettings(file: string): readonly SiteSetting[] {
  return itemsOf(file).flatMap(({ start, end }) => {
    const item = file.slice(start, end);
    const [name, otherName] = [...item.matchAll(listedName)].map(({ groups }) => groups?.name);
    const written = listedValue.exec(item);
    const value = namedGroup(written, "double") ?? namedGroup(written, "single") ?? namedGroup(written, "plain");
    if (name === undefined || otherName !== undefined || value === undefined) return [];
    return [{ name: name.trim(), value: value.text.trimEnd(), toFile: (span) => shifted(span, start + value.start) }];
  });
}

/** The items of the lists in a YAML file: one setting each, its members in any order. */
function itemsOf(file: string): readonly Span[] {
  const starts = [0, ...[...file.matchAll(/^[ \t]{0,20}- /gm)].map(({ index }) => index), file.length];
  return starts.slice(1).map((end, index) => ({ start: starts[index] ?? 0, end }));
}
