import { once } from "../../collections.ts";
import { place, type ValueLead, type ValuePlace } from "./place.ts";

/** A way to write a name and its value beside each other: as two members, arguments, lines or attributes. */
interface Pair {
  /** What ends right before the name, and how many characters back it is looked for. */
  readonly before: RegExp;
  readonly back: number;
  /** What leads from behind the name, and behind the quote that closes it, to the value, and how many characters on it is looked for. */
  readonly behind: RegExp;
  readonly on: number;
  readonly lead: ValueLead;
}

/** Pairs of which the name is in quotes and a comma follows it. Programs and formulas leave the quotes of members out. */
export const pairsOfMembers: readonly Pair[] = [
  // request.setRequestHeader("x-api-key", "…"), Headers.Add("x-api-key", "…"), and VBScript's request.setRequestHeader "x-api-key", "…"
  // os.getenv("API_KEY", "…"), new KeyValuePair<string, string>("client_secret", "…"), define('DB_PASSWORD', '…'), AddWithValue("@password", "…")
  {
    before:
      /(?:header|append|add|set|setitem|put|getenv|environ\.get|getordefault|parameter|property|define|withvalue|tryaddwithoutvalidation|pair<[^<>()]{1,30}>)\(\s{0,4}\\{0,4}["']@?$|\.\w{0,20}header[ \t]{1,4}\\{0,4}"$/i,
    back: 60,
    behind: /^,/,
    on: 1,
    lead: "equals",
  },
  // add_argument("-p", "--password", default="…"), @click.option("--api-key", default="…")
  {
    before: /(?:add_argument|option)\(\s{0,4}\\{0,4}["'](?:-\w\\{0,4}["'],\s{0,4}\\{0,4}["'])?-{0,2}$/i,
    back: 60,
    behind: /^,[^()\r\n]{0,160}?\bdefault\s{0,2}=/,
    on: 200,
    lead: "equals",
  },
  // { "password", "…" } of a dictionary in C#, ["x-api-key", "…"] of a list of headers
  {
    before: /[{[]\s{0,4}\\{0,4}["']$/,
    back: 60,
    behind: /^,(?=\s{0,4}\\{0,4}(["'])[^"'\r\n]{1,256}\1\s{0,4}[}\]])/,
    on: 320,
    lead: "equals",
  },
  // {"type": "api_key", "key": "…"}: behind the kind of sign-in that the key is for
  {
    before: /(?:type|kind|scheme)\\{0,4}["']?\s{0,4}:\s{0,4}\\{0,4}["']$/i,
    back: 60,
    behind: /^,\s{0,40}\\{0,4}["']?key\\{0,4}["']?\s{0,4}:/i,
    on: 80,
    lead: "colon",
  },
  // {"name": "password", "type": "string", "required": true, "value": "…"}, and the field of a form, {"style": "Password", "value": "…"}:
  // up to three short members may be between
  {
    get before() {
      return settingName();
    },
    back: 60,
    behind:
      /^(?:,\s{0,40}\\{0,4}["']?\w{1,30}\\{0,4}["']?\s{0,4}:\s{0,4}(?:\\{0,4}["'][^"'\\,{}]{0,40}\\{0,4}["']|true|false|null|\d{1,10})\s{0,4}){0,3},\s{0,40}\\{0,4}["']?(?:[a-z]\w{1,7}_)?(?:value|val|defaultvalue|content)\\{0,4}["']?\s{0,4}:/i,
    on: 320,
    lead: "colon",
  },
];

/** Up to what a setting, or the field of a form, is called. */
const settingName = once(
  () =>
    /(?:name|key|id|field|header|parameter|variable|title|label|style)\\{0,4}["']?\s{0,4}:\s{0,4}\\{0,4}["'](?:[\p{L}\p{N}-]{1,20} ){0,3}$/iu,
);

/** Pairs of which the name ends its line. */
export const pairsOfLines: readonly Pair[] = [
  // `name: …/ClientSecret` and `value: …` in the line below, as in YAML; an agent's topic creates a variable by `variable: init:Topic.ApiKey`
  {
    before: /(?:name|key|variable)\s?:\s{0,4}["']?(?:[\w .-]{1,60}\/){0,8}(?:init:)?(?:\w{1,40}\.)?$/i,
    back: 160,
    behind: /^\r?\n[ \t]{0,40}(?:[a-z]{1,20}_)?value\s?:/i,
    on: 80,
    lead: "colon",
  },
];

/** Pairs of which the name is in quotes and ends its line. */
export const pairsOfQuotedLines: readonly Pair[] = [
  // A part of a multipart form: behind the name, further headers and a blank line
  {
    before: /\bname=\\{0,4}["']$/i,
    back: 12,
    behind: /^(?:\r?\n[A-Za-z-]{1,40}:[^\r\n]{0,80}){0,3}\r?\n\r?\n/,
    on: 300,
    lead: "query",
  },
  ...pairsOfLines,
];

const nameAttribute = /(?:key|name|id)\s{0,2}=\s{0,2}\\{0,4}["']$/i;

/** Pairs of which the name is an attribute of an element. */
export const pairsOfAttributes: readonly Pair[] = [
  // <add key="Password" value="…" />, <meta name="api-key" content="…">
  {
    before: nameAttribute,
    back: 20,
    behind: /^(?:[\w-]{1,30}\s{0,2}=\s{0,2}["'][^"'<>]{0,60}["']\s{1,10}){0,6}(?:value|default-?value|content)\s{0,2}=/i,
    on: 400,
    lead: "equals",
  },
  // <setting name="Password"><value>…</value></setting>, <setting name="Password">…</setting>: an element's text is read from the end of its tag on
  {
    before: nameAttribute,
    back: 20,
    behind: /^[^<>]{0,200}(?:>\s{0,60}<value(?=>)|(?=>\s{0,60}[^<\s]))/i,
    on: 270,
    lead: "element",
  },
];

/** Pairs of which the name is the text of an element. */
export const pairsOfElements: readonly Pair[] = [
  // <name>password</name><value><string>…</string></value> of XML-RPC, <key>password</key><string>…</string> of a property list
  {
    before: /<(?:[\w-]{1,20}:)?(?:name|key|field|parameter|property)(?:\s[^<>]{0,80})?>\s{0,8}$/i,
    back: 130,
    behind: /^<\/[\w:-]{1,40}>\s{0,60}<(?:[\w-]{1,20}:)?(?:value(?:>\s{0,60}<(?:[\w-]{1,20}:)?string)?|val|string)\b/i,
    on: 260,
    lead: "element",
  },
];

/** What leads to the value of a pair that is written the other way round, up to the name. */
const leadsToValueBefore = [
  // <meta content="…" name="api-key">, <input value="…" type="hidden" name="password">
  /\s(?:value|default-?value|content)\s{0,2}=\s{0,2}(?=\\{0,4}["'][^"'<>]{1,256}["'](?:\s{1,10}[\w-]{1,30}\s{0,2}=\s{0,2}\\{0,4}["'][^"'<>]{0,60}["']){0,4}\s{1,10}(?:key|name|id)\s{0,2}=\s{0,2}\\{0,4}["']$)/i,
  // {"value": "…", "name": "password"}
  /["'](?:value|val|defaultvalue|content)\\{0,4}["']\s{0,4}:\s{0,4}(?=\\{0,4}["'][^"'\r\n]{1,256}["']\s{0,4},\s{0,40}\\{0,4}["'](?:name|key|field|header|parameter|variable)\\{0,4}["']\s{0,4}:\s{0,4}\\{0,4}["']$)/i,
];
const namingMember = /(?:name|key|id|field|header|parameter|variable)\\{0,4}["']?\s{0,4}[:=]\s{0,4}\\{0,4}["']$/i;

/** Where the value begins that stands before its name, as the attribute or member in front of it. */
export function valueBeforeName(text: string, nameStart: number): ValuePlace | undefined {
  if (!namingMember.test(text.slice(Math.max(0, nameStart - 30), nameStart))) return undefined;
  const from = Math.max(0, nameStart - 500);
  const before = text.slice(from, nameStart);
  for (const leads of leadsToValueBefore) {
    const found = leads.exec(before);
    if (found !== null) return place(from + found.index + found[0].length, "equals");
  }
  return undefined;
}

/** Where the value begins that is paired with a name; undefined where it is none of such a pair. */
export function pairedValue(text: string, nameStart: number, at: number, pairs: readonly Pair[]): ValuePlace | undefined {
  for (const { before, back, behind, on, lead } of pairs) {
    if (!before.test(text.slice(Math.max(0, nameStart - back), nameStart))) continue;
    const [leading] = behind.exec(text.slice(at, at + on)) ?? [];
    if (leading !== undefined) return place(at + leading.length, lead);
  }
  return undefined;
}
