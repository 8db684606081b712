/** Marks that take no column of their own. */
export const zeroWidth = /\p{Mn}|\p{Me}|\u200c|\u200d/u;

/** Ranges that terminals draw two columns wide: East Asian scripts and emoji (Unicode TR 11, the wide and full-width blocks). */
export const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/u;

const printableAscii = /^[ -~]*$/;

/** Columns that a text takes in a terminal. It must hold no control characters and no escapes. */
export function textWidth(text: string): number {
  if (printableAscii.test(text)) return text.length;
  let width = 0;
  for (const char of text) width += zeroWidth.test(char) ? 0 : wide.test(char) ? 2 : 1;
  return width;
}

/** Holds two words together when a text is wrapped; replace it by a blank afterwards. */
export const noBreakSpace = "\u00a0";

/** Breaks a text at spaces into lines of at most `width` columns; a longer word stays whole on its own line. */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  let used = 0;
  for (const word of text.split(/ +/)) {
    const wordWidth = textWidth(word);
    if (used > 0 && used + 1 + wordWidth > width) {
      lines.push(line);
      line = word;
      used = wordWidth;
    } else {
      line = used > 0 ? `${line} ${word}` : word;
      used += wordWidth + (used > 0 ? 1 : 0);
    }
  }
  if (line !== "" || lines.length === 0) lines.push(line);
  return lines;
}

/** Shortens a text to at most `width` columns, the last of them an ellipsis. */
export function clipText(text: string, width: number, ellipsis: string): string {
  if (textWidth(text) <= width) return text;
  const room = Math.max(0, width - textWidth(ellipsis));
  let clipped = "";
  let used = 0;
  for (const char of text) {
    used += textWidth(char);
    if (used > room) break;
    clipped += char;
  }
  return clipped.trimEnd() + ellipsis;
}

/** Shortens a path to at most `width` columns, where possible, by leaving out its first folders: the end names the file. */
export function clipPath(path: string, width: number, ellipsis: string): string {
  let clipped = path;
  while (textWidth(clipped) > width && clipped.includes("/")) {
    const rest = clipped.slice(clipped.startsWith(`${ellipsis}/`) ? ellipsis.length + 1 : 0);
    const slash = rest.indexOf("/");
    if (slash < 0) break;
    clipped = `${ellipsis}/${rest.slice(slash + 1)}`;
  }
  return clipText(clipped, width, ellipsis);
}

/** Fills a text with spaces on the right. */
export function padText(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - textWidth(text)));
}
