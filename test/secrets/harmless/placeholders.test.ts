import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { carelessPasswords, standIns } from "../../../src/secrets/harmless/placeholder-words.ts";
import { placeholder } from "../../../src/secrets/harmless/placeholders.ts";
import { fold, squeezed } from "../../../src/secrets/names/words.ts";
import { filler, seeded } from "../pattern-sample.ts";

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
  "%%ERP_PASSWORD%%",
  "$$ErpPassword$$",
  "$ErpPassword$",
  "~~ERP_KEY_2~~",
  "||ErpPassword||",
  "~ErpPassword~",
  "|ERP_PASSWORD_2|",
  "((erp-password))",
  "((erp/password_2))",
  "GEN-PASSWORD",
  "__TOKEN__",
  "@@secret@@",
  "«Schlüssel»",
  "(siehe KeePass)",
  "(in Key Vault, ask Åsa)",
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
  "your API credentials and cookie",
  "vervang dit wachtwoord",
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
  "$Welcome1$",
  "%%Kontor48!%%",
  "$$Winter48$$",
  "((Winter-48!))",
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

describe("words in parentheses are a note", () => {
  it.each(["(KeePass)", "(siehe KeePass 7)", "(siehe) KeePass", "(siehe KeePass"])("but not %s", (text) =>
    expect(placeholder(text)).toBeUndefined(),
  );
});

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
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 120 }), (text) => {
        expect([undefined, "likely", "certain"]).toContain(placeholder(text));
      }),
    );
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

describe("a hole to be filled, in each manner that it is written in:", () => {
  it.each([
    "<>",
    "<a b>",
    "[]",
    "[a b]",
    "«»",
    "{}",
    "{a b}",
    "{{}}",
    "{{a b}}",
    "${}",
    "${a b}",
    "$()",
    "$(a b)",
    "$[]",
    "$[a b]",
    "$AB",
    "$A_1",
    "$env:aB_1",
    "#{}",
    "#{a b}#",
    "#ab#",
    "##a.b-c",
    "##ab##",
    "__a.b-c__",
    "%a%",
    "%_A.b(c)-1%",
    "##a1#",
    "@@a.b@@",
    "@a_b@",
    "@a_B@@",
    "@A_B-1@@",
    "@A_B-1@",
    "#A1#",
  ])("%s", (text) => expect(placeholder(text)).toBe("certain"));

  it.each(["#wN48x#", "@wN48x@", "@wN48x@@", "7N6suAIi6!4", "8XA3suX3", "nSuGZi3=Is", "mn43seu4c3", "add1fa6d", "aTbcWTGW", "su71ee54"])(
    "but not %s, which somebody or chance has made up",
    (text) => expect(placeholder(text)).toBeUndefined(),
  );

  it.each(["su clave", "suClaveAqui", "<ihr passwort>", "ihr-passwort", "secret tbc", "Bearer xxx"])("%s", (text) =>
    expect(placeholder(text)).toBe("certain"),
  );

  it.each(["$wn4-8!", "$4WN", "$env:w n4", "__wn4!__", "%4wn!%", "@4wn!", "#wn4!#7", "<wn4!", "wn4!>", '{wn4"!}', "{a:4wn!}"])(
    "but not %s",
    (text) => expect(placeholder(text)).toBeUndefined(),
  );
});

describe("a text of which a part is to be filled in:", () => {
  it.each(
    ["your", "my", "insert", "enter", "the", "client", "api", "app", "secret", "password", "token", "key", "KEY"].flatMap((word) => [
      `Kv7!<${word}>`,
      `<${word} of x>Kv7!`,
    ]),
  )("%s", (text) => expect(placeholder(text)).toBe("certain"));
  it.each(["Kv7![your x]", "Kv7![insert]", "[Enter x]Kv7!", "Kv7!{{a}}", "Kv7!${a}", "Kv7!#{a}#"])("%s", (text) =>
    expect(placeholder(text)).toBe("certain"),
  );
  it.each(["Kv7!<zq>", "Kv7![aq]", "Kv7!{a}", "Kv7!{{}}", "Kv7!${}", "Kv7!#{a}"])("but not %s", (text) =>
    expect(placeholder(text)).toBeUndefined(),
  );
});

describe("a mark of a provider alone:", () => {
  const marks =
    "xoxa xoxb xoxc xoxe xoxo xoxp xoxr xoxs xapp sk pk rk whsec sk-live sk_test sk-ant sk-proj gho ghp ghs ghu ghr github_pat glpat npm pypi pat hf dop_v1 shpat shpca shppa shpss SG ya29 AKIA AIza eyJ".split(
      " ",
    );
  it.each(marks)("%s", (mark) => {
    for (const end of ["-", "_", ".", ""]) expect([end, placeholder(`${mark}${end}`)]).toEqual([end, "certain"]);
    expect(placeholder(`${mark}-Kv7!2Wz9`)).toBeUndefined();
  });
});

describe("what masks a value:", () => {
  it.each([
    "***",
    "•••",
    "∙∙∙",
    "···",
    "⋅⋅⋅",
    "███",
    "▪▪▪",
    "■■■",
    "xxxx",
    "XXXX",
    "...",
    "…",
    "_____",
    "------",
    "=====",
    "####",
    "???",
    "●●",
  ])("%s", (mask) => {
    expect(placeholder(`Kv7!${mask}2Wz`)).toBe("certain");
    // One character less is a part of somebody's password.
    expect(placeholder(`Kv7!${mask.slice(1)}2Wz`)).toBeUndefined();
  });
});

describe("one character, or two in turn, are no secret:", () => {
  it.each(["a", "7777", "a-a-a", "--------", "xyxyxyxy", "1212121212"])("%s", (text) => expect(placeholder(text)).toBe("certain"));
  it.each(["xyxyxyx", "xyxyxyxz", "zxyxyxyxy", "xyzxyzxyz"])("but %s may be", (text) => expect(placeholder(text)).not.toBe("certain"));
});

describe("characters in their order are no secret", () => {
  it.each([
    "1234",
    "4567",
    "9876",
    "dcba".replace("dcba", "defg"),
    "xyzabc",
    "asdfgh",
    "zxcvbn",
    "qwertz",
    "abcdef0123",
    "1234ab",
    "12345zk",
    "zk12345",
  ])("%s", (text) => expect(placeholder(text)).toBe("likely"));
  it.each(["123", "12.3", "1234zkq", "zkq1234", "1zk234", "k421q", "asdg"])("but %s may be", (text) =>
    expect(placeholder(text)).toBeUndefined(),
  );
});

// They are looked up in texts that were squeezed.
it.each([...standIns, ...carelessPasswords])("%s is listed without anything between its letters and digits", (word) => {
  expect(fold(word)).toBe(squeezed(word));
});
