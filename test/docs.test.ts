import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import yargs, { type Argv } from "yargs";
import { fixOptions } from "../src/cli/fix-options.ts";
import { lintOptions } from "../src/cli/lint-options.ts";
import { optionNames } from "../src/cli/usage-errors.ts";
import { lint } from "../src/index.ts";
import { reporterNames } from "../src/report/index.ts";
import { http, keyVault, raw } from "../src/testing/actions.ts";
import { flow, solutionFiles } from "../src/testing/solutions.ts";
import { writeZip } from "../src/testing/zip-writer.ts";
import { temporaryTree } from "./input/temporary-tree.ts";

const root = fileURLToPath(new URL("../", import.meta.url));
const read = (name: string): string => readFileSync(join(root, name), "utf8");
const blocks = (name: string, language: string): readonly string[] =>
  [...read(name).matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))].map(([, text = ""]) => text);

/** The options of a command that its page has to explain. */
const explained = (command: Argv): readonly string[] =>
  optionNames(command)
    .map((name) => name.slice(2))
    .filter((name) => !["help", "version", "paths"].includes(name));

describe("docs/usage.md", () => {
  test("explains every option of lint, and no other", () => {
    const known = [...explained(lintOptions(yargs([]))), "debug"]; // which every command has
    const table = read("docs/usage.md").split("## Options of `lint`")[1]?.split("\n## ")[0] ?? "";
    const told = new Set(
      [...table.matchAll(/--(?:no-(?=suppressions|config|color|progress))?([a-z][a-z-]+)/g)].map(([, name = ""]) => name),
    );
    expect([...told].sort()).toEqual(known.toSorted());
  });

  test("has an explanation for every option of fix, in docs/fix.md", () => {
    const known = explained(fixOptions(yargs([])));
    const table = read("docs/fix.md").split("## Options")[1]?.split("\n## ")[0]?.split("The exit code")[0] ?? "";
    const told = new Set([...table.matchAll(/--(?:no-(?=config))?([a-z][a-z-]+)/g)].map(([, name = ""]) => name));
    expect([...told].sort()).toEqual(known.toSorted());
  });

  test("explains every format", () => {
    const table = read("docs/usage.md").split("## Formats")[1]?.split("\n## ")[0] ?? "";
    for (const name of reporterNames) expect(table).toContain(`\`${name}\``);
  });
});

test("README.md shows lines that the tool writes, in their order", () => {
  const written = read("test/cli/snapshots/contoso-erp.txt").split("\n");
  const shown = (read("README.md").split("```")[1] ?? "").split("\n").filter((line) => !/^(?:\$ .*|\s*…?)$/.test(line));
  expect(shown.length).toBeGreaterThan(15);
  let from = 0;
  for (const line of shown) {
    expect(written.slice(from)).toContain(line);
    from = written.indexOf(line, from) + 1;
  }
});

test("the reference in docs/configuration.md has every key, and every limit with its default", () => {
  const { properties } = JSON.parse(read("schema.json")) as {
    readonly properties: Readonly<Record<string, unknown>> & {
      readonly limits: { readonly properties: Readonly<Record<string, { readonly default: number }>> };
    };
  };
  const [keys = "", limits = ""] = (read("docs/configuration.md").split("\n## Reference\n")[1] ?? "").trim().split("\n\n");
  const firstCells = keys.split("\n").flatMap((row) => [...(row.split("|")[1] ?? "").matchAll(/`([^`]+)`/g)].map(([, name]) => name));
  expect(firstCells).toEqual(Object.keys(properties));
  const rows = [...limits.matchAll(/^\| `(\w+)` \|.*\| (\d+) \|$/gm)].map(([, name, value]) => [name, Number(value)]);
  expect(rows).toEqual(Object.entries(properties.limits.properties).map(([name, limit]) => [name, limit.default]));
});

describe("docs/custom-rules.md", () => {
  const zip = writeZip(
    [
      ...solutionFiles({
        flows: [
          flow(
            "Retries",
            raw("Call", { type: "Http", inputs: { uri: "https://example.org", retryPolicy: { type: "none" } } }),
            ...many(101),
          ),
        ],
      }),
    ].map(([name, content]) => ({ name, content })),
  );

  function many(count: number): readonly ReturnType<typeof raw>[] {
    return Array.from({ length: count }, (_, index) => raw(`Step_${index}`, { type: "Compose", inputs: "x" }));
  }

  test("has a rule as data that works", async () => {
    const [config = ""] = blocks("docs/custom-rules.md", "json");
    const { findings } = await lint(["-"], {
      cwd: temporaryTree({ "c.json": config }),
      stdin: zip,
      config: "c.json",
      only: ["contoso/retry-policy"],
    });
    expect(findings.map(({ rule, location }) => [rule, location.pointer])).toEqual([
      ["contoso/retry-policy", "/properties/definition/actions/Call/inputs/retryPolicy"],
    ]);
  });

  test("has a rule as code that works", async () => {
    const [code = ""] = blocks("docs/custom-rules.md", "js");
    const cwd = temporaryTree({ "rules.mjs": code });
    const { findings } = await lint(["-"], { cwd, stdin: zip, plugins: ["./rules.mjs"], only: ["contoso/few-actions"] });
    expect(findings.map(({ message }) => message)).toEqual(["'Retries' has 102 actions."]);
  });

  test("has a rule as code that follows secrets", async () => {
    const [, code = ""] = blocks("docs/custom-rules.md", "js");
    const api = new URL("../src/rule.ts", import.meta.url).href;
    const text = code.replace('from "solutionlint/rule"', `from ${JSON.stringify(api)}`);
    expect(text).not.toBe(code);
    const cwd = temporaryTree({ "rules.mjs": text });
    const orders = flow(
      "Orders",
      keyVault.getSecret("Get_secret"),
      http("Call_CRM", { headers: { "x-api-key": "@body('Get_secret')?['value']" } }),
    );
    const bytes = writeZip([...solutionFiles({ flows: [orders] })].map(([name, content]) => ({ name, content })));
    const { findings } = await lint(["-"], { cwd, stdin: bytes, plugins: ["./rules.mjs"], only: ["contoso/vault-to-erp-only"] });
    expect(findings.map(({ message }) => message)).toEqual([
      "'Call_CRM' sends the Key Vault secret returned by 'Get_secret' to another service than the ERP.",
    ]);
  });
});

const pages = [
  ...["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"],
  ...["docs", "docs/rules"].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith(".md"))
      .map((name) => `${folder}/${name}`),
  ),
];

/** As GitHub makes them of headings. */
const anchors = (text: string): readonly string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, "")
      .replaceAll(" ", "-"),
  );

test.each(pages)("the links of %s lead somewhere", (page) => {
  const targets = [...read(page).matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, target = ""]) => target);
  const dead = targets.filter((target) => {
    const [path = "", anchor] = target.split("#");
    const file = path === "" ? page : join(dirname(page), path);
    return !existsSync(join(root, file)) || (anchor !== undefined && !anchors(read(file)).includes(anchor));
  });
  expect(dead).toEqual([]);
});

/** Cells of a row, as GitHub counts them: a vertical bar ends one in code, too, unless it is escaped. */
const cells = (row: string): number => row.replaceAll("\\|", "").split("|").length;

test.each(pages)("the rows of each table of %s have as many cells as its head", (page) => {
  const tables =
    read(page)
      .replace(/^```.*?^```$/gms, "")
      .match(/(?:^\|.*\n)+/gm) ?? [];
  const broken = tables.flatMap((table) => {
    const [head = "", ...rows] = table.trimEnd().split("\n");
    return rows.filter((row) => cells(row) !== cells(head));
  });
  expect(broken).toEqual([]);
});
