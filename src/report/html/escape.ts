import { xmlText } from "../sanitize.ts";

/** Markup that is safe to put into the page: made by {@link html} alone. */
export interface Markup {
  readonly markup: string;
}

/** What is in a template: markup as it is, anything else as text. Lists are joined, `undefined` and `false` are nothing. */
export type HtmlPart = Markup | string | number | false | undefined | readonly HtmlPart[];

/** A template in which every text is escaped, for element contents and attribute values in double quotes. */
export function html(strings: TemplateStringsArray, ...parts: readonly HtmlPart[]): Markup {
  let markup = strings[0] ?? "";
  for (const [index, part] of parts.entries()) markup += textOf(part) + (strings[index + 1] ?? "");
  return { markup };
}

/** Markup that another renderer made harmless. */
export function trusted(markup: string): Markup {
  return { markup };
}

/** A name that may be broken where its words meet: after a separator and before a capital. */
export function breakable(name: string): Markup {
  const parts = name.split(/(?<=[_\-./\\:,])(?=[^\s_\-./\\:,])|(?<=\p{Ll})(?=\p{Lu})/u);
  return html`${parts.map((part, index) => (index === 0 ? part : html`<wbr>${part}`))}`;
}

function textOf(part: HtmlPart): string {
  if (part === undefined || part === false) return "";
  if (typeof part === "string") return xmlText(part);
  if (typeof part === "number") return String(part);
  return "markup" in part ? part.markup : part.map(textOf).join("");
}

/** JSON for a script element, in plain ASCII: no text in it can end the element, begin a comment or a command of a pipeline, or hide. */
export function scriptJson(value: unknown): Markup {
  const json = JSON.stringify(value).replace(/[<>&#]|[^ -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return { markup: json };
}

/** A link that can only lead to a web page; other addresses are shown as text. */
export function link(address: string, text: string): Markup {
  if (!/^https?:\/\//i.test(address)) return html`${text}`;
  return html`<a href="${address}" rel="noopener noreferrer" target="_blank">${text}</a>`;
}
