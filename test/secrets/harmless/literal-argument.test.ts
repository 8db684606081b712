import { expect, it } from "vitest";
import { isLiteralArgument } from "../../../src/secrets/harmless/not-secret.ts";

it.each(["Sommer-4711", "a$b", "x%Password%", "prompter", "**", "100%", "a@b.c"])("%j is written out", (value) => {
  expect(isLiteralArgument(value)).toBe(true);
});

it.each([
  "$password",
  "(Get-Secret x)",
  "{0}",
  "<password>",
  "-Force",
  "@{x}",
  "@(x)",
  "@variables('x')",
  "*",
  "Prompt",
  "%Password%",
  "a@{x}",
])("%j stands for something else", (value) => {
  expect(isLiteralArgument(value)).toBe(false);
});
