import { type DeploymentSettings, isReplacedLater } from "../../solution/deployment-settings.ts";
import { isVaultName, vaultIn } from "../../solution/secret-reference.ts";
import type { Place } from "../../source/place.ts";

/** A vault that a settings file names, and the variable that names it. */
export interface SettingsVault {
  readonly variable: string;
  readonly vault: string;
  readonly place: Place;
}

/**
 * Vaults in the values of a settings file: in secret references and addresses, and as the bare value of a variable that flows use as a
 * vault's name, or that is called so.
 * @param vaultVariables lower-case schema names of the variables that flows use so
 */
export function vaultsInSettings(settings: DeploymentSettings, vaultVariables: ReadonlySet<string>): readonly SettingsVault[] {
  return settings.variables.flatMap(({ schemaName, value, valuePlace }) => {
    if (isReplacedLater(value)) return [];
    const isName = vaultVariables.has(schemaName.toLowerCase()) || /(?:key)?vault_?name$|keyvault$/i.test(schemaName);
    const vault = vaultIn(value) ?? (isName && isVaultName(value) ? value : undefined);
    return vault === undefined ? [] : [{ variable: schemaName, vault, place: valuePlace }];
  });
}
