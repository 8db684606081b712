import { connectorStrings } from "../../dataflow/components/component-credentials.ts";
import { documentsOf } from "../../dataflow/components/connector-documents.ts";
import type { Workspace } from "../../dataflow/workspace/workspace.ts";
import type { CustomConnector } from "../../solution/model.ts";
import { isVaultName, vaultHost } from "../../solution/secret-reference.ts";
import type { Place } from "../../source/place.ts";

/** A vault that a custom connector names in its definition. */
export interface ConnectorVault {
  readonly connector: CustomConnector;
  readonly vault: string;
  readonly place: Place;
}

/**
 * Vaults that custom connectors name: as the host of their definition, in a policy, as a default of a connection parameter.
 * A policy that takes the name from the connection (`https://@connectionParameters('keyVaultName').vault.azure.net`) names none.
 */
export function connectorVaults(workspace: Workspace): readonly ConnectorVault[] {
  return workspace.solutions.flatMap(({ customConnectors }) =>
    customConnectors.flatMap((connector) => {
      const strings = documentsOf(connector).flatMap(({ role, document, at }) =>
        connectorStrings(document).map((one) => ({ ...one, role, at })),
      );
      // A policy sends the requests elsewhere, so the host in the definition is not called.
      const redirected = strings.some(
        ({ value }) => /@connectionParameters\(|@environmentVariables\(/i.test(value) && /\.vault\./i.test(value),
      );
      return strings.flatMap(({ value, pointer, context, role, at }) => {
        const found = vaultAt(value, context.name ?? "");
        if (found === undefined || (redirected && role === "openapi")) return [];
        const { vault, start } = found;
        return [{ connector, vault, place: at(pointer, { start, end: start + vault.length }) }];
      });
    }),
  );
}

/** A vault's address anywhere in the text, or its bare name as the default of a parameter that is called after vaults. */
function vaultAt(value: string, name: string): { readonly vault: string; readonly start: number } | undefined {
  const match = vaultHost.exec(value);
  const vault = match?.[1];
  if (match !== null && vault !== undefined) return { vault, start: match.index + match[0].indexOf(vault) };
  return /key.?vault|vault.?name/i.test(name) && isVaultName(value) ? { vault: value, start: 0 } : undefined;
}
