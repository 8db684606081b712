/** A name whose end, or whose beginning, says that the value is the hash of a credential: `apiKeyHash`, `clientSecretSha256`, `hashedToken`. */
const hashName = /(?:hash(?:ed)?|sha[-_]?(?:1|2|224|256|384|512)|md5|digest|checksum)$|^hashed/i;
/** Hexadecimal digits of the length that MD5 and the kinds of SHA have. */
const hexHash = /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$/i;

/**
 * Whether a value is the hash of the credential that its field is named after. Nobody gets back the key or the token that it was made of; but some
 * services take the hash of a password for the password.
 */
export function isHashOfCredential(value: string, name: string): boolean {
  return hexHash.test(value) && hashName.test(name);
}

/** Hashes of passwords with their salt, as bcrypt, Argon2, crypt and the like write them: none is accepted in place of its password. */
export const saltedHash =
  /^(?:\$(?:2[abxy]|argon2(?:id|i|d)|[156y]|scrypt|pbkdf2[\w-]{0,20})\$[\w.,=$/+-]{20,300}|(?:pbkdf2|scrypt|argon2|bcrypt)[\w-]{0,20}[$:][\w.,:=$/+-]{30,300}|\{(?:S?SHA\d{0,3}|SMD5|CRYPT)\}[\w.$/+=]{20,200})$/;
