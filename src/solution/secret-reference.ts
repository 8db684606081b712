/** What a Key Vault secret reference names. */
export interface SecretReference {
  readonly vault: string;
  readonly secret: string;
}

const reference = /\/vaults\/([^/\s]+)\/secrets\/([^/\s?#]+)/i;
const address = /^https:\/\/([a-z0-9-]+)\.(?:vault|managedhsm)\.[a-z.]+\/secrets\/([^/\s?#]+)/i;

/**
 * Reads the value of a secret environment variable:
 * `/subscriptions/<id>/resourceGroups/<group>/providers/Microsoft.KeyVault/vaults/<vault>/secrets/<secret>`. Lenient: only the part from
 * the vault on counts, in any case; an address of the secret is understood as well.
 * Source: https://github.com/MicrosoftDocs/powerapps-docs/issues/3887
 */
export function readSecretReference(text: string): SecretReference | undefined {
  const match = reference.exec(text) ?? address.exec(text.trim());
  const [, vault, secret] = match ?? [];
  return vault === undefined || secret === undefined ? undefined : { vault, secret };
}

/** The domains that vaults are in, in all clouds. A token for a vault is one for `https://` and its domain. */
export const vaultDomain =
  /(?:vault\.azure\.net|vault\.azure\.cn|vault\.usgovcloudapi\.net|vault\.microsoftazure\.de|managedhsm\.azure\.net|managedhsm\.azure\.cn|managedhsm\.usgovcloudapi\.net)/i;

/** Host names of vaults in all clouds, with the vault's name as the first group. */
export const vaultHost = new RegExp(`([a-z0-9][a-z0-9-]{1,22}[a-z0-9])\\.${vaultDomain.source}`, "i");

/** The resource path of a vault, with the vault's name as the first group. */
export const vaultResource = /\/providers\/Microsoft\.KeyVault\/vaults\/([^/\s'"?]+)/i;

/** Whether a value can be the bare name of a vault: 3 to 24 letters, digits and hyphens. */
export function isVaultName(text: string): boolean {
  return /^[a-z][a-z0-9-]{1,22}[a-z0-9]$/i.test(text);
}

/** The vault that a value names in a reference, an address or a resource path. */
export function vaultIn(text: string): string | undefined {
  return vaultHost.exec(text)?.[1] ?? vaultResource.exec(text)?.[1];
}
