import { list } from "../names/words.ts";

/**
 * Words that ask for a value to be written: with one of them, a text made of nothing but known words stands for a value. Folded; several
 * languages.
 */
export const askingWords = list(`
  # English
  your, yours, insert, enter, replace, replaced, fill, paste, put, provide, supply, specify, type, add, here, placeholder, example,
  sample, dummy, tbc, tbd, todo, fixme, redacted, removed, masked, hidden, obfuscated, sanitized, omitted, undisclosed, change, changeme,
  update, goes, lorem, ipsum, xxx
  # German
  dein, deine, deinen, ihr, ihre, ihren, euer, einfugen, einfuegen, eingeben, eintragen, ersetzen, hier, platzhalter, beispiel, andern,
  aendern, geschwarzt, entfernt
  # French
  votre, vos, ton, inserer, inserez, entrez, saisir, saisissez, remplacer, remplacez, ici, exemple
  # Spanish, Portuguese, Italian
  tu, su, inserte, ingrese, introduzca, escriba, reemplazar, reemplace, aqui, ejemplo, seu, sua, insira, digite, substituir, substitua,
  exemplo, tuo, tua, vostro, inserisci, inserire, sostituire, sostituisci, qui, esempio
  # Dutch, Scandinavian, Finnish
  uw, jouw, invullen, vul, vervang, vervangen, voorbeeld, ditt, din, ange, skriv, indtast, indsaet, infoga, byt, har, eksempel, exempel,
  syota, korvaa, tahan, esimerkki
  # Polish, Czech, Slovak, Hungarian, Romanian, Turkish
  twoj, twoje, wpisz, wstaw, podaj, zamien, tutaj, przyklad, vas, vase, zadejte, vlozte, zadajte, nahradte, zde, sem, priklad, irja, ide,
  pelda, introduceti, aici, exemplu, buraya, girin, yazin, ornek
  # Russian, Ukrainian, Greek
  ваш, ваша, введите, вставьте, замените, укажите, здесь, сюда, пример, введіть, вставте, тут, приклад
`);

/** Words that may be beside those that ask, besides the words for credentials, and mean nothing by themselves. Folded. */
export const fillingWords = list(`
  a, an, the, this, that, my, our, own, me, it, in, into, out, of, with, to, be, for, from, as, is, or, and, please, below, above, some, value,
  text, string, name, real, actual, valid, correct, new, secure, strong, secrets, keys, api, app, application, client, clientsecret, access,
  basic, connection, subscription, account, shared, private, public, id, guid, tenant, tenantid, clientid, appid, user, username, login, email,
  domain, url, uri, endpoint, server, host, webhook, org, organization, company, environment, project, azure, entra, ad, aad, sas, function,
  functions, openai, github, slack, sendgrid, stripe, google, aws, sharepoint, dataverse, graph, vault, ocp, apim, x, sk, oauth, personal,
  service, principal, integration, test, prod, dev, der, die, das, den, dem, ein, eine, einen, wert, le, la, les, de, du, des, un, une, mot,
  passe, cle, secrete, valeur, el, los, una, valor, o, os, as, chave, il, lo, chiave, het, een, geheim, waarde, parolanizi, sifrenizi
`);

/** Pieces of texts in scripts without spaces that ask for a value. Folded. */
export const askingPieces = list(`
  ここ, 入力, 置き換え, 置換, あなたの, 你的, 您的, 输入, 輸入, 替换, 替換, 此处, 此處, 여기, 입력, 교체
`);

/** Texts that stand for a value, as a whole. Folded, letters and digits only. */
export const standIns = list(`
  secret, secrets, thesecret, mysecret, clientsecret, appsecret, secretvalue, secrethere, topsecret, token, mytoken, accesstoken,
  bearertoken, authtoken, apitoken, key, mykey, apikey, myapikey, accesskey, secretkey, privatekey, subscriptionkey, credential,
  credentials, passphrase, connectionstring, geheimnis, geheim, schlussel, schluessel, jeton, segredo, segreto, secreto, clave, chave,
  chiave, sleutel, klucz, ключ, секрет, токен, 密钥, 密鑰, シークレット, トークン, string, value, text, none, null, nil, undefined, empty, blank, na,
  notapplicable, notset, notused, unused, unknown, default, true, false, yes, no, on, off, required, optional, tbc, tbd, tba, todo, fixme,
  wip, xyz, foo, bar, baz, foobar, foobarbaz, abc, bla, blabla, asdf, dummy, placeholder, redacted, hidden, masked, removed, sample,
  example, loremipsum, basic, bearer, oauth, oauth2, apitokenauth, anonymous, sharedkey, sharedaccesskey, sharedaccesssignature,
  managedidentity, base64, utf8, genpassword
`);

/**
 * Texts that are as likely a stand-in as somebody's password: the words for it themselves, what is to be changed, what is for a test.
 * Passwords that are merely bad (`P@ssw0rd`, `admin123`, `letmein`) are not among them: they are in use everywhere. Folded, letters and
 * digits only.
 */
export const carelessPasswords = list(`
  password, passwords, mypassword, thepassword, passwd, pass, pwd, passwort, kennwort, motdepasse, mdp, contrasena, wachtwoord, senha, haslo,
  heslo, losenord, adgangskode, kodeord, passord, salasana, parola, sifre, jelszo, lozinka, geslo, parool, slaptazodis, пароль, パスワード, 密码,
  密碼, 口令, 비밀번호, 암호, secretpassword, mysecretpassword, supersecret, supersecretpassword, notasecret, notapassword, changeme, changeme1,
  changeme123, changeit, changethis, changemeplease, test, testing, testtest, testpassword, testkey, testtoken, demo, demopassword, temp, user,
  username, fake, fakepassword, fakekey, faketoken, dummypassword, dummykey, dummytoken, samplepassword, samplekey, examplepassword, examplekey
`);
