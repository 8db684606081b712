import { credentialName } from "../../secrets/names/credential-name.ts";
import { endsBeforeCredentialInPath } from "../../secrets/names/credential-paths.ts";
import { queryName } from "../../secrets/names/known-names.ts";
import type { ReadLeaf } from "../strings/evaluate.ts";
import type { TemplateSite } from "../strings/template-site.ts";

/** What decides whether a text gives a value the name of a credential. */
export interface NamingRules {
  /** Further words that name a credential. */
  readonly sensitiveNames: readonly string[];
  /** The text is an address that is called, also where it does not begin with a host. */
  readonly isAddress: boolean;
}

/** What a text says about the value that a reference puts into it. */
export interface NameInText {
  /** Absent for a signed assertion, which takes the place of a client secret in a form. */
  readonly name: string | undefined;
  /** Queries have such a name for other things as well: `key`, `token`. */
  readonly isCommon?: boolean;
}

const names = "(?<name>client_?secret|client_assertion|password|passwd|pwd|secret|api_?key|refresh_token)";
const quote = "\\\\{0,4}[\"']?";
const behindName = new RegExp(`(?:^|[&?;,{(\\s])${quote}${names}${quote}\\s*[:=]\\s*${quote}$`, "i");
const behindAssertion = /(?:^|&)assertion=$/i;
const inElement = new RegExp(`<(?:[\\w.-]{1,40}:)?${names}(?:\\s[^<>]{0,200})?>\\s{0,40}(?:<!\\[CDATA\\[)?$`, "i");
/** The field of a form in several parts, written out: its value is behind an empty line. */
const inPart = new RegExp(`name=\\\\{0,4}"${names}\\\\{0,4}"(?:\\r?\\n){2}$`, "i");
/** All of the query of an address in Azure Storage, which only a shared access signature is. */
const signedStorage = /https:\/\/[\w.-]{1,100}\.(?:blob|queue|table|file|dfs)\.core\.windows\.net\/[^?]{0,200}\?$/i;
const behindQuery = /[?&](?<name>[\w.%~-]{1,60})=$/;

/**
 * The name of a credential that a text gives what a reference reads: `password` for `{"password": "@{…}"}`, `client_secret` for
 * `client_secret=@{…}`, `apikey` in the query of a URL, `token` in the path of some. None if the text says nothing, or names something else.
 */
export function nameInText(site: Pick<TemplateSite, "text">, { span }: Pick<ReadLeaf, "span">, rules: NamingRules): NameInText | undefined {
  const before = textBefore(site, span.start);
  const name = (behindName.exec(before) ?? inElement.exec(before) ?? inPart.exec(before))?.groups?.name;
  if (name !== undefined) return { name };
  if (behindAssertion.test(before)) return { name: undefined };
  if (signedStorage.test(before)) return { name: "sas_token" };
  if (endsBeforeCredentialInPath(before)) return { name: "token" };
  const parameter = behindQuery.exec(before)?.groups?.name;
  return parameter === undefined ? undefined : nameInQuery(parameter, site.text, rules);
}

/** What a parameter of a URL is called, if it is for a credential: `code` is one only where Azure Functions and their like answer. */
function nameInQuery(parameter: string, text: string, { sensitiveNames, isAddress }: NamingRules): NameInText | undefined {
  const url = /https?:\/\/(?<host>[\w.-]{0,253})/i.exec(text);
  if (url === null && !isAddress) return undefined;
  const known = queryName(parameter, url?.groups?.host) ?? credentialName(parameter, sensitiveNames);
  return known === undefined || known === "none" ? undefined : { name: parameter, isCommon: known.strength === "weak" };
}

/** Between the quote that ends a text and what `concat` puts behind it. */
const toNextPiece = /'\s*,\s*(?:(?:encodeUriComponent|uriComponent|string|trim|coalesce)\(\s*)*$/i;

/** How much of the text before a reference is read: the longest start tag that SOAP's security header has for a password. */
const reach = 240;

/** The end of the text that is before an offset: before its `@{`, or in the piece before it in a `concat`. */
export function textBefore({ text }: Pick<TemplateSite, "text">, offset: number): string {
  const before = text.slice(Math.max(0, offset - reach - 60), offset);
  const joint = toNextPiece.exec(before);
  if (joint !== null) return before.slice(0, joint.index);
  const opening = text.lastIndexOf("@{", offset);
  return text.slice(Math.max(0, opening - reach), Math.max(0, opening));
}
