/** A tag or sign that makes a text bold, puts it into a cell or keeps it on its line. */
const mark = String.raw`(?:<\/?(?:b|strong|i|em|u|span|font|code|p|div|br|td|th|tr|dt|dd|li)(?:\s[^<>]{0,200})?\/?>|&nbsp;|\u00A0|\*\*)`;
const markup = new RegExp(String.raw`${mark}(?:\s{0,8}${mark}){0,7}\s{0,8}`, "iy");

/** Where a text goes on behind markup, and the markup; undefined where there is none. */
export function markupAt(text: string, at: number): { readonly end: number; readonly text: string } | undefined {
  markup.lastIndex = at;
  const [found] = markup.exec(text) ?? [];
  return found === undefined ? undefined : { end: at + found.length, text: found };
}
