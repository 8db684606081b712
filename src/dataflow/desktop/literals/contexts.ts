import type { DesktopRow } from "../../../desktop-flow/model.ts";
import type { ActionCall, Argument } from "../../../desktop-flow/robin/ast.ts";
import { argumentNamed, constantText, isSameName, nameIn } from "../../../desktop-flow/robin/walk.ts";
import { inputMatches } from "../../../knowledge/connectors.ts";
import type { DesktopActionFacts } from "../../../knowledge/desktop-actions.ts";
import { anywhere, type LiteralContext } from "../../../secrets/credential.ts";
import { isKeyAsUser, keyAsUser } from "../../../secrets/key-as-user.ts";
import { credentialName } from "../../../secrets/names/credential-name.ts";
import { fieldNameIn } from "../../../secrets/scripts/script-values.ts";
import { lastPart } from "../../../slash-path.ts";
import { passwordFields } from "../roles/card-fields.ts";
import { isConnectionString } from "../roles/credential-fields.ts";
import { asksForSecret, type DesktopRoles } from "../roles/roles.ts";
import { copiesText } from "../typing/keys-and-clipboard.ts";
import { answersPrompt, fieldWithFocus } from "./focus.ts";
import { kindOfReplacement } from "./replaced-part.ts";

/** What the search for credentials in scripts needs to know. */
export interface DesktopLiteralOptions {
  readonly sensitiveNames: readonly string[];
  readonly roles: DesktopRoles;
}

/** What the argument of an action says about a text in it. */
export function argumentContext(
  row: DesktopRow,
  call: ActionCall,
  argument: Argument,
  { roles, sensitiveNames }: DesktopLiteralOptions,
): LiteralContext {
  const { name, dynamic } = argument;
  const facts = roles.actionFacts(call);
  if (facts?.credential.some((one) => isSameName(one, name)) === true) {
    // A connection string holds a password, and need not.
    return isConnectionString(name) ? anywhere : { position: "credential", name };
  }
  if (dynamic) {
    if (passwordFields(call).filledBy.has(name.toLowerCase())) return { position: "credential", name: "Password" };
    const own = lastPart(name);
    const known =
      facts?.calls === "connector" && (roles.connectorFacts(call)?.credentialInputs.some((one) => inputMatches(one, name)) ?? false);
    return known ? { position: "credential", name: own } : { position: "named", name: own };
  }
  if (isKeyForUser(call, name)) return keyAsUser;
  // The default value of a dialog that asks for a password.
  if (isSameName(name, "DefaultValue") && facts !== undefined && asksForSecret(facts, call))
    return { position: "credential", name: "Password" };
  const part = Object.entries(facts?.http ?? {}).find(([key]) => isSameName(key, name))?.[1];
  if (part === "url") return { position: "url", name };
  const replacement = kindOfReplacement(row.desktopFlow, call, name, facts, sensitiveNames);
  if (replacement !== undefined) return { position: "named", name: replacement };
  const names = facts === undefined ? [] : namesFor(call, name, facts);
  const called = names.find((one) => credentialName(one, sensitiveNames)?.strength === "strong") ?? names[0];
  if (called !== undefined) {
    // What is typed into a field for passwords is one, whatever it looks like.
    const isTyped = Object.entries(facts?.sink ?? {}).some(([input, kind]) => kind === "typing" && isSameName(input, name));
    const says = isTyped ? credentialName(called, sensitiveNames) : undefined;
    return { position: says?.kind === "password" && says.strength === "strong" ? "credential" : "named", name: called };
  }
  const givenTo = copiesText(call) || answersPrompt(call) ? fieldWithFocus(row, call, roles) : undefined;
  if (givenTo !== undefined) return { position: "named", name: givenTo };
  return credentialName(name, sensitiveNames)?.strength === "strong" ? { position: "named", name } : anywhere;
}

/** Whether an argument is the user's name that a request signs in with, and that is a key. */
function isKeyForUser(call: ActionCall, name: string): boolean {
  if (!isSameName(name, "UserName")) return false;
  const [user, password] = [name, "Password"].map((one) => {
    const value = argumentNamed(call.arguments, one)?.value;
    return value === undefined ? undefined : constantText(value);
  });
  return user !== undefined && password !== undefined && isKeyAsUser(user, password);
}

/**
 * Names that arguments give to what another argument fills or an output returns: the field of a window, an environment variable, a column, a
 * placeholder in a text, the question of a dialog.
 */
export function namesFor(call: ActionCall, filledOrGiven: string, { namedBy }: DesktopActionFacts): readonly string[] {
  const naming = Object.entries(namedBy).find(([member]) => isSameName(member, filledOrGiven))?.[1] ?? [];
  return naming.flatMap((name): readonly string[] => {
    const value = argumentNamed(call.arguments, name)?.value;
    const key = value === undefined ? undefined : nameIn(value);
    // Of a text that is looked for, only what was put there to be replaced says what is put in its place.
    if (key === undefined || (/tofind/i.test(name) && !/^[^\w\s].*[^\w\s]$/.test(key.trim()))) return [];
    return [fieldNameIn(key)];
  });
}
