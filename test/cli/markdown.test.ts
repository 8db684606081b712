import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { drawMarkdown } from "../../src/cli/markdown.ts";
import { textWidth } from "../../src/report/text-layout.ts";
import { root } from "./run-cli.ts";

const draw = (page: string, width = 40): string => drawMarkdown(page, { width, colorLevel: 0 });

describe("a page in a terminal", () => {
  test("has its paragraphs joined and wrapped", () => {
    expect(draw("One sentence that is\nbroken in the file, and goes on for longer than a line.\n\nAnother.")).toBe(
      "One sentence that is broken in the file,\nand goes on for longer than a line.\n\nAnother.\n",
    );
  });

  test("keeps a mark of punctuation with the word before it", () => {
    expect(draw("Turn on **Secure Outputs**, and `x`.", 24)).toBe("Turn on Secure Outputs,\nand x.\n");
  });

  test("draws lists with hanging indents", () => {
    expect(draw("- a point that is longer than the line is wide\n  and goes on\n1. first", 30)).toBe(
      "• a point that is longer than\n  the line is wide and goes on\n1. first\n",
    );
  });

  test("leaves code as it is, also when it is wide or looks like something else", () => {
    expect(draw("```json\n# not a heading: `this` is *code*, wider than the line\n\n- so is this\n```\nText.", 20)).toBe(
      "    # not a heading: `this` is *code*, wider than the line\n\n    - so is this\nText.\n",
    );
  });

  test("marks quotes on every line", () => {
    expect(draw("> quoted words that\n> need two lines", 16)).toBe("│ quoted words\n│ that need two\n│ lines\n");
  });

  test("keeps the paragraphs of a quote apart", () => {
    expect(draw("> one\n>\n> two")).toBe("│ one\n│\n│ two\n");
  });

  test("draws a table of one row as a list of facts, a table that fits as a table, and a wide one as rows", () => {
    const table = "| level | fixable |\n| --- | --- |\n| error | no |";
    expect(draw(table)).toBe("level    error\nfixable  no\n");
    expect(draw(`${table}\n| note | \`yes\` |`)).toBe("level  fixable\nerror  no\nnote   yes\n");
    expect(draw(`${table}\n| note | yes |`, 10)).toBe("• error ·\n  no\n• note ·\n  yes\n");
  });

  test("gives the address of a link that leads out of the documentation", () => {
    expect(draw("[there](https://example.org/) and [here](../usage.md)", 60)).toBe("there (https://example.org/) and here\n");
  });

  test("does not take a name with underscores for emphasis", () => {
    expect(draw("outputs('Get_secret') of _Get_ and Set_apiKey", 60)).toBe("outputs('Get_secret') of Get and Set_apiKey\n");
  });

  test("colours only where it is asked to", () => {
    expect(draw("# A\n**b** `c`")).not.toContain("\u001b");
    expect(drawMarkdown("# A\n**b** `c`", { width: 40, colorLevel: 1 })).toContain("\u001b[1mb");
  });
});

const pages = readdirSync(join(root, "docs/rules"));

test.each(pages)("%s fits the terminal, and shows no marks", (name) => {
  const drawn = draw(readFileSync(join(root, "docs/rules", name), "utf8"), 80);
  const prose = drawn.split("\n").filter((line) => !line.startsWith("    "));
  expect(prose.filter((line) => textWidth(line) > 80 && /\S {1,2}\S/.test(line.trim()))).toEqual([]);
  expect(prose.join("\n")).not.toMatch(/\*\*\w|<!--|\]\(/);
});
