import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPictureBuilder } from "../../../src/report/picture/builder.ts";
import { dotOf } from "../../../src/report/picture/dot.ts";
import { mermaidOf } from "../../../src/report/picture/mermaid.ts";
import type { Picture } from "../../../src/report/picture/model.ts";
import { svgOf } from "../../../src/report/picture/svg.ts";
import { forbidden, hostile } from "../sample.ts";

function picture(name = "Get_secret", label = "stores it in the variable 'apiKey'", flow = "Get orders"): Picture {
  const builder = createPictureBuilder();
  const vault = builder.box({ key: "vault", kind: "vault", title: "Key Vault", shows: "closed" });
  const source = builder.box({ key: "a", kind: "action", title: name, subtitle: flow, shows: "closed" });
  const target = builder.box({ key: "b", kind: "variable", title: "Set_apiKey", subtitle: flow, shows: "open", marked: true });
  builder.arrow(vault, source, "returns the Key Vault secret");
  builder.arrow(source, target, label);
  return builder.picture(`Secrets in ${flow}`);
}

/** What could leave a quoted text of one of the three languages, or the code block around a Mermaid drawing. */
const breakers = [
  '"]; click n1 "javascript:alert(1)"',
  '"] -->|"x"| n9["y',
  '%%{init: {"securityLevel": "loose"}}%%',
  "```\n# heading",
  "`**bold**`",
  "</text><script>alert(1)</script>",
  '" onload="alert(1)',
  'x\\" , URL="javascript:alert(1)',
  "\\G \\N ends in a backslash\\",
  "#quot; &quot; #35;",
  "end",
  "a\nsubgraph evil\u2028b",
  "\u202egnp.exe",
  hostile,
];

describe("Mermaid", () => {
  it("draws boxes, arrows and what they show", () => {
    expect(mermaidOf(picture())).toBe(
      [
        "flowchart LR",
        "  accTitle: Secrets in Get orders",
        "  accDescr: Begins at vault Key Vault, which hides the value. From Key Vault to action Get_secret, which hides the value: returns the Key Vault secret. From Get_secret to variable Set_apiKey, which shows the value: stores it in the variable 'apiKey'.",
        '  n1["Key Vault<br/>vault, hides the value"]',
        '  subgraph g1["Get orders"]',
        '    n2["Get_secret<br/>action, hides the value"]',
        '    n3["Set_apiKey<br/>variable, shows the value"]',
        "  end",
        '  n1 -->|"returns the Key Vault secret"| n2',
        "  n2 -->|\"stores it in the variable 'apiKey'\"| n3",
        "  classDef open stroke:#c0272d,stroke-width:2px,stroke-dasharray:6 3",
        "  classDef closed stroke:#2c7a57,stroke-width:2px",
        "  class n3 open",
        "  class n1,n2 closed",
        "",
      ].join("\n"),
    );
  });

  it.each(breakers)("keeps %j inside its quotes", (text) => {
    expect(shapeOfMermaid(mermaidOf(picture(text, text, text)))).toEqual(shapeOfMermaid(mermaidOf(picture())));
  });

  it("keeps any text inside its quotes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (text) => {
        expect(shapeOfMermaid(mermaidOf(picture(text, text, text)))).toEqual(shapeOfMermaid(mermaidOf(picture())));
      }),
    );
  });
});

/** The drawing with every quoted text, and what `accTitle` and `accDescr` say, taken out: the same for all texts. */
function shapeOfMermaid(text: string): readonly string[] {
  expect(text).not.toMatch(/[`{]|%%/);
  for (const pattern of forbidden) expect(text).not.toMatch(pattern);
  return text.split("\n").map((line) => line.replace(/"[^"]*"/g, '""').replace(/^( {2}acc\w+:).*/, "$1"));
}

describe("Graphviz", () => {
  it("draws boxes in the cluster of their flow", () => {
    const dot = dotOf(picture());
    expect(dot).toContain('subgraph cluster_1 {\n    label="Get orders"');
    expect(dot).toContain('n3 [label="Set_apiKey\\nvariable, shows the value", color="#c0272d", style="rounded,dashed", penwidth=2]');
    expect(dot).toContain('n1 -> n2 [label="returns the Key Vault secret"]');
  });

  it.each(breakers)("keeps %j inside its quotes", (text) => {
    expect(shapeOfDot(dotOf(picture(text, text, text)))).toEqual(shapeOfDot(dotOf(picture())));
  });

  it("keeps any text inside its quotes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (text) => {
        expect(shapeOfDot(dotOf(picture(text, text, text)))).toEqual(shapeOfDot(dotOf(picture())));
      }),
    );
  });
});

/** Graphviz ends a string at the first quotation mark without a backslash; an even number of backslashes before it is none. */
function shapeOfDot(text: string): readonly string[] {
  for (const pattern of forbidden) expect(text).not.toMatch(pattern);
  return text.split("\n").map((line) => line.replace(/"(?:[^"\\]|\\.)*"/g, '""'));
}

describe("SVG", () => {
  const options = { idPrefix: "p", maxWidth: 900 };

  it("says what it shows to those who cannot see it", () => {
    const svg = svgOf(picture(), options);
    expect(svg).toMatch(/^<svg class="picture" role="img" aria-labelledby="p-title p-desc"/);
    expect(svg).toContain('<title id="p-title">Secrets in Get orders</title>');
    expect(svg).toContain('<desc id="p-desc">Begins at vault Key Vault, which hides the value.');
  });

  it("draws what shows the value open, and what hides it closed", () => {
    const svg = svgOf(picture(), options);
    const boxes = [...svg.matchAll(/<g class="box ([^"]*)">(.*?)<\/g>/g)].map(([, classes, body]) => [
      classes,
      body?.includes('class="outline"'),
      // The shackle of a padlock that is shut ends where it began.
      /class="lock"[^>]* d="([^"]*?)M1/.exec(body ?? "")?.[1],
    ]);
    const [shut, open] = ["M2.5 6V4a3 3 0 0 1 6 0v2", "M2.5 6V4a3 3 0 0 1 5.9-.8"];
    expect(boxes).toEqual([
      ["closed", false, shut],
      ["closed", false, shut],
      ["open marked", true, open],
    ]);
  });

  it("needs no style attribute, script or reference", () => {
    for (const standalone of [false, true]) {
      const svg = svgOf(picture(), { ...options, standalone });
      expect(svg).not.toMatch(/<script|\sstyle=|\son\w+=|href|url\(|@import/);
    }
  });

  it("is a file of its own when it has to be", () => {
    const svg = svgOf(picture(), { ...options, standalone: true });
    expect(svg).toContain('xmlns="http://www.w3.org/2000/svg"');
    expect(svg).toContain("prefers-color-scheme:dark");
  });

  it("states its colours in a file of its own, since many programs know no custom properties and draw black on black", () => {
    const [, light = "", dark = ""] =
      /<style>(.*?)@media[^{]*\{(.*)\}<\/style>/s.exec(svgOf(picture(), { ...options, standalone: true })) ?? [];
    const painted = (rules: string): readonly (readonly [string, string])[] =>
      [...rules.matchAll(/([^{}]+)\{([^}]*)\}/g)].flatMap(([, selector = "", body = ""]) =>
        [...body.matchAll(/(?:^|;)(?:fill|stroke):(?<paint>[^;]+)/g)].map(({ groups }) => [selector, groups?.paint ?? ""] as const),
      );
    expect(painted(light).length).toBeGreaterThan(20);
    for (const [, paint] of [...painted(light), ...painted(dark)]) expect(paint).toMatch(/^(?:#[0-9a-f]{3,6}|none)$/);
    expect(painted(dark).map(([selector]) => selector)).toEqual(painted(light).map(([selector]) => selector));
    expect(light).not.toContain("--");
  });

  it.each(breakers)("makes no markup of %j", (text) => {
    const tags = (svg: string) => new Set([...svg.matchAll(/<\/?([^\s>]+)/g)].map(([, name]) => name));
    const svg = svgOf(picture(text, text, text), options);
    expect(tags(svg)).toEqual(new Set(["svg", "title", "desc", "path", "g", "rect", "text"]));
    for (const pattern of forbidden) expect(svg).not.toMatch(pattern);
  });

  it("draws a picture without boxes", () => {
    expect(svgOf(createPictureBuilder().picture("Nothing"), options)).toContain('width="16" height="16"');
  });
});
