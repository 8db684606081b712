import { expect, it } from "vitest";
import { percentDecoded } from "../src/percent-encoding.ts";

it.each([
  ["a%20b%C3%A9", "a bé"],
  ["plain", "plain"],
  ["100%", "100%"],
  ["%20 and %ff", "%20 and %ff"],
])("%j is decoded to %j", (encoded, text) => {
  expect(percentDecoded(encoded)).toBe(text);
});
