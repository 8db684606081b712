import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Inventory } from "../../src/inventory/model.ts";
import { breakable } from "../../src/report/html/escape.ts";
import { html } from "../../src/report/html.ts";
import { visible } from "../../src/report/sanitize.ts";
import type { Location } from "../../src/source/location.ts";
import { clean, context, finding, forbidden, location, manyFindings, sample, step } from "./sample.ts";

const page = html.report(sample, context);

/** The one element of that name, without its tags. */
function contentOf(name: string, text = page): string {
  const found = [...text.matchAll(new RegExp(`<${name}>([\\s\\S]*?)</${name.split(" ")[0]}>`, "g"))];
  expect(found).toHaveLength(1);
  return found[0]?.[1] ?? "";
}

/** Every start tag of the page. */
function tags(text: string): readonly string[] {
  const withoutCode = text.replace(/(<(script|style)[^>]*>)[\s\S]*?(?=<\/\2>)/g, "$1");
  return withoutCode.match(/<[a-z][^>]*>/gi) ?? [];
}

describe("the page", () => {
  it("begins with the verdict and the three numbers", () => {
    expect(page).toMatch(/<h1>Errors to fix<\/h1>/);
    expect([...page.matchAll(/<dt>(\w+)<\/dt><dd>(\d+)<\/dd>/g)].slice(0, 3).map(([, name, number]) => `${number} ${name}`)).toEqual([
      "4 errors",
      "3 warnings",
      "1 note",
    ]);
    expect(page).toContain("1 suppressed · 1 already known");
  });

  it.each([
    [sample, "Errors to fix"],
    [{ ...sample, summary: { ...clean.summary, warning: 1 } }, "No errors, but warnings"],
    [{ ...sample, summary: { ...clean.summary, note: 1 } }, "No errors or warnings, only notes"],
    [clean, "No findings"],
  ])("gives a verdict for each worst level", (result, verdict) => {
    expect(contentOf("h1", html.report(result, context))).toBe(verdict);
  });

  it("shows every finding once, suppressed ones marked", () => {
    const ids = [...page.matchAll(/<details class="finding [^"]*" id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toHaveLength(sample.findings.length);
    expect(new Set(ids).size).toBe(ids.length);
    expect(page.match(/class="finding error suppressed"/g)).toHaveLength(2);
    expect(page).toContain("Suppressed by a note in the source: test data only.");
  });

  it("opens one of the worst findings that has a way to show", () => {
    const opened = [...page.matchAll(/<details class="finding (\w+)" id="[^"]+" open>[\s\S]*?<h3>([^<]*)</g)];
    expect(opened.map(([, level, place]) => [level, place])).toEqual([["error", "Set_apiKey › inputs › value"]]);
  });

  it("draws the way of a secret, and lists its steps", () => {
    expect(page.match(/<svg class="picture"/g)).toHaveLength(2);
    expect(page).toContain('<span class="name">Get_secret</span> reads Key Vault secret');
    expect(page).toContain('<span class="name">Post invoice › Main:41</span>');
  });

  it("shows the code around a finding, with the place marked and the lines where there are several", () => {
    expect(page.match(/<pre class="excerpt"/g)).toHaveLength(1);
    expect(page).toMatch(
      /<span class="ln">14<\/span> {2}<mark><span class="name">&quot;Evil [^\n]*<\/span>: &quot;<span class="masked">•••<\/span>&quot;<\/mark>\n/,
    );
    expect(page).toContain("stands for a text that is not shown");
  });

  it("shows the command for what the tool can repair", () => {
    expect(page).toContain("<code>solutionlint fix exports/ContosoErp_1_0_0_7.zip --output fixed.zip --unsafe</code>");
    expect(page).toContain("<code>solutionlint fix exports/ContosoErp_1_0_0_7.zip --output fixed.zip</code>");
  });

  it("can be walked through by its landmarks and headings", () => {
    for (const part of ["<header>", "<main ", "<nav aria-label=", "<footer>", 'role="tablist"', 'role="search"', 'role="status"'])
      expect(page.split(part)).toHaveLength(2);
    const levels = [...page.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
  });

  it("labels by ids that exist, each once", () => {
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const named = [...page.matchAll(/ (?:aria-labelledby|aria-controls)="([^"]+)"/g)].flatMap(([, list]) => (list ?? "").split(" "));
    expect(named.length).toBeGreaterThan(0);
    for (const id of named) expect(ids).toContain(id);
  });

  it("shows a solution by itself, and several in a table that begins with the most severe", () => {
    expect(html.report({ ...sample, solutions: sample.solutions.slice(0, 1) }, context)).not.toContain("<h2>Solutions</h2>");
    const [last, ...others] = sample.solutions;
    expect(last?.uniqueName).toBe("ContosoErp");
    const reordered = { ...sample, solutions: last === undefined ? others : [...others, last] };
    const table = /<h2>Solutions<\/h2>.*?<\/table>/s.exec(html.report(reordered, context))?.[0] ?? "";
    const rows = [...table.matchAll(/<th scope="row">(?<name>.*?) <span.*?<\/th>(?<cells>.*?)<\/tr>/gs)].map(({ groups }) => [
      groups?.name?.replaceAll("<wbr>", ""),
      [...(groups?.cells ?? "").matchAll(/>(\d+)</g)].map(([, number]) => Number(number)),
    ]);
    expect(rows).toEqual([
      ["ContosoErp", [2, 3, 1, 3, 1, 61, 4, 3]],
      ["ContosoCore", [1, 0, 0, 2, 0, 9, 1, 0]],
      ["ContosoClean", [0, 0, 0, 1, 0, 4, 0, 0]],
    ]);
  });

  it("lists errors alone when that is wanted", () => {
    const quiet = html.report(sample, { ...context, quiet: true });
    expect(quiet).not.toMatch(/class="finding (?:warning|note)/);
  });

  it.each<[string, readonly Partial<Location>[], readonly string[]]>([
    ["by their files", [{ file: "Workflows/a.json" }, { file: "Workflows/b.json" }], ["Workflows/a.json", "Workflows/b.json"]],
    ["by their kinds", [{}, { componentKind: "desktop-flow", file: "Workflows/b.json" }], ["cloud flow", "desktop flow"]],
    [
      "by their solutions",
      [{}, { path: "packages/Rollout.pdpkg.zip", file: "PkgAssets/Core.zip!/Workflows/a.json" }],
      ["ContosoErp", "ContosoCore"],
    ],
    [
      "by the inputs",
      [
        { path: "a/flow.json", file: "" },
        { path: "b/flow.json", file: "" },
      ],
      ["a/flow.json", "b/flow.json"],
    ],
    [
      "by two of these where none is enough",
      [{}, { file: "Workflows/b.json" }, { componentKind: "desktop-flow" }],
      ["cloud flow · Workflows/a.json", "cloud flow · Workflows/b.json", "desktop flow · Workflows/a.json"],
    ],
    ["not at all where the name does", [{}, { component: "Other" }], []],
  ])("tells components of one name apart in the list beside the findings, %s", (_, places, expected) => {
    const { solutions } = sample;
    const first = {
      path: solutions[0]?.path ?? "",
      file: "Workflows/a.json",
      component: "Get orders",
      componentKind: "cloud-flow",
    } as const;
    const findings = places.map((place) => {
      const { path, file, ...more } = { ...first, ...place };
      return finding("SL1001", location(path, file, 1, 1, more), "x");
    });
    const list = contentOf('ul id="groups"', html.report({ ...sample, findings }, context));
    const shown = [...list.matchAll(/<span class="where"><span class="unseen">, <\/span>([\s\S]*?)<\/span>/g)].map(([, text]) =>
      text?.replaceAll("<wbr>", ""),
    );
    expect(shown).toEqual(expected);
  });

  it("is the same for the same result", () => {
    expect(html.report(structuredClone(sample), context)).toBe(page);
  });

  it("says that nothing was found", () => {
    const text = html.report(clean, context);
    expect(text).toContain("1 flow with");
    expect(text).toContain("ContosoClean");
  });

  it("shows on its map what solutions hold, whether or not something was found in it", () => {
    const [solution] = clean.solutions;
    if (solution === undefined) throw new Error("no solution");
    const flow = { id: null, file: "Workflows/a.json", triggers: [], actions: 3, connections: [], runs: [], secrets: [] };
    const caller = { ...flow, name: "Caller <b>", runs: [{ at: "Run", kind: "cloud-flow" as const, id: "1", name: "Called", mode: null }] };
    const inventory: Inventory = {
      solutions: [
        {
          solution,
          cloudFlows: [caller, { ...flow, name: "Called" }],
          desktopFlows: [],
          environmentVariables: [
            { schemaName: "new_Secret", displayName: "Secret", type: "secret", hasDefault: false, hasValue: true, usedBy: ["Called"] },
          ],
          connectionReferences: [{ logicalName: "new_vault", displayName: "", connector: "shared_keyvault", connectorId: "", usedBy: [] }],
          customConnectors: [],
          vaultSecrets: [
            {
              through: "secret-variable",
              secret: { names: ["key"], variables: [] },
              vault: { names: ["kv-contoso"], variables: [] },
              variable: "new_Secret",
              reference: null,
              readBy: ["Called: Get"],
              access: "secret",
            },
          ],
          requires: [],
        },
      ],
    };
    const map = html.report(clean, { ...context, inventory }).split('id="panel-map"')[1] ?? "";
    expect(map).toContain("From kv-contoso to environment variable new_Secret. From new_Secret to cloud flow Called.");
    expect(map).toContain("From Caller &lt;b&gt; to cloud flow Called: runs it.");
    expect(map).toContain('<th scope="row">new_Secret</th><td>secret</td><td>packaged value</td><td>Called</td>');
    expect(map).toContain('<th scope="row">new_vault</th><td>shared_keyvault</td><td>no flow</td>');
    expect(map).not.toContain("<b>");
  });

  it("tells flows of one name in two solutions of a folder apart", () => {
    const [first] = clean.solutions;
    if (first === undefined) throw new Error("no solution");
    const solutions = ["One", "Two"].map((uniqueName) => ({ ...first, path: "src", root: uniqueName, uniqueName }));
    const flow = { id: null, name: "Sync", file: "", triggers: [], actions: 3, connections: [], runs: [], secrets: [] };
    const inventory: Inventory = {
      solutions: solutions.map((solution) => ({
        solution,
        cloudFlows: [{ ...flow, runs: [{ at: "Run", kind: "cloud-flow" as const, id: "1", name: "Child", mode: null }] }],
        desktopFlows: [],
        environmentVariables: [],
        connectionReferences: [],
        customConnectors: [],
        vaultSecrets: [],
        requires: [],
      })),
    };
    const at = location("src", "Two/Workflows/Sync.json", 1, 1, { component: "Sync", componentKind: "cloud-flow" });
    const found = { ...clean, solutions, findings: [finding("SL1001", at, "Bad.")] };
    const map = html.report(found, { ...context, inventory }).split('id="panel-map"')[1] ?? "";
    const errors = [...map.matchAll(/<th scope="row">Sync<\/th><td>cloud flow<\/td><td class="number \w+">(\d)</g)].map(
      ([, number]) => number,
    );
    expect(errors).toEqual(["0", "1"]);
    expect(map.match(/<title>cloud flow Sync – (?:One|Two)/g)?.sort()).toEqual([
      "<title>cloud flow Sync – One",
      "<title>cloud flow Sync – Two",
    ]);
  });

  it("separates all declarations of its style", () => {
    // A forgotten semicolon takes two declarations away, and nobody sees it before the page is printed.
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? "";
    for (const [, name, value] of style.matchAll(/(--[a-z-]+):([^;}]*)/g)) expect(`${name}:${value}`).not.toMatch(/:.*--[a-z-]+:/);
    expect(style).toContain(";--ground:#fff;");
  });

  it("is small", () => {
    expect(Buffer.byteLength(html.report(clean, context))).toBeLessThan(30_000);
  });

  it("leaves out what a browser could not show, and says so", () => {
    const text = html.report(manyFindings(5_003), context);
    expect(text.match(/<details class="finding/g)).toHaveLength(5_000);
    expect(text).toContain("3 more findings are left out here");
  });

  it("leaves out the least bad, and suppressed ones before all others", () => {
    const { findings } = manyFindings(5_001, "note");
    const last = [
      finding("SL1001", location("z.zip", "z.json", 1, 1), "The worst."),
      finding("SL2004", location("z.zip", "z.json", 2, 1), "Bad."),
    ];
    const known = finding("SL1001", location("a.zip", "a.json", 1, 1), "Accepted.", { suppressed: { kind: "baseline" } });
    const text = html.report({ ...clean, findings: [known, ...findings, ...last] }, context);
    expect(text).toContain("The worst.");
    expect(text).toContain("Bad.");
    expect(text).not.toContain("Accepted.");
    expect(text).toContain("4 more findings are left out here");
  });
});

describe("what the page lets in", () => {
  it("runs its own style and script alone", () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1];
    const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    expect(policy).toBe(
      `default-src 'none'; style-src ${hash(contentOf("style"))}; script-src ${hash(contentOf("script"))}; img-src data:; base-uri 'none'; form-action 'none'`,
    );
  });

  it("says of each finding in which flow, file and line it is", () => {
    const at = location("export.zip", "Workflows/Orders.json", 7, 3, {
      component: "Get orders",
      componentKind: "cloud-flow",
      pointer: "/properties",
    });
    const text = html.report({ ...clean, findings: [finding("SL3002", at, "A secret.")] }, context);
    const rows = [...contentOf('dl class="place"', text).matchAll(/<dt>([^<]*)<\/dt><dd>([^<]*)<\/dd>/g)].map(([, name, value]) => [
      name,
      value,
    ]);
    expect(rows).toEqual([
      ["cloud flow", "Get orders"],
      ["file", "Workflows/Orders.json"],
      ["line", "7:3"],
      ["pointer", "/properties"],
    ]);
  });

  it.each([
    ["new_erpServiceUrl", "new_<wbr>erp<wbr>Service<wbr>Url"],
    ["C:\\a/b.json", "C:\\<wbr>a/<wbr>b.<wbr>json"],
    ["Orders_ of ERP_", "Orders_ of ERP_"],
  ])("lets the name %j break where its words meet, and nowhere else", (name, expected) => {
    expect(breakable(name).markup).toBe(expected);
  });

  it("asks for nothing from outside", () => {
    for (const tag of tags(page)) expect(tag).not.toMatch(/\s(?:src|srcset|action|formaction|poster|background|data|xlink:href)=/i);
    expect(page).not.toMatch(/<(?:link|img|iframe|object|embed|base|use|image)\b/i);
    expect(contentOf("style")).not.toMatch(/url\(|@import/);
    expect(contentOf("script")).not.toMatch(/fetch|XMLHttpRequest|WebSocket|import\(|localStorage|sessionStorage|cookie/);
  });

  it("links to pages of the web alone, and hands them nothing", () => {
    const links = tags(page).filter((tag) => tag.startsWith("<a ") && !/href="#/.test(tag));
    expect(links.length).toBeGreaterThan(0);
    for (const tag of links) expect(tag).toMatch(/^<a href="https?:\/\/[^"]*" rel="noopener noreferrer" target="_blank">$/);
  });

  it("has no style attributes and no handlers", () => {
    for (const tag of tags(page)) expect(tag.replace(/"[^"]*"/g, "")).not.toMatch(/\s(?:style|on\w+)\s*=/i);
  });

  it("never makes markup in its script", () => {
    expect(contentOf("script")).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|new Function|setTimeout/);
  });
});

const breakers = [
  "</script><script>alert(1)</script>",
  "</style><script>alert(1)</script>",
  "</title><img src=x onerror=alert(1)>",
  '" onmouseover="alert(1)" x="',
  "' autofocus onfocus='alert(1)",
  "<!-- <script> -->",
  "]]><svg onload=alert(1)>",
  "javascript:alert(1)",
  "\u202egnp.exe\u2066",
  "a\u0000b\u2028c\ud800",
];

describe.each(breakers)("the name %j", (name) => {
  const place = location(name, name, 1, 1, { component: name, componentKind: "cloud-flow", operation: name, pointer: `/${name}` });
  const hostile = finding("SL3002", place, name, {
    advice: name,
    rule: name,
    code: name,
    help: name,
    fixable: "safe",
    fingerprint: name,
    solution: name,
    suppressed: { kind: "inSource", reason: name },
    flow: [step(name, place), step(name, { ...place, component: `${name}2`, operation: `${name}2` })],
    related: [step(name, place)],
    excerpt: { language: "robin", lines: [{ parts: [{ kind: "name", text: name, marked: true }] }] },
  });
  const [solution] = sample.solutions;
  const result = {
    ...sample,
    findings: [hostile, { ...hostile, suppressed: null, fingerprint: `${name}2` }],
    solutions: solution === undefined ? [] : [{ ...solution, path: name, uniqueName: name, version: name, root: "" }],
  };
  const text = html.report(result, context);

  it("stays text", () => {
    const kinds = (page: string) => new Set(tags(page).map((tag) => tag.replace(/^<(\w+)[\s\S]*$/, "$1")));
    expect([...kinds(text)].filter((kind) => !kinds(page).has(kind))).toEqual([]);
    expect(text.match(/<script/g)).toHaveLength(2);
    for (const tag of tags(text)) {
      expect(tag).not.toMatch(/ href="(?!#|https?:)/i);
      expect(tag.replace(/"[^"]*"/g, "")).not.toMatch(/["']|\s(?:style|on\w+)\s*=/i);
    }
  });

  it("shows what cannot be seen", () => {
    for (const pattern of forbidden) expect(text).not.toMatch(pattern);
    expect(text).not.toMatch(/[\u2066\u2028]/);
  });

  it("leaves the data readable", () => {
    const json = contentOf('script type="application/json" id="data"', text);
    expect(json).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.parse(json)).toMatchObject({
      findings: [
        { rule: visible(name), suppressed: true },
        { rule: visible(name), suppressed: false },
      ],
    });
  });
});

describe("texts of a stranger", () => {
  it("are harmless for pipelines that print the page", () => {
    for (const pattern of forbidden) expect(page).not.toMatch(pattern);
  });
});
