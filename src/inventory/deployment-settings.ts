import type { Solution } from "../solution/model.ts";

/**
 * The skeleton of a deployment settings file: all variables and connection references of the solutions, to be filled in for one
 * environment. Byte for byte in the form in which `pac solution create-settings` writes it on Linux and macOS: two spaces, LF, no line end
 * after the last brace; variables first, both in the order of the solution.
 * Source: https://learn.microsoft.com/power-platform/alm/conn-ref-env-variables-build-tools, and files of that tool in public repositories.
 */
export function settingsSkeleton(solutions: readonly Solution[]): string {
  const variables = distinct(
    solutions.flatMap(({ environmentVariables }) => environmentVariables),
    ({ schemaName }) => schemaName,
  );
  const references = distinct(
    solutions.flatMap(({ connectionReferences }) => connectionReferences),
    ({ logicalName }) => logicalName,
  );
  const settings = {
    EnvironmentVariables: variables.map(({ schemaName }) => ({ SchemaName: schemaName, Value: "" })),
    ConnectionReferences: references.map(({ logicalName, connectorId }) => ({
      LogicalName: logicalName,
      ConnectionId: "",
      ConnectorId: connectorId,
    })),
  };
  return JSON.stringify(settings, undefined, 2);
}

/** Solutions of one run may share references and variables. */
function distinct<T>(items: readonly T[], nameOf: (item: T) => string): readonly T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const name = nameOf(item).toLowerCase();
    if (name === "" || seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}
