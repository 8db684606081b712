/** A name with blanks where its humps begin: `Get Secret` for `GetSecret`, `Run DOS Command` for `RunDOSCommand`. */
export function spacedHumps(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").replace(/([A-Z])([A-Z][a-z])/g, "$1 $2");
}
