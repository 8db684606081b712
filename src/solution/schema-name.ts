/** The publisher's prefix is no part of the name: `new_ApiKey` is `ApiKey`. */
export function withoutPrefix(schemaName: string): string {
  return schemaName.replace(/^[A-Za-z][A-Za-z0-9]{1,7}_+/, "");
}
