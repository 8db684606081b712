import { expect, it } from "vitest";
import type { CredentialMatch } from "../../src/secrets/credential.ts";
import { describeCredential } from "../../src/secrets/evidence.ts";
import { preview } from "../../src/secrets/preview.ts";
import { filler } from "../../src/testing/credentials.ts";

const match = (length: number): CredentialMatch => ({
  kind: "password",
  label: "a password",
  span: { start: 0, end: length },
  preview: preview(filler(length)),
  confidence: "high",
  evidence: ["position", "name"],
  in: "text",
});

it.each([
  [1, "1 character"],
  [8, "8 characters"],
  [11, "11 characters"],
])("says in words that a text has %s characters, of which none may be shown", (length, shown) => {
  expect(describeCredential(match(length)).preview).toBe(shown);
});

it("shows the beginning of a longer text, as all reports do", () => {
  const secret = filler(12);
  expect(describeCredential(match(12)).preview).toBe(`${secret.slice(0, 3)}…(12)`);
});

it("says where a name is: before it in the text, or that of the field", () => {
  expect(describeCredential({ ...match(8), evidence: ["label"] }).evidence).toBe("recognised by the text before it");
  expect(describeCredential({ ...match(8), evidence: ["name"] }).evidence).toBe("recognised by its name");
});

it("begins a sentence, and gives all evidence", () => {
  expect(describeCredential({ ...match(8), remark: "a well-known sample" })).toEqual({
    label: "A password",
    preview: "8 characters",
    evidence: "recognised by its position in a field for credentials and its name; a well-known sample",
  });
});

it("lists three kinds of evidence as a sentence does", () => {
  expect(describeCredential({ ...match(8), evidence: ["shape", "name", "use"] }).evidence).toBe(
    "recognised by its format, its name and its use as a credential",
  );
});
