import type { LiteralContext } from "./credential.ts";
import { harmlessForm, looksGenerated } from "./harmless/not-secret.ts";

/** What stands for the password where the user's name is the key: nothing, or a word that services ask for. */
const noPassword =
  /^(?:|x{1,4}|[-._*]{1,20}|0|api_?token|api_?key|x-oauth-basic|unused|ignored?|none|null|blank|any|token|password|pass)$/i;

/**
 * Whether the user's name of a basic sign-in is a key: many services take theirs there, and no password or any. Names of users have a domain, or are
 * joined of words.
 * Source: https://docs.stripe.com/api/authentication, https://developers.freshdesk.com/api/#authentication
 */
export function isKeyAsUser(user: string, password: string): boolean {
  const name = user.trim();
  if (!noPassword.test(password.trim()) || /[\\@\s]/.test(name) || !/[A-Za-z0-9]{16}/.test(name) || !/\d/.test(name)) return false;
  return looksGenerated(name, 20) && harmlessForm(name) === undefined;
}

/** What is said about such a name. */
export const keyAsUser: LiteralContext = { position: "named", name: "API key" };
