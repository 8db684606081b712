import { parameterLabel } from "../../secrets/flows/literal-context.ts";
import { credentialName, keyOfUnknownService } from "../../secrets/names/credential-name.ts";
import type { ValueOrigin } from "../following/origins.ts";
import { type CredentialSite, nameOfPart } from "./credential-sites.ts";

/** Whether a value stands in a query behind a name that is used for other things as well: `key=@{…}`, `token=@{…}`. */
export function isAtCommonName(found: CredentialSite, { trace }: ValueOrigin): boolean {
  if (found.strength === "common") return true;
  const last = trace.at(-1);
  if (found.strength !== "text" || last?.site === undefined) return false;
  return nameOfPart(found, { span: last.site.span, write: last.write })?.isCommon === true;
}

/**
 * Whether a value that is kept outside of a flow's steps is called like a credential: an environment variable `MapsKey`, a setting `SMS_TOKEN`. What
 * steps return is judged by its own name elsewhere.
 */
export function isNamedLikeCredential(origin: ValueOrigin, sensitiveNames: readonly string[]): boolean {
  const name = givenName(origin);
  return name !== undefined && (credentialName(name, sensitiveNames) ?? keyOfUnknownService(name)) !== undefined;
}

function givenName(origin: ValueOrigin): string | undefined {
  if (origin.kind === "environment-variable") return origin.schemaName;
  if (origin.kind === "setting") return origin.node.name;
  return origin.kind === "parameter" ? parameterLabel(origin.parameter) : undefined;
}
