import { describe, expect, it } from "vitest";
import { desktop } from "../../../../src/testing/desktop.ts";
import { analysedSolutions } from "../../analysed.ts";

const replace = (more: string, text = "A"): string => `Text.Replace.ReplaceText Text: ${text} ${more} Result=> B`;

/** Whether a text with a secret in it still holds the secret when it is logged behind a Replace text. */
function isLeft(row: string): boolean {
  const rows = ["SET A TO $'''key %Secret% of %Order%'''", row, "Logging.LogMessage Message: B"];
  const spec = desktop("Flow", { inputs: ["Secret", "Order"], sensitive: ["Secret"] }, ...rows);
  return analysedSolutions([{ desktopFlows: [spec] }]).values.desktopSecretsReaching("log").length > 0;
}

describe("Replace text takes a secret out of a text", () => {
  it.each<[string, string, boolean]>([
    ["where the secret is what is looked for", replace("TextToFind: Secret ReplaceWith: '***'"), true],
    [
      "where the secret is all of a text that is looked for",
      replace("TextToFind: $'''%Secret%''' IsRegEx: False ReplaceWith: '***'"),
      true,
    ],
    ["where every character is looked for", replace("TextToFind: '.' IsRegEx: True ReplaceWith: '*'"), true],
    ["not where something else is looked for", replace("TextToFind: Order ReplaceWith: '***'"), false],
    ["not where a text is looked for", replace("TextToFind: 'key' ReplaceWith: '***'"), false],
    ["not where the secret is a part of what is looked for", replace("TextToFind: $'''key %Secret%!''' ReplaceWith: '***'"), false],
    ["not where a form of it is looked for", replace("TextToFind: Secret.ToUpper ReplaceWith: '***'"), false],
    ["not where what takes its place is read", replace("TextToFind: Secret ReplaceWith: Order"), false],
    ["not where nothing takes its place", replace("TextToFind: Secret"), false],
    ["not where nothing is looked for", replace("ReplaceWith: '***'"), false],
    ["not where a full stop is looked for", replace("TextToFind: '.' IsRegEx: False ReplaceWith: '*'"), false],
    ["not where a full stop is looked for, by default", replace("TextToFind: '.' ReplaceWith: '*'"), false],
    ["not with another action", "Text.Trim Text: A TextToFind: Secret ReplaceWith: '***' TrimmedText=> B", false],
  ])("%s", (_, row, expected) => {
    expect(isLeft(row)).toBe(!expected);
  });

  it.each([".", ".+", ".*", "\\\\S", "\\\\S+", "[\\\\s\\\\S]", "[\\\\s\\\\S]*", "(.)"])("by the pattern %s for any text", (pattern) => {
    expect(isLeft(replace(`TextToFind: $'''${pattern}''' IsRegEx: True ReplaceWith: '*'`))).toBe(false);
  });

  it.each([".x", "x.", "\\\\d+", "\\\\s", "[a-z]+", ".{3}", "(.)x"])("not by the pattern %s for some texts", (pattern) => {
    expect(isLeft(replace(`TextToFind: $'''${pattern}''' IsRegEx: True ReplaceWith: '*'`))).toBe(true);
  });
});
