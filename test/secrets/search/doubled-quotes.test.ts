import { describe, expect, it } from "vitest";
import { detectCredentials } from "../../../src/secrets/detect.ts";
import { withEscapedQuotes } from "../../../src/secrets/search/doubled-quotes.ts";
import { expectLinear } from "../../growth.ts";

const password = ["Tr0ub", "4dor", "!x9"].join("");
const token = ["8fK2lQz0vN3m", "Xw7rT5yU1pA9"].join("");

describe("JSON whose quotes are doubled", () => {
  it.each([
    [`ParseJSON("{""user"": ""svc"", ""password"": ""${password}""}")`, password],
    [`var body = @"{""client_secret"":""${token}"",""scope"":""x""}";`, token],
    [`Text.ToBinary("{""x-api-key"" : ""${token}""}")`, token],
  ])("is searched as any: %s", (text, expected) => {
    expect(detectCredentials(text, { position: "other" }).map(({ span }) => text.slice(span.start, span.end))).toEqual([expected]);
  });

  it.each([`{""password"": """", ""token"": null}`, `{""password"": ""Password""}`, `Set(varPassword, ""); Set(varName, ""${password}"")`])(
    "holds nothing in %s",
    (text) => {
      expect(detectCredentials(text, { position: "other" })).toEqual([]);
    },
  );

  it("keeps its length, and everything that is not a member", () => {
    for (const text of [`a(""); b("")`, `""a"": 1, ""b"":""c""`, `"" : ""`, `x = """"`, `{""a"":""b`])
      expect(withEscapedQuotes(text)).toHaveLength(text.length);
    expect(withEscapedQuotes(`a(""); b("")`)).toBe(`a(""); b("")`);
    expect(withEscapedQuotes(`{""a"": 1, ""b"":""c""}`)).toBe(String.raw`{\"a\": 1, \"b\":\"c\"}`);
  });

  it.each([`""`, `""a`, `""a"":`, `""a"":""`, `""a"":""b`, `""a"" `])("is rewritten in a time that grows with its length: %s", (piece) => {
    expectLinear((size) => withEscapedQuotes(piece.repeat(size)), 2000, piece);
  });
});
