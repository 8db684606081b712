/** Puts blanks between the words of a name in camel case: `Get Secret` for `GetSecret`, `Run DOS Command` for `RunDOSCommand`. */
export function splitCamelCase(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").replace(/([A-Z])([A-Z][a-z])/g, "$1 $2");
}
