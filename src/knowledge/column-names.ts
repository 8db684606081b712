/**
 * A text in which names of columns are as their lists show them and makers wrote them: SharePoint, and OData with it, writes what is no letter or
 * digit in its internal names by its code, `API_x0020_Key`. Codes of signs that are not shown stay.
 */
export function withColumnNames(text: string): string {
  return text.replace(/_x([0-9a-f]{4})_/gi, (code, digits: string) => {
    const character = String.fromCharCode(Number.parseInt(digits, 16));
    return /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u.test(character) ? character : code;
  });
}
