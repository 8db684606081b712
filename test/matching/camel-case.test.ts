import { expect, it } from "vitest";
import { splitCamelCase } from "../../src/matching/camel-case.ts";

it.each([
  ["GetSecret", "Get Secret"],
  ["GetOnNewItems_V2", "Get On New Items_V2"],
  ["RunDOSCommand", "Run DOS Command"],
  ["OAuth2Token", "O Auth2 Token"],
  ["plain", "plain"],
  ["", ""],
])("%s is spaced as %s", (name, spaced) => {
  expect(splitCamelCase(name)).toBe(spaced);
});
