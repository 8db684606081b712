import { fold, list } from "./words.ts";

/** Words that name a credential, and words that say that a name is about one without holding it. All folded by `fold` before use. */

/** A password, by itself or as the end of a longer word (`userpassword`, `Benutzerkennwort`). */
export const passwordWords = list(`
  password, passwords, passwd, passwrd, pword, passwort, passworte, kennwort, losungswort, netzwerkschlüssel, wlanschlüssel, passphrase, passcode,
  pwd, pswd, psw, pwrd, passw, motdepasse, mdp, contraseña, contrasenya, contrasinal, wachtwoord, paswoord, senha, palavrapasse, hasło, heslo,
  jelszó, jelszava, jelszavad, geslo, lozinka, zaporka, parolă, parola, şifre, sifre, şifreniz, parolanız, lösenord, salasana, salasanasi,
  adgangskode, kodeord, passord, lykilorð, slaptažodis, parool, salasõna, pasahitza, fjalëkalimi, sandi, пароль, пароля, лозинка, парола, құпиясөз,
  συνθηματικό, סיסמה, סיסמא, गुप्तशब्द
`);

/** Passwords and secrets in scripts that do not separate words: found anywhere in a name. */
export const passwordPieces = list(`
  パスワード, 暗証番号, 密码, 密碼, 口令, 授权码, 授權碼, 비밀번호, 암호, 패스워드, كلمةالمرور, كلمةالسر, كلمة المرور, كلمة السر, گذرواژه, رمزعبور, رمز عبور, पासवर्ड, সংকেতশব্দ,
  পাসওয়ার্ড, รหัสผ่าน, կոդաբառ, პაროლი
`);
/** Parts of words that mean a connection string. */
export const connectionStringPieces = list(`
  接続文字列, 连接字符串, 連接字串, 連線字串, 연결문자열, 연결 문자열
`);
/** Parts of words that mean a secret. */
export const secretPieces = list(`
  シークレット, 秘密鍵, 密钥, 密鑰, 金鑰, 비밀키, 클라이언트비밀, 클라이언트 비밀, 機密, السر, गुप्त
`);
/** Parts of words that mean a token. */
export const tokenPieces = list(`
  トークン, 令牌, 权杖, 權杖, 토큰
`);

/** Parts of words that mean the key of a service; by itself, `キー` is any key. */
export const keyPieces = list(`
  apiキー, アクセスキー, アプリキー, サブスクリプションキー, 共有キー, アカウントキー, ファンクションキー, ホストキー, 認証キー, 接続キー, 秘密キー, api키, api 키, 액세스키, 액세스 키, 인증키, 인증 키, 구독키, 구독 키
`);

/** Pieces of the same scripts that say that the name is about a credential only: length, date, hint, name, link. */
export const harmlessPieces = list(`
  名前, 名称, 名稱, の名, 期限, 过期, 過期, 長さ, 长度, 長度, 提示, ヒント, リンク, ン数, の数, 上限, 変更, 更新, 種別, 链接, 連結, 更改, 类型, 數量, 数量, 이름, 만료, 길이, 변경, 힌트, اسم, रीसेट
`);

/** Several words that name a password or a connection string. */
export const passwordPhrases = list(`
  mot de passe, mots de passe, pass word, pass phrase, pass code, palavra passe, palavra de passe, clave de acceso, wifi key, wi fi key, wlan key,
  wpa key, wifi schlüssel, wi fi schlüssel, wlan schlüssel, wpa schlüssel, wlan sleutel, clave wifi, clave del wifi, clé wifi, chave wifi,
  chiave wifi, mật khẩu, kata sandi, kata laluan, κωδικός πρόσβασης, код доступа
`);
/** Phrases that mean what one-time passwords are computed from. */
export const seedPhrases = list(`
  otp seed, totp seed, hotp seed, mfa seed, 2fa seed, otp key, totp key, hotp key, mfa key, 2fa key, two factor key, authenticator key,
  authenticator seed
`);
/** Phrases that mean a connection string. */
export const connectionStringPhrases = list(`
  connection string, connection str, conn string, conn str, cadena de conexión, cadena conexión, chaîne de connexion, chaîne connexion,
  string de conexão, string conexão, cadeia de conexão, stringa di connessione, stringa connessione, ciąg połączenia, parametry połączenia,
  připojovací řetězec, bağlantı dizesi, kapcsolati sztring
`);
/** Words that mean a connection string. */
export const connectionStringWords = list(`
  connectionstring, connstring, connectionstr, connstr, verbindungszeichenfolge, verbindungszeichenkette, verbindungsstring, verbindingsreeks,
  anslutningssträng
`);

/** A secret, by itself or as the end of a longer word. */
export const secretWords = list(`
  secret, geheimnis, clientgeheim, klantgeheim, secreto, segredo, segreto, sekret, секрет, тайна, tajemství, hemlighet, hemmelighed, hemmelighet,
  salaisuus, titok
`);
/** What precedes `secret` in the client secret of an application. */
export const clientWords = list(`
  client, app, application, consumer, oauth, aad, entra, azuread, spn, principal, registration, kunden, anwendungs, anwendung, cliente, aplicacion,
  aplicativo, aplicação, applicazione, applicatie
`);

/** A token counts when one of these precedes it … */
export const tokenKinds = list(`
  access, auth, authentication, authorization, bearer, api, refresh, session, user, bot, sas, security, oauth, jwt, personal, pat, private, service,
  secret, app, application, account, admin, deploy, deployment, github, gitlab, devops, ado, slack, telegram, discord, jira, atlassian, hubspot,
  salesforce, notion, graph, azure, management, webhook, integration, subscription, static, master, login, vault, ssh, web, apy, server, accesso,
  acesso, acceso, dacces, zugriffs, zugangs, toegangs, sicherheits, åtkomst, adgangs, tilgangs
`);
/** … and does not when one of these does: marks of position in a list, of concurrency, of forms. */
export const tokenNegatives = list(`
  skip, next, page, paging, pagination, continuation, continue, sync, delta, change, resume, cursor, marker, csrf, xsrf, forgery, antiforgery,
  verification, concurrency, cancellation, cancel, correlation, idempotency, design, replacement, max, min, count, nextpage, skiptoken, row,
  version, prompt, completion, input, output, dedup, deduplication, lease, lock, undo, placeholder, syntax, parse, parser, json, template, replace
`);
/** Words that mean a token. */
export const tokenWords = list(`
  token, jeton, токен, żeton, poletti
`);

/** A key counts when one of these precedes it (`api key`, `storage key`) … */
export const keyKinds = list(`
  api, apis, access, secret, private, subscription, account, master, function, functions, host, shared, encryption, decryption, signing, auth,
  authentication, authorization, client, storage, service, admin, consumer, developer, dev, webhook, integration, app, application, rest, security,
  hmac, aes, apim, ocp, cosmos, openai, ai, gpt, translator, speech, maps, google, aws, azure, sendgrid, stripe, twilio, mailgun, mailchimp,
  rapidapi, rapid, license, licence, bearer, token, vault, server, provisioning, hub, bus, batch, registry, workspace, ikey, deploy, deployment,
  hibp, x, pagerduty, opsgenie, datadog, airtable, zendesk, freshdesk, freshservice, hubspot, anthropic, claude, gemini, mistral, groq, cohere,
  perplexity, deepl, deepseek, llm, aoai, luis, qnamaker, cognitive, directline, eventgrid, bing, openweather, openweathermap, weatherapi, newsapi,
  algolia, mapbox, postmark, mandrill, vonage, nexmo, encodian, muhimbi, plumsail, cloudmersive, virustotal, shodan, abuseipdb, fn, sas,
  redis, nuget, iot, vision, salt, crypto, cloudflare, elastic, splunk, grafana, supabase, pinecone, huggingface, elevenlabs, assemblyai,
  tavily, serper, ipstack, ipinfo, fixer, alphavantage, finnhub, coinmarketcap, tmdb, unsplash, pexels, giphy, clicksend, messagebird, infobip,
  brevo, mailjet, sparkpost, geheimer, geheime, gizli, erişim, tajny, titkos, toegangs, tilgangs, adgangs, åtkomst
`);
/** … and does not when one of these does. Any other word leaves it open: a service that nobody here knows has keys, too. */
export const keyNegatives = list(`
  primary, foreign, public, partition, row, sort, cache, lookup, object, dictionary, idempotency, entity, alternate, composite, unique, natural,
  surrogate, issue, project, item, record, translation, localization, resource, message, event, candidate, routing, shard, range, hot, short,
  shortcut, index, join, map, property, answer, sorting, group, grouping, column, table, etag, step, legend, data, page, list, board, document, doc,
  image, media, photo, video, customer, order, invoice, team, space, contact, blob, tag, form, view, component, plan, bucket, task, ticket, card,
  content, product, config, configuration, setting, settings, environment, filter, scope, dedupe, deduplication, business, transaction, request,
  correlation, parent, child, related, value, site, publishable, feature, flag, tracking, measurement, string, text, label, title, status, category,
  type, kind, class, theme, style, color, colour, icon, menu, route, path, url, query, param, parameter, header, locale, language, country, state,
  region, date, day, month, week, year, time, person, member, employee, department, company, asset, location, position, sequence, number, id, guid,
  hash, checksum, name, first, last, next, previous, start, end, min, max, arrow, modifier, chart, series, cell, dimension, metric, measure,
  aggregate, conversation, thread, channel, post, comment, notification, template, workflow, flow, run, job, process, contract, quote, lead,
  opportunity, case, incident, activity, note, attachment, folder, file, section, tab, screen, control, widget, dashboard, report, lock, tenant,
  trigger, trace, socket, dedup, sheet, sheets, spreadsheet, worksheet, workbook
`);
/** Of these, what has rows in databases, too: an `AccountKey` that is read of one is more likely the account's number. */
export const keyedThings = list(`
  account, client, service, app, application, consumer, group, workspace, hub, bus, registry, server, device, function, functions, host, deployment,
  developer, dev, batch
`);
/** Words that mean a key. */
export const keyWords = list(`
  key, schlüssel, schluessel, sleutel, nyckel, nøgle, nøkkel, klucz, klíč, kľúč, avain, anahtar, ключ, kulcs
`);
/** Whole words that are keys. */
export const keyCompounds = list(`
  apikey, apisecret, accesskey, secretkey, privatekey, subscriptionkey, accountkey, masterkey, sharedkey, sharedaccesskey, encryptionkey,
  decryptionkey, signingkey, authkey, securitykey, appkey, functionkey, functionskey, hostkey, storagekey, adminkey, licensekey, apischlüssel,
  apischluessel, zugriffsschlüssel, zugriffsschluessel, zugangsschlüssel, zugangsschluessel, geheimschlüssel,
  geheimschluessel, sicherheitsschlüssel, sicherheitsschluessel,
  abonnementschlüssel, abonnementschluessel, speicherschlüssel, apinyckel, apinøgle, apinøkkel, apisleutel, toegangssleutel, abonnementssleutel,
  accountsleutel, apiavain
`);
/** Keys of which the modifier comes behind: `clave de API`, `chave secreta`, `clé API`, `chiave API`. */
export const keyPhrases = list(`
  clave api, clave de api, clave secreta, clave privada, clave de acceso, clave de suscripción, clave de la cuenta, chave api, chave de api,
  chave da api, chave secreta, chave privada, chave de acesso, chave de assinatura, clé api, clé d api, clé dapi, clé de l api, clé secrète,
  clé privée, clé d accès, clé daccès, clé de compte, chiave api, chiave segreta, chiave privata, chiave di accesso, klucz api, ключ api,
  ключ доступа, секретный ключ, geheimer schlüssel, geheimer clientschlüssel, privater schlüssel, llave api, llave de api, llave de la api,
  llave secreta, llave privada, llave de acceso, clef api, clef d api, clef secrète, clef d accès, clef daccès, clé abonnement, clé d abonnement,
  clé dabonnement, chave assinatura, klucz dostępu, klucz tajny, klucz prywatny, klíč api, tajný klíč klienta, přístupový klíč, api anahtarı,
  api kulcs, hozzáférési kulcs, κλειδί api
`);

/** Words for a key that those phrases begin with; the others hold a word that means a credential by itself. */
export const keyNouns = list("clave, chave, clé, chiave, llave, clef, klucz, κλειδί");

/** A PIN counts when one of these precedes it: others are pushed into maps and walls. */
export const pinKinds = list(`
  card, smartcard, chip, sim, user, login, logon, signin, signing, signature, token, certificate, cert, access, security, secret, bank, banking,
  account, device, client, admin, unlock, atm, debit, credit, door, alarm, voicemail, karten, benutzer, zugangs
`);

/** Words that may be a credential, and often are not. */
export const weakWords = list(`
  pass, pw, pat, clave, credential, credentials, cred, creds, auth, jwt, passkey, certificate, otp, totp, cookie, licensekey, instrumentationkey,
  zugangsdaten, anmeldedaten, credenciales, credenziali, identifiants, geheim, κωδικός
`);
/** What has a code, which `clave` means as well: `claveProducto`, `ClaveUnidad`, `clave del proveedor`. */
export const codedThings = list(`
  producto, productos, serv, artículo, artículos, unidad, moneda, país, entidad, municipio, localidad, estado, región, zona, sucursal, almacén,
  centro, área, departamento, cliente, proveedor, empleado, alumno, agente, emisor, receptor, elector, puesto, nómina, materia, curso, carrera,
  plantel, grupo, pedido, factura, orden, contrato, proyecto, obra, partida, presupuestal, presupuestaria, catastral, concepto, impuesto, régimen,
  sat, rastreo, seguimiento, referencia, confirmación, documento, expediente, trámite, registro, interbancaria, primaria, foránea, única, externa,
  interna, campo, tabla, catálogo, categoría, línea, marca, modelo, tipo, clase, ruta, idioma, búsqueda, ordenamiento
`);
/** Words that are a credential by themselves. */
export const strongWords = list(`
  authorization, bearer, pfx, pkcs12, sastoken, accesstoken, authtoken, apitoken, bearertoken, refreshtoken, sharedaccesssignature
`);

/** Every word that names a credential, alone or beside another one. */
export const credentialWords: readonly string[] = [
  ...passwordWords,
  ...secretWords,
  ...tokenWords,
  ...keyWords,
  ...keyCompounds,
  ...connectionStringWords,
  ...weakWords,
  ...strongWords,
];

/** What precedes `authorization` in the name of what a request is sent with; others authorize travels, payments and leaves. */
export const authorizationHolders = list(`
  x, proxy, http, https, header, headers, request, api, basic, bearer, oauth, ms, amz
`);

/** What has become of a credential. As a value it says that, too: `"password": "changed"`. */
export const stateWords = list(`
  expired, expires, expiring, validated, required, enabled, disabled, changed, rotated, protected, issued, requested, sent, visible, missing,
  exists, exist, found, valid, invalid, available, supported, cached, geändert, geaendert, gewechselt, zurückgesetzt, abgelaufen, gültig, modifié,
  changé, expiré, cambiado, cambiada, alterada, gewijzigd, verlopen, provided, blocked, failed, created, updated, modified, renewed, received,
  delivered, confirmed, unchanged, incorrect, wrong, unverändert, ungültig, ungueltig, falsch, gesperrt, bestätigt, erhalten, vorhanden, läuft,
  laeuft, modifiée, changée, expirée, invalide, incorrecte, set, gesetzt, hinterlegt, vergeben, définie, definida, impostato, impostata, caducado,
  caducada, expirado, expirada, incorrecta, modificado, modificada, cambiata, modificata, scaduto, scaduta, errata
`);
/** Behind a credential's word, besides {@link stateWords}: the name is about the credential (its name, age, address, rules) and does not hold it. */
export const tailNegatives = list(`
  and, or, alias, aliases, through, fingerprint, thumbprint, hashes, name, names, id, ids, identifier, guid, uri, uris, url, urls, link, links,
  endpoint, endpoints, host, hostname, address, server, type, types, kind, policy, policies, expiry, expiration, expire, exp, validity, validation,
  validator, count, counter, counts, length, len, size, min, max, limit, limits, budget, usage, used, total, totals, quota, hint, reset, resets,
  label, labels, column, columns, caption, placeholder, tooltip, version, versions, path, paths, file, files, filename, folder, directory, vault,
  vaults, store, stores, provider, providers, manager, change, changes, age, history, rotation, rotate, description, desc, title, message, messages,
  msg, error, errors, err, format, pattern, regex, rule, rules, strength, protection, index, position, status, state, date, time, datetime,
  timestamp, ttl, lifetime, seconds, minutes, hours, days, interval, scope, scopes, audience, issuer, permission, permissions, location, region,
  reference, references, ref, refs, mode, method, options, option, config, configuration, settings, setting, request, requests, requestor, response,
  generator, generation, mail, email, prompt, question, list, table, tables, entity, entities, schema, visibility, matches, mismatch, last, owner,
  operation, operations, action, actions, resource, rg, subscription, tenant, environment, scheme, algorithm, field, fields, notification,
  notifications, reminder, page, form, screen, dialog, button, icon, text box, checkbox, encoding, cache, replication, score, check, checker, less,
  words, word, santa, agent, service name, holder, exchange, handler, helper, audit, log, logs, delimiter, separator, window, row, cell, sheet,
  object, selector, selectors, xpath, css, locator, locators, element, textfield, typ, liste, lista, lijst, chiave, example, examples, beispiel,
  ejemplo, exemple, exemplo, esempio, voorbeeld, bezeichnung, ablauf, ablaufdatum, lange, hinweis, richtlinie, uzunluğu, süresi, adı, délka, délky,
  nom, chemin, pfad, dateipfad, percorso, ruta, caminho, longueur, nombre, longitud, nome, naam, lengte, verloopdatum,
  namn, navn, nazwa, änderung, caducidad, vencimiento, block, blocks, failure,
  failures, attempt, attempts, timeout, timeouts, methods, states, require, requires, requirement, requirements, complexity, quality, purpose,
  reason, classification, category, renewal, due, until, since, deadline, char, chars, character, characters, charset, alphabet, laenge,
  komplexitat, komplexitaet, starke, staerke, historie, regeln, vorgabe, vorgaben, richtlinien, complexité, politique, complejidad, política,
  complessità, lunghezza, scadenza, requisiti, complexidade, comprimento, validade, submit, btn, setzen, zurücksetzen, zuruecksetzen, ändern,
  aendern, erneuern, anzeigen, prüfen, pruefen, abfragen, wechseln, wechsel, rücksetzung, ruecksetzung, erforderlich, oublié, réinitialisé,
  restablecer, restablecida, olvidada
`);
/** Behind a credential's word, and no reason for doubt. */
export const tailNeutrals = list(`
  value, values, wert, valeur, valor, waarde, text, string, plain, plaintext, clear, cleartext, secure, new, old, current, dev, test, tst, prod,
  production, uat, qa, acc, stage, staging, sandbox, default, input, output, var, variable, param, parameter, header, prop, property, env, primary,
  secondary, hash, base, encoded, decoded, raw, confirm, confirmation, repeat, again, eu, us, x, v, key, secret, token, credential, credentials,
  password, hex, b
`);
/** Behind a credential's word begins what it is for. */
export const qualifiers = list(`
  for, of, to, from, in, at, on, fur, fuer, von, vom, zu, zum, zur, der, des, de, del, della, di, do, da, dos, das, du, la, le, pour, para, per,
  til, till, voor, van, dla, do, pro, для
`);

/** At the start of a name: a question, a switch or an act about the credential. */
export const headNegatives = list(`
  is, has, show, hide, reset, forgot, forgotten, lost, change, changed, changing, check, validate, validating, verify, require, requires, required,
  needs, enable, enabled, disable, disabled, allow, use, uses, using, no, without, min, max, minimum, maximum, expired, expires, invalid, wrong,
  missing, rotate, rotated, revoke, expire, delete, remove, number, list, prompt, ask, remember, save, skip, only, if, when, should, can, cannot,
  must, need, support, supports, block, blocks, disallow, prevent, enforce, regex, regexp, xpath, selector, lbl, btn, button, lnk, cambiar,
  restablecer, mostrar, changer, afficher, réinitialiser, nom, nombre, nome, nazwa, naam, navn, namn, název, liste, lista, longueur, longitud,
  comprimento, lunghezza, etiqueta, libellé, etichetta, lien, enlace, tipo
`);
/** Anywhere before a credential's word: what users have to do about it. */
export const requiringWords = list(`
  must, cannot, require, requires, enforce, enforces, forgot, forgotten
`);

/** Words that the names of fields, types, elements and settings are made of. Folded. */
const technicalWords: ReadonlySet<string> = new Set(
  list(`
  account, accounts, user, users, username, customer, person, contact, employee, name, names, display, first, last, field, fields, text, box,
  textbox, input, inputs, output, type, string, secure, value, values, variable, parameter, param, property, attribute, hash, hashed, encrypted,
  hint, label, labels, caption, form, screen, page, site, web, column, date, time, policy, mode, state, status, expired, expiry, required, optional,
  reset, change, changed, invalid, valid, error, message, none, null, empty, default, custom, basic, digest, bearer, anonymous, integrated, windows,
  plain, auth, authentication, authorization, provider, manager, service, client, server, app, api, config, configuration, setting, settings,
  option, dialog, button, control, element, selector, is, has, must, not, no, set, get, add, update, create, delete, send, read, write, self,
  forgot, verify, confirm, confirmation, protected, grant, flow, id, key, number, code, item, list, object, data, source, target, file, path, link,
  url, format, test, sample, dummy, enter, your, here, method, request, response, feld, wert, eingabe, seite, nummer, benutzer, champ, campo, valor,
  usuario, texto, kind, table, row, active, directory, single, sign, on, off, in
`),
);

let states: ReadonlySet<string> | undefined;

/** Whether a word, folded, says what has become of a credential. */
export function isStateWord(word: string): boolean {
  states ??= new Set(stateWords.map(fold));
  return states.has(word);
}

/** Whether a word, folded, is one of those that programs name things with. */
export function isTechnicalWord(word: string): boolean {
  return technicalWords.has(word);
}
