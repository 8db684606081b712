import { expect, it } from "vitest";
import { spacedHumps } from "../../src/matching/humps.ts";

it.each([
  ["GetSecret", "Get Secret"],
  ["GetOnNewItems_V2", "Get On New Items_V2"],
  ["RunDOSCommand", "Run DOS Command"],
  ["OAuth2Token", "O Auth2 Token"],
  ["plain", "plain"],
  ["", ""],
])("%s is spaced as %s", (name, spaced) => {
  expect(spacedHumps(name)).toBe(spaced);
});
