import { namedGroup } from "../../matching/named-group.ts";
import { withoutPrefix } from "../../solution/schema-name.ts";
import { shifted } from "../../source/place.ts";
import type { NamedSpan } from "./named-span.ts";

const field = /<field\s+name="(?<column>[^"]{1,200})"\s+value="(?<value>[^"]{1,8000})"/dg;
/** A column for the value of a setting, whose name is in the column beside it: `new_value` and `new_name`. */
const valueColumn = /^(?<prefix>.*?)value$/i;
const namingColumns = ["name", "key", "title"];

/**
 * The values of exported rows: `<record><field name="new_name" value="API key" /><field name="new_value" value="…" /></record>`. A value is named by
 * its column, or by what its row says that it is.
 */
export function rowValues(file: string): readonly NamedSpan[] {
  const starts = [...file.matchAll(/<record[\s>]/g)].map(({ index }) => index);
  return starts.flatMap((start, at) => valuesOfRow(file.slice(start, starts[at + 1]), start));
}

function valuesOfRow(row: string, offset: number): readonly NamedSpan[] {
  const fields = [...row.matchAll(field)].flatMap((match) => {
    const value = namedGroup(match, "value");
    return value === undefined ? [] : [{ column: (match.groups?.column ?? "").toLowerCase(), value }];
  });
  const byColumn = new Map(fields.map(({ column, value }) => [column, value.text]));
  return fields.map(({ column, value }) => {
    const prefix = valueColumn.exec(column)?.groups?.prefix;
    const naming = prefix === undefined ? undefined : namingColumns.find((name) => byColumn.has(prefix + name));
    const name = (naming === undefined ? undefined : byColumn.get(`${prefix}${naming}`)) ?? withoutPrefix(column);
    return { name, ...shifted(value, offset) };
  });
}
