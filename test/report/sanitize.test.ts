import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  azureData,
  azureProperty,
  githubData,
  githubProperty,
  jsonText,
  markdownText,
  sarifText,
  terminalText,
  visible,
  xmlText,
} from "../../src/report/sanitize.ts";

describe("visible", () => {
  test.each([
    ["plain é 日本 😀 text", "plain é 日本 😀 text"],
    ["\u001b[31m\u0007\r\n\t\u0000\u007f", "␛[31m␇␍␊␉␀␡"],
    ["a\u202eb\u2066c\u200bd\ufeffe", "a\\u202eb\\u2066c\\u200bd\\ufeffe"],
    ["\u009b31m\u0085\u2028\u2029", "\\u009b31m\\u0085\\u2028\\u2029"],
    ["\ud800x\udfff", "\\ud800x\\udfff"],
    ["tag\u{e0041}", "tag\\udb40\\udc41"],
    ["👩\u200d💻 म\u200cल", "👩\u200d💻 म\u200cल"],
  ])("%j becomes %j", (text, shown) => {
    expect(visible(text)).toBe(shown);
  });
});

describe("commands of CI systems", () => {
  test.each([
    ["::error::x", ": :error::x"],
    ["say ::set-output name=x::y", "say : :set-output name=x::y"],
    ["[IO.File]::Delete", "[IO.File]::Delete"],
    ["a##vso[task.complete]b", "a## vso[task.complete]b"],
    ["##VSO[x] ##[error] ###[x]", "## VSO[x] ## [error] ### [x]"],
  ])("%j becomes %j in a log", (text, shown) => {
    expect(terminalText(text)).toBe(shown);
  });

  test("are escaped for GitHub", () => {
    expect(githubData("100 % of\n::error::##[x]")).toBe("100 %25 of␊::error::## [x]");
    expect(githubProperty("a:b,c%d")).toBe("a%3Ab%2Cc%25d");
  });

  test("are escaped for Azure Pipelines", () => {
    expect(azureData("%Password%\r\n##vso[x]; ]")).toBe("%AZP25Password%AZP25␍␊## vso[x]; ]");
    expect(azureProperty("a;b]c%d")).toBe("a%3Bb%5Dc%AZP25d");
  });
});

test("XML holds no markup and no command", () => {
  expect(xmlText(`<a b="c">&'##[x]\u0000\ud800\uffff`)).toBe("&lt;a b=&quot;c&quot;&gt;&amp;'#&#35;[x]␀\\ud800\\uffff");
});

describe("markdown", () => {
  test.each([
    ["a|b `c` *d* _e_ ~f~", "a\\|b \\`c\\` \\*d\\* \\_e\\_ \\~f\\~"],
    ["<img src=x onerror=y> &amp;", "&lt;img src=x onerror=y&gt; &amp;amp;"],
    ["[x](y) ![z]", "\\[x\\](y) !\\[z\\]"],
    ["@body('x') a@b.c @{x}", "@<!-- -->body('x') a@<!-- -->b.c @\\{x\\}"],
    ["#12 is gh-12, see https://x.y or www.x.y", "#<!-- -->12 is gh-<!-- -->12, see https:<!-- -->//x.y or www.<!-- -->x.y"],
    ["# no heading", "#<!-- --> no heading"],
    ["1. no list", "1\\. no list"],
    ["- no list", "-<!-- --> no list"],
    ["$no$ \\(formula\\)", "&#36;no&#36; \\\\(formula\\\\)"],
    ["Get orders, step 2 of 3: x-api-key", "Get orders, step 2 of 3: x-api-key"],
  ])("%j becomes %j", (text, shown) => {
    expect(markdownText(text)).toBe(shown);
  });
});

test("SARIF makes no links of what looks like one", () => {
  expect(sarifText("[a](b) body('x')?['y']")).toBe("[a] (b) body('x')?['y']");
});

test("JSON reads back as it was, and shows nothing invisible", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("##vso[x]", "##[", "\\##[", "\u202e", "\u009b")), { maxLength: 6 }),
      (values) => {
        const text = jsonText({ values });
        expect(JSON.parse(text)).toEqual({ values });
        expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Zl}|\p{Zp}|\p{Cs}|\u202e|##(?:vso)?\[/u);
      },
    ),
  );
});

test("no target lets a control character or a second line through", () => {
  const targets = [terminalText, xmlText, markdownText, githubData, githubProperty, azureData, azureProperty, sarifText];
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      for (const target of targets) expect(target(text)).not.toMatch(/\p{Cc}|\p{Zl}|\p{Zp}|\p{Cs}/u);
    }),
  );
});
