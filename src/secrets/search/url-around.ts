/** How far back the beginning of a URL is looked for. */
const longestUrl = 4096;

/** The URL up to a place in it, without its scheme; undefined when the place is in no URL. */
export function urlBefore(text: string, at: number): string | undefined {
  const before = text.slice(Math.max(0, at - longestUrl), at);
  const scheme = before.lastIndexOf("://");
  if (scheme < 0) return undefined;
  const rest = before.slice(scheme + 3);
  // `resource=https://…&password=…`: a URL has no `&` before its query, so that one begins the next field of a form.
  if (/^[^?&]*&/.test(rest) && /(?:^|[&\s"'])[\w.-]{1,60}=[a-z]{2,10}$/i.test(before.slice(Math.max(0, scheme - 80), scheme)))
    return undefined;
  // Behind `;name=` goes on a connection string that the URL is a part of.
  return /[\s"'<>`]|;[A-Z][A-Za-z ]{0,40}=/.test(rest) ? undefined : rest;
}

/** Whether a place in a text is in a URL. */
export function standsInUrl(text: string, at: number): boolean {
  return urlBefore(text, at) !== undefined;
}
