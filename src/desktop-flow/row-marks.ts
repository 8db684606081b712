/** `> ` of a quotation, and the number of a row with what is behind it: `12 `, `12: `, `12. `, `12) `, `12| `. No statement begins with either. */
const rowMark = /^[ \t]*(?:>[> \t]*|\d{1,6}(?:[.:)|]|(?=\s|$)))/;

/**
 * A script without the marks that a mail, a chat or a listing puts before every row: blanks replace them, so that offsets stay those of the file.
 * A text of which only some rows begin so is left as it is: they are parts of a text that is written over several rows.
 */
export function withoutRowMarks(text: string): string {
  const rows = text.split("\n");
  const isMarked = rows.some((row) => row.trim() !== "") && rows.every((row) => row.trim() === "" || rowMark.test(row));
  return isMarked ? rows.map((row) => row.replace(rowMark, (mark) => " ".repeat(mark.length))).join("\n") : text;
}
