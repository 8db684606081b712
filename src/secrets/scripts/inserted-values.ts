import { namedGroup } from "../../matching/named-group.ts";
import type { Span } from "../../source/place.ts";

/** A text that a statement puts into a column. */
export interface InsertedValue extends Span {
  /** The column's name. */
  readonly name: string;
}

const names = String.raw`[\w."'\x60[\]\s,\\$#-]{1,2000}?`;
const insertion = new RegExp(
  String.raw`\binsert\s{1,4}into\s{1,4}[\w."'\x60[\]\\$#-]{1,200}\s{0,4}\((?<columns>${names})\)\s{0,8}values\s{0,4}\(`,
  "gi",
);
/** A text in quotes, which are doubled in it or escaped by what the statement is written in, or anything else up to the next comma. */
const value =
  /\s{0,20}(?:N?\\{0,4}'(?<text>(?:[^'\\\r\n]|''){0,2000})\\{0,4}'\s{0,20}|(?<other>(?:[^,()'\r\n]|\([^()\r\n]{0,200}\)){1,400}))(?<end>[,)])/dy;

/** More columns than that are not told apart. */
const mostColumns = 100;

/** The texts that statements of SQL insert, by the columns that they go to: `INSERT INTO users (name, password) VALUES ('svc', '…')`. */
export function insertedValues(statement: string): readonly InsertedValue[] {
  const found: InsertedValue[] = [];
  for (const match of statement.matchAll(insertion)) {
    const columns = (match.groups?.columns ?? "").split(",").slice(0, mostColumns);
    value.lastIndex = match.index + match[0].length;
    for (const column of columns) {
      const given = value.exec(statement);
      if (given === null) break;
      const text = namedGroup(given, "text");
      const name = column.replace(/["'`[\]\\]/g, "").trim();
      if (text !== undefined) found.push({ name, start: text.start, end: text.end });
      if (given.groups?.end === ")") break;
    }
  }
  return found;
}
