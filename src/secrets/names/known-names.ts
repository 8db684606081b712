import type { CredentialName } from "./credential-name-kind.ts";
import { list, squeezed } from "./words.ts";

/**
 * Names of headers, query parameters and connection parameters under which interfaces take their keys, where the words of the name do not
 * say so by themselves.
 * Source: the security definitions and connection parameters of https://github.com/microsoft/PowerPlatformConnectors, and vendors' pages.
 */
const strongTokens = list(`
  x-rftoken, j_token, tokenasms, authorizationtoken, x-personalaccesstoken, x-postmark-server-token, x-figma-token, circle-token,
  x-vault-token, x-consul-token, x-redmine-api-key, authorizationid, proxy-authorization, x-ms-authorization, sessionid token,
  x-seq-apikey, adv-security-token, expensya-token, wstoken
`);
const strongKeys = list(`
  x-rapidapi-key, rapidapi key, x-functions-key, x-mightora-key, x-otto-bot-key, x-annature-key, x-blobr-key, x-api-key, xapikey, x-key,
  zkkey, ipqs-key, sparse-key, usergroupkey, provisioningkey, anttextlicensekey, license-authorization, xi-api-key, x-auth-key,
  x-auth-user-service-key, dd-api-key, dd-application-key, hapikey, aeg-sas-key, apim-key, subscription-key, ws_key
`);
const passwords = list(`
  userpass, userpw, dbpass, smtppass, ftppass, sqlpass, adminpass, loginpass, rootpass, db pass, smtp pass, ftp pass, sql pass, user pass,
  admin pass, pgpassword, mysql pwd, wsse password, sap pass, sap pw, db pw, sql pw, ftp pw, sftp pw, smtp pw, mail pw, imap pw, user pw,
  admin pw, root pw, login pw, portal pw, proxy pw, ldap pw, oracle pw, service pw, svc pw,
  bind pw, bind pass, vpn pw, wifi pw, zip pw, pdf pw, excel pw, cert pw, pfx pw, rdp pw, ssh pw, domain pw, erp pw, crm pw, rpa pw, mysql pw,
  passhash
`);
const clientSecrets = list(`
  token:clientsecret, clientcredentials
`);
/** Words of message queues as well, where orders are routed: the value has to look like a key. */
const weakKeys = list(`
  routing_key
`);
/**
 * What a subscription at Microsoft Graph sends with each notification, so that its receiver knows who sends it; other services keep the state of a
 * page there.
 */
const weakSecrets = list(`
  client_state
`);
/** Digits only are one: others are pushed into maps and walls. */
const pins = list(`
  pin, pin code, pincode, code pin, codigo pin, pin number, pin no, pin nr, pin nummer, pinnummer, pin value, my pin, numero pin, pin kod, kod pin
`);
/** What opens a door, a meeting or an account: the value has to look like a password. */
const accessCodes = list(`
  access code, zugangscode, code d acces, codigo de acceso, codigo acceso, codigo de acesso, codice di accesso, toegangscode
`);
/** Too common, or no secret, though the words sound like one or a connector takes its key there. */
const harmless = list(`
  x-ms-apim-tokens, x-apptigent-id, x-tr-api-app-id, accountid, appid, app_id, api_id, client_id, connection_id, uid, username,
  endpoint-url, public_key, instrumentation key, site key, recaptcha site key, keyboard, secretary, secretariat, passport, password
  protected, bypass, compass, passenger, publickeytoken, key vault secret name, secret reader, token ring, pass rate, pass fail,
  top secret, keyvault, secret environment variable, environment variable secret
`);

let known: ReadonlyMap<string, CredentialName | "none"> | undefined;

/** What is known about a name as a whole. `none`: it is harmless, whatever its words say. */
export function knownName(name: string): CredentialName | "none" | undefined {
  known ??= new Map([
    ...entries(strongTokens, { kind: "token", strength: "strong" }),
    ...entries(strongKeys, { kind: "api-key", strength: "strong" }),
    ...entries(passwords, { kind: "password", strength: "strong" }),
    ...entries(pins, { kind: "password", strength: "weak" }),
    ...entries(accessCodes, { kind: "password", strength: "weak" }),
    ...entries(clientSecrets, { kind: "client-secret", strength: "strong" }),
    ...entries(weakKeys, { kind: "api-key", strength: "weak" }),
    ...entries(weakSecrets, { kind: "secret", strength: "weak" }),
    ...entries(harmless, "none"),
  ]);
  return known.get(squeezed(name));
}

function entries(names: readonly string[], found: CredentialName | "none"): readonly (readonly [string, CredentialName | "none"])[] {
  return names.map((name) => [squeezed(name), found] as const);
}

/** Query parameters of which the name alone is too common: `key`, `token`, `auth`, `appid`, `sig` … */
const weakQuery: Readonly<Record<string, CredentialName>> = {
  key: { kind: "api-key", strength: "weak" },
  appkey: { kind: "api-key", strength: "weak" },
  licensekey: { kind: "api-key", strength: "weak" },
  userkey: { kind: "api-key", strength: "weak" },
  appid: { kind: "token", strength: "weak" },
  token: { kind: "token", strength: "weak" },
  auth: { kind: "token", strength: "weak" },
  session: { kind: "token", strength: "weak" },
  sessionid: { kind: "token", strength: "weak" },
  hash: { kind: "token", strength: "weak" },
  pass: { kind: "password", strength: "weak" },
  sig: { kind: "token", strength: "weak" },
};

/** Hosts whose `code` parameter is a function key or the like; elsewhere it is a one-time code. */
const codeHosts =
  /\.azurewebsites\.(?:net|us|cn)$|\.azure-?api\.net$|\.logic\.azure\.(?:com|us|cn)$|\.azurestaticapps\.net$|\.powerplatform\.com$/i;

/**
 * What the name of a query parameter says, beyond {@link CredentialName}s in general.
 * @param host host name of the URL, when known: `code` holds a key only where Azure Functions and their like answer.
 */
export function queryName(name: string, host: string | undefined): CredentialName | "none" | undefined {
  const squeezedName = squeezed(name);
  if (squeezedName === "code") return host !== undefined && codeHosts.test(host) ? { kind: "api-key", strength: "strong" } : "none";
  return Object.hasOwn(weakQuery, squeezedName) ? weakQuery[squeezedName] : undefined;
}

/** Keys that sort, find or tell apart. */
const otherKeys =
  /idempoten|partition|rout(?:e|ing)|cache|correlation|dedup|message|row|sort|public|websocket|trace|object|primary|foreign|lock|tenant|site|index|session|trigger|order|event|batch|request|surrogate|issue/i;

/**
 * What the name of a header says beyond {@link CredentialName}s in general: services take their keys under names of their own (`Key`,
 * `X-Contoso-Key`), and a `Token` that is written down is one.
 */
export function headerName(name: string): CredentialName | undefined {
  // Elsewhere it may be a token of another kind: of a page, of a device.
  if (/^(?:x-)?token$|^(?:x-(?:\w{1,40}-)?)?auth$/i.test(name)) return { kind: "token", strength: "strong" };
  // Others are ids for statistics, which are GUIDs more often than not.
  if (/^cookie$|session(?:[-_]?id)?$/i.test(name)) return { kind: "token", strength: "weak" };
  if (/(?:^|[-_])access[-_]?code$/i.test(name)) return { kind: "token", strength: "weak" };
  return /(?:^|[-_])key$/i.test(name) && !otherKeys.test(name) ? { kind: "api-key", strength: "weak" } : undefined;
}
