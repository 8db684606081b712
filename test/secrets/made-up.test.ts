import { describe, expect, it } from "vitest";
import type { LiteralContext } from "../../src/secrets/credential.ts";
import { detectCredentials } from "../../src/secrets/detect.ts";
import { filler, pick, seeded } from "./pattern-sample.ts";

// Credentials as chance and people make them up: now and then one looks like a word, a variable or an address. How often it is passed over for that is bounded here.

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const digits = "0123456789";
const signs = "!@#$%^&*-_+=?.";
const words = ["Zeppelin", "Sommer", "Verano", "Dragon", "Bonjour", "Winter", "Contoso", "Finance", "Monkey", "Adm1n", "Robot"];

const random = seeded(4821);
const chars = (length: number, from: string): string => filler(random, length, from);
const one = (from: readonly string[]): string => pick(random, from);

const made: Readonly<Record<string, () => string>> = {
  "a word, a year and a sign": () => `${one(words)}${one(["2019", "2024", "123", "07"])}${one(["!", "#", "$", "?", "@", ""])}`,
  "a sign, a word and a year": () => `${one(["!", "#", "$", "?", "@", "+"])}${one(words)}${one(["2019", "2024", "1234"])}`,
  "10 characters of all kinds": () => `${chars(9, letters + digits + signs)}${chars(1, digits)}`,
  "12 letters and digits": () => `${chars(11, letters + digits)}${chars(1, digits)}`,
};
const keys: Readonly<Record<string, () => string>> = {
  "32 hexadecimal digits": () => chars(32, "0123456789abcdef"),
  "40 letters and digits": () => chars(40, letters + digits),
  "32 bytes in base64": () => `${chars(43, `${letters}${digits}+/`)}=`,
};

const inField = (position: LiteralContext["position"], name: string) => (value: string) => detectCredentials(value, { position, name });
const inText = (write: (value: string) => string) => (value: string) => detectCredentials(write(value), { position: "other" });

/** Values of each: enough for a fault that takes one in a hundred. */
const rounds = 600;

function found(make: () => string, find: (value: string) => readonly unknown[]): number {
  let count = 0;
  for (let round = 0; round < rounds; round++) if (find(make()).length > 0) count++;
  return count / rounds;
}

describe("of made-up passwords that are", () => {
  describe.each(Object.entries(made))("%s, nearly all are found", (_, make) => {
    it.each([
      ["where only a credential can be", inField("credential", "password"), 0.998],
      ["in a field called password", inField("named", "password"), 0.995],
      ["in a member of JSON", inText((value) => `{"user":"svc","password":"${value}"}`), 0.985],
      ["in a form", inText((value) => `grant_type=password&username=svc&password=${encodeURIComponent(value)}`), 0.99],
      ["in a connection string", inText((value) => `Server=sql01;Database=orders;User ID=svc;Password=${value};Encrypt=True`), 0.985],
      ["in a URL", inText((value) => `https://svc:${encodeURIComponent(value)}@api.contoso.com/orders`), 0.998],
    ])("%s", (_place, find, share) => {
      expect(found(make, find)).toBeGreaterThanOrEqual(share);
    });
  });
});

describe("of generated keys that are", () => {
  describe.each(Object.entries(keys))("%s, nearly all are found", (_, make) => {
    it.each([
      ["in a header called x-api-key", inField("header", "x-api-key"), 0.999],
      ["behind Bearer", inField("header", "Authorization"), 0.999],
      ["in a field called clientSecret", inField("named", "clientSecret"), 0.999],
      ["in a member of JSON", inText((value) => `{"apiKey":"${value}"}`), 0.999],
      ["in a query", inText((value) => `https://api.contoso.com/orders?api_key=${encodeURIComponent(value)}`), 0.999],
    ])("%s", (_place, find, share) => {
      expect(found(make, find)).toBeGreaterThanOrEqual(share);
    });
  });
});
