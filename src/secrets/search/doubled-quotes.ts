/**
 * Members of JSON in a text whose quotes are doubled, as they are in the texts of formulas, queries, Visual Basic and verbatim strings of C#:
 * `"{""apiKey"": ""…""}"`.
 */
const member = /""(?<name>[\w .$@-]{1,60})""(?<colon>\s{0,4}:\s{0,4})(?:""(?<value>[^"\r\n]{1,4000})"")?/g;

/** Writes the quotes of such members as other languages do, with a backslash. The text keeps its length, so that spans keep their meaning. */
export function withEscapedQuotes(text: string): string {
  if (!text.includes('""')) return text;
  return text.replace(member, (_, name: string, colon: string, value: string | undefined) => {
    const given = value === undefined ? "" : `\\"${value}\\"`;
    return `\\"${name}\\"${colon}${given}`;
  });
}
