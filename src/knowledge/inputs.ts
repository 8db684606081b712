/** Parameters of a call by their flattened names, as exports write them (`item/Password`). */
export type Parameters = Readonly<Record<string, unknown>>;

/**
 * Whether a parameter is meant by a name of the tables: without letter case, `*` for any one step, and whatever is below the name
 * (`body` means `body/x` too). In older actions the body has no name of its own, so `body/Password` is also meant by `item/Password`.
 */
export function inputMatches(pattern: string, parameter: string): boolean {
  const wanted = pattern.toLowerCase().split("/");
  const given = parameter.toLowerCase().split("/");
  if (given.length < wanted.length) return false;
  return wanted.every((step, index) => step === "*" || step === given[index] || (index === 0 && wanted.length > 1 && given[0] === "body"));
}

/** Longer texts are content: no table names them. */
const longestNamed = 10_000;

/**
 * The text of a parameter that is a literal, also one wrapped like `@{encodeURIComponent('x')}`; `undefined` for anything that is computed.
 */
export function literalText(value: unknown): string | undefined {
  if (typeof value !== "string" || value.length > longestNamed) return undefined;
  const text = value.trim();
  if (text.startsWith("@@")) return text.slice(1);
  if (!text.includes("@{") && !text.startsWith("@")) return text;
  const wrapped = /^@\{?\s*(?:(?:encodeURIComponent|uriComponent|string)\s*\(\s*)*'((?:[^']|'')*)'[\s)]*\}?$/i.exec(text);
  return wrapped?.[1]?.replaceAll("''", "'");
}

/** Where a quoted text of an expression names something of the flow and is not a text of its own: `variables('x')`, `?['x']`. */
const references =
  /\b(?:variables|parameters|outputs|body|actions|items|result|triggerOutputs|triggerBody)\s*\(\s*'(?:[^']|'')*'\s*\)|\[\s*'(?:[^']|'')*'\s*\]/gi;

/**
 * The literal parts of the beginning of a text with expressions: what is left of it, or the quoted texts of a whole expression without names of
 * variables and the like.
 */
export function literalParts(value: unknown): string {
  if (typeof value !== "string") return "";
  const text = value.slice(0, longestNamed).trim();
  if (text.startsWith("@") && !text.startsWith("@{") && !text.startsWith("@@")) {
    return [...text.replace(references, " ").matchAll(/'((?:[^']|'')*)'/g)].map((match) => match[1]).join(" ");
  }
  // An expression that does not end takes the rest: looking for the end of each again would take quadratic time.
  return text.replace(/@\{[^}]*(?:\}|$)/g, " ");
}

const credentialNames =
  /(?:pass(?:word|wd|phrase|code)|pwd|(?:client|app|application|consumer|shared|webhook)[ _-]?secret|secret(?:[ _-]?(?:value|key))?|api[ _-]?key|(?:access|account|storage|subscription|function|host|primary|secondary|private|encryption|signing)[ _-]?key|(?:access|auth|bearer|refresh|api|sas|security)[ _-]?token|sas[ _-]?(?:key|url|uri)|connection[ _-]?string|credential)s?(?![ _-]?(?:names?|ids?|identifiers?|uris?|urls?|locations?|expir|version|count|length|type|polic|enabled|required|reset|hint|owner|vault)|[a-z])/i;

/**
 * Whether a text names a credential: `new_ApiPassword`, `schemaname eq 'x_ClientSecret'`; not `SecretName`, `Secretary`, `PasswordExpiry`.
 */
export function namesCredential(text: string): boolean {
  return credentialNames.test(text.slice(0, longestNamed));
}
