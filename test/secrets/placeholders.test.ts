import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeholder } from "../../src/secrets/placeholders.ts";
import { filler, seeded } from "./pattern-sample.ts";

const certain = [
  "",
  "   ",
  "<your key>",
  "<ENTER SECRET>",
  "<client-secret>",
  "[insert]",
  "[Your API key]",
  "{{token}}",
  "{{ .Values.secret }}",
  "{token}",
  "#{ClientSecret}#",
  "#{ClientSecret}",
  "##Secret##",
  "$(ClientSecret)",
  "${CLIENT_SECRET}",
  "$CLIENT_SECRET",
  "%PASSWORD%",
  "__TOKEN__",
  "@@secret@@",
  "«Schlüssel»",
  "$env:SECRET",
  "***",
  "*****",
  "***REPLACE THIS WITH YOUR SECRET***",
  "•••••••",
  "●●●●",
  "xxxx",
  "XXXXXXXX",
  "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
  "00000000-0000-0000-0000-000000000000",
  "aaaaaaaaaa",
  "0000000000",
  "abababababab",
  "......",
  "…",
  "-----",
  "_____",
  "####",
  "???",
  "FILL ME OUT",
  "fill in",
  "REPLACE ME",
  "replace_me",
  "ReplaceWithYourSecret",
  "YOUR_API_KEY",
  "your-api-key-here",
  "YourClientSecret",
  "your secret",
  "ENTER SECRET",
  "enter your password here",
  "Insert token here",
  "paste key here",
  "<<secret>>".slice(1, -1),
  "put your key here",
  "PUT_YOUR_OPENAI_KEY_HERE",
  "Add your subscription key",
  "provide the client secret",
  "TO BE REPLACED",
  "tbc",
  "TBD",
  "todo",
  "TODO",
  "n/a",
  "N/A",
  "none",
  "null",
  "undefined",
  "string",
  "placeholder",
  "dummy",
  "example",
  "sample",
  "redacted",
  "REDACTED",
  "[REDACTED]",
  "hidden",
  "removed",
  "secret",
  "Secret",
  "client secret",
  "client_secret",
  "token",
  "api key",
  "API_KEY",
  "access token",
  "bearer",
  "key",
  "Bearer <token>",
  "Basic {{credentials}}",
  "sk-...",
  "sk-xxxxxxxxxxxxxxxx",
  "abc…xyz",
  "Ihr Passwort",
  "Passwort hier eingeben",
  "hier einfügen",
  "votre mot de passe",
  "insérer la clé ici",
  "su contraseña aquí",
  "ingrese la clave",
  "sua senha aqui",
  "inserisci la password",
  "uw wachtwoord",
  "wpisz hasło",
  "zadejte heslo",
  "ange lösenord här".replace("här", "har"),
  "введите пароль",
  "ваш ключ",
  "ここに入力",
  "你的密码",
  "여기 입력",
];

const likely = [
  "changeme",
  "CHANGEME",
  "ChangeMe123",
  "change_me1",
  "changeit",
  "password",
  "Password",
  "PASSWORD",
  "Passwort",
  "motdepasse",
  "contraseña",
  "пароль",
  "密码",
  "test",
  "testpassword",
  "my_secret_password",
  "fake",
  "username",
  "123456",
  "1234567890",
  "987654321",
  "abcdefgh",
  "qwerty",
  "0123456789abcdef",
  "abcdef1234567890abcdef1234567890",
  "token1",
  "example-a7f8d9e3b1c2",
];

const real = [
  "Sommer2024!",
  "hunter22",
  "kX9#mQ2$",
  "Tr0ub4dor&3",
  "Contoso-Prod-77",
  "correcthorse",
  "S0meth1ngElse",
  "München!1972",
  "yourself99x!",
  "Exchange365#",
  "v8Hq2mZr",
  "typewriter7&",
  "hereford2009",
  "pass4Kontor!x",
  "P@ssw0rd",
  "Password123!",
  "admin123",
  "letmein",
  "Secret123!",
  "welcome1",
  "abc12345xyz",
];

describe("stand-ins for a secret", () => {
  it.each(certain)("%j is certainly one", (text) => {
    expect(placeholder(text)).toBe("certain");
  });

  it.each(likely)("%j is likely one", (text) => {
    expect(placeholder(text)).toBe("likely");
  });

  it.each(real)("%j may be real", (text) => {
    expect(placeholder(text)).toBeUndefined();
  });

  it("takes no random text for one", () => {
    const random = seeded(11);
    for (let i = 0; i < 2000; i++) {
      const text = filler(
        random,
        20 + (i % 60),
        i % 2 === 0 ? "0123456789abcdef" : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
      );
      expect(placeholder(text), text).toBeUndefined();
    }
  });

  it("answers for every text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 120 }), (text) => void placeholder(text)));
  });
});

/** Marks of a hole count where they stand around all of a text. */
it.each(["<q>", "[q]", "«q»", "{q}", "$(q)", "$[q]", "%q%", "__q__", "#q#", "@@q@@", "$Q1", "$env:Q", "sk-", "ghp_"])(
  "%s beside other characters is no placeholder",
  (hole) => {
    expect([placeholder(`Kv7!${hole}`), placeholder(`${hole}!7vK`)]).toEqual([undefined, undefined]);
  },
);

it("one dot masks nothing", () => {
  expect(placeholder("Kv7●!2Wz")).toBeUndefined();
  expect(placeholder("Kv7●●!2Wz")).toBe("certain");
});
