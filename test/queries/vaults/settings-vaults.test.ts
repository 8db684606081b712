import { expect, it } from "vitest";
import { vaultsInSettings } from "../../../src/queries/vaults/settings-vaults.ts";
import type { DeploymentSettings } from "../../../src/solution/deployment-settings.ts";

const place = { source: { path: "s.json" } } as unknown as DeploymentSettings["variables"][number]["valuePlace"];
const settings = (schemaName: string, value: string): DeploymentSettings =>
  ({ variables: [{ schemaName, value, valuePlace: place }] }) as unknown as DeploymentSettings;
const reference =
  "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-orders/secrets/key";

it.each([
  ["the value of a variable that is called so", "new_VaultName", "kv-orders-dev", "kv-orders-dev"],
  ["with an underscore", "new_key_vault_name", "kv-orders-dev", "kv-orders-dev"],
  ["of a key vault", "new_OrdersKeyVault", "kv-orders-dev", "kv-orders-dev"],
  ["of one that flows use so", "new_Store", "kv-orders-dev", "kv-orders-dev"],
  ["of any other", "new_Other", "kv-orders-dev", undefined],
  ["of one whose name goes on", "new_VaultNameNote", "kv-orders-dev", undefined],
  ["a text that is no name", "new_VaultName", "see the wiki", undefined],
  ["a secret reference", "new_Other", reference, "kv-orders"],
  ["an address", "new_Other", "https://kv-orders.vault.azure.net/", "kv-orders"],
  ["nothing yet", "new_VaultName", "", undefined],
  ["a token that a pipeline replaces", "new_VaultName", "#{VaultName}#", undefined],
])("%s", (_, schemaName, value, expected) => {
  const found = vaultsInSettings(settings(schemaName, value), new Set(["new_store"]));
  expect(found.map(({ vault }) => vault)).toEqual(expected === undefined ? [] : [expected]);
});
