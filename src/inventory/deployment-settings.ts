import { distinctBy } from "../collections.ts";
import type { Solution } from "../solution/model.ts";

/**
 * The skeleton of a deployment settings file: all variables and connection references of the solutions, to be filled in for one
 * environment. Byte for byte in the form in which `pac solution create-settings` writes it on Linux and macOS: two spaces, LF, no line end
 * after the last brace; variables first, both in the order of the solution.
 * Source: https://learn.microsoft.com/power-platform/alm/conn-ref-env-variables-build-tools, and files of that tool in public repositories.
 */
export function settingsSkeleton(solutions: readonly Solution[]): string {
  // Solutions of one run may share references and variables.
  const variables = distinctBy(
    solutions.flatMap(({ environmentVariables }) => environmentVariables.filter(({ schemaName }) => schemaName !== "")),
    ({ schemaName }) => schemaName.toLowerCase(),
  );
  const references = distinctBy(
    solutions.flatMap(({ connectionReferences }) => connectionReferences.filter(({ logicalName }) => logicalName !== "")),
    ({ logicalName }) => logicalName.toLowerCase(),
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
