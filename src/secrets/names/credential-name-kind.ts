/** What the name of a credential says that it is. */
export type CredentialNameKind = "password" | "client-secret" | "api-key" | "token" | "connection-string" | "key" | "secret";

/** What the name of a field, variable, header or parameter says about its value. */
export interface CredentialName {
  readonly kind: CredentialNameKind;
  /** `strong`: what is there is a credential; `weak`: it may be one, the value must say so too. */
  readonly strength: "strong" | "weak";
}
