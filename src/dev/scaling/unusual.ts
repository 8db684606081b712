import { compose, http, keyVault, raw } from "../../testing/actions.ts";
import { password } from "../../testing/credentials.ts";
import { desktop } from "../../testing/desktop.ts";
import { type FlowSpec, flow, solutionFiles } from "../../testing/solutions.ts";
import { logicAppTemplate } from "../../testing/templates.ts";
import { writeZip } from "../../testing/zip-writer.ts";
import { quoted } from "./desktop-parts.ts";
import { joined, many, type Subject, type Tint } from "./subject.ts";

const archive = (spec: Parameters<typeof solutionFiles>[0]): Buffer =>
  writeZip([...solutionFiles(spec)].map(([name, content]) => ({ name, content })));

/** The JavaScript of an action, and what is done with what it gives back. */
const withCode = (code: string, { prelude }: Tint): FlowSpec =>
  flow("Orders", ...prelude, raw("Code", { type: "JavaScriptCode", inputs: { code } }), compose("Result", "@body('Code')"));
const secretRead = "workflowContext.actions.Get_secret.outputs.body.value";

const codes: readonly (readonly [string, (size: number) => string])[] = [
  ["readings", (n) => joined(n, (i) => `const v${i} = ${secretRead};`, "\n")],
  ["readings without line ends", (n) => joined(n, () => `f(${secretRead})`, ",")],
  ["readings that are only counted", (n) => joined(n, (i) => `const v${i} = ${secretRead}; use(v${i}.length);`, "\n")],
  ["uses of one reading", (n) => `const v = ${secretRead};\n${joined(n, () => "use(v.length);", "\n")}return v;`],
  ["readings into one variable", (n) => `${joined(n, () => `const v = ${secretRead};\nuse(v.length);`, "\n")}return v;`],
  ["steps of one reading", (n) => `return workflowContext.actions.Get_secret${'["a"]'.repeat(n)};`],
  ["texts that do not end", (n) => `const v = ${'"'.repeat(n)}${secretRead}`],
  ["blanks", (n) => `workflowContext${" ".repeat(n)}.actions`.repeat(4)],
];

/** Scripts that join texts. */
const joins: readonly (readonly [string, (size: number, value: (index: number) => string) => string])[] = [
  ["names", (n, v) => `${joined(n, (i) => `$a${i} = "${v(i)}"`, "\n")}\n$password = ${joined(n, (i) => `$a${i}`, " + ")}`],
  [
    "names, each with the one before",
    (n, v) => `$a0 = "${v(0)}"\n${joined(n, (i) => `$a${i + 1} = $a${i} + "x"`, "\n")}\n$password = $a${n}`,
  ],
  [
    "names, each with the two before",
    (n) => `a0 = "x"\na1 = "y"\n${joined(n, (i) => `a${i + 2} = a${i + 1} + a${i}`, "\n")}\npassword = a${n}`,
  ],
  ["what is added to one name", (n, v) => `${joined(n, (i) => `$p += "${v(i)}"`, "\n")}\nConnect-Orders -Password $p`],
  ["formats", (n, v) => joined(n, (i) => `password${i} = "{0}:{1}" -f "u", "${v(i)}"`, "\n")],
  ["places of one format", (n, v) => `password = "${joined(n, (i) => `{${i % 90}}`)}" -f ${joined(n, (i) => `"${v(i)}"`, ", ")}`],
  ["parentheses", (n, v) => `password = ${"(".repeat(n)}"${v(0)}"${")".repeat(n)}`],
  ["expressions in one text", (n, v) => `$x = "${v(0)}"\n$password = "${"$($x)".repeat(n)}"`],
  ["names in the words of a command", (n) => `$x = "-p"\n& tool.exe ${"$x ".repeat(n)}`],
];

/** The definition of a flow with comments; other files as they are. */
const commented = (file: string, text: string, written: string): string =>
  file.startsWith("Workflows/") ? text.replace("{", () => `{${written}`) : text;

const comments: readonly (readonly [string, (size: number) => string])[] = [
  ["lines", (n) => `${"// note\n".repeat(n)}`],
  ["blocks", (n) => "/* note */".repeat(n)],
  ["one block", (n) => `/* ${"* / // ".repeat(n)} */`],
  ["blocks that do not end", (n) => "/* note ".repeat(n)],
  ["texts that look like comments", (n) => `"a": "${"// /* ".repeat(n)}",`],
];

/** Patterns that are given as paths. */
const patterns: readonly (readonly [string, (size: number) => string])[] = [
  ["files", () => "exports/*.zip"],
  ["files in folders", () => "**/*.zip"],
  ["folders of any depth", (n) => `${"**/".repeat(Math.min(n, 60))}*.zip`],
  ["stars", (n) => `exports/${"*".repeat(Math.min(n, 200))}s*.zip`],
  ["stars with letters between", (n) => `exports/${"*s".repeat(Math.min(n, 100))}*.zip`],
];

/** What few inputs have much of: code and comments in JSON, texts that scripts join, values that a deployment gives, patterns, marks. */
export const unusual: readonly Subject[] = [
  ...codes.map(
    ([name, codeOf]): Subject => ({
      name: `inline code: ${name}`,
      files: (size, tint) => solutionFiles({ flows: [withCode(codeOf(size), tint)] }),
    }),
  ),
  {
    name: "inline code: actions",
    files: (size, tint) =>
      solutionFiles({
        flows: [
          flow(
            "Orders",
            ...tint.prelude,
            ...many(size, (i) => raw(`Code_${i}`, { type: "JavaScriptCode", inputs: { code: `return ${secretRead};` } })),
            ...many(size, (i) => compose(`Result_${i}`, `@body('Code_${i}')`)),
          ),
        ],
      }),
  },
  ...joins.map(
    ([name, scriptOf]): Subject => ({
      name: `joined in a script: ${name}`,
      files: (size, { plainText }) =>
        solutionFiles({
          desktopFlows: [
            desktop(
              "Robot",
              {},
              `Scripting.RunPowershellScript.RunPowershellScript Script: ${quoted(scriptOf(size, plainText))} ScriptOutput=> R`,
            ),
          ],
          files: { "WebResources/new_orders.js": scriptOf(size, plainText) },
        }),
    }),
  ),
  ...comments.map(
    ([name, commentsOf]): Subject => ({
      name: `comments in JSON: ${name}`,
      files: (size, tint) =>
        new Map(
          [...solutionFiles({ flows: [flow("Orders", ...tint.prelude)] })].map(([file, text]) => [
            file,
            commented(file, text, commentsOf(size)),
          ]),
        ),
    }),
  ),
  ...patterns.map(
    ([name, patternOf]): Subject => ({
      name: `patterns: ${name}`,
      files: () => new Map(),
      beside: (size, tint) =>
        new Map<string, string | Buffer>(
          many(Math.min(size, 400), (i) => [
            `exports/${"s".repeat(100)}${i}.zip`,
            archive({ uniqueName: `C${i}`, flows: [flow("Orders", ...tint.prelude)] }),
          ]),
        ),
      isFolder: true,
      inputOf: patternOf,
      most: 400,
    }),
  ),
  {
    name: "deployed values: calls of list functions",
    files: (size) =>
      new Map(
        Object.entries(
          logicAppTemplate(
            Object.fromEntries(
              many(size, (i) => [
                `Call${i}`,
                {
                  type: "Http",
                  inputs: {
                    uri: "https://api.contoso.com",
                    headers: { "x-api-key": `[listKeys(resourceId('a', 's${i}'), '2021').keys[0].value]` },
                  },
                },
              ]),
            ),
          ),
        ),
      ),
  },
  {
    name: "deployed values: calls in one text",
    files: (size) =>
      new Map(
        Object.entries(
          logicAppTemplate({
            Call: {
              type: "Http",
              inputs: {
                uri: "https://api.contoso.com",
                headers: { "x-api-key": `[concat(${joined(size, (i) => `list(resourceId('a', 's${i}'), '2021').key${i}`, ", ")})]` },
              },
            },
          }),
        ),
      ),
  },
  {
    name: "deployed values: parentheses",
    files: (size) =>
      new Map(
        Object.entries(
          logicAppTemplate({
            Call: {
              type: "Http",
              inputs: { uri: "https://api.contoso.com", headers: { "x-api-key": `[${"concat(".repeat(size)}'a'${")".repeat(size)}]` } },
            },
          }),
        ),
      ),
  },
  {
    name: "deployed values: variables that each take two others",
    files: (size) =>
      new Map(
        Object.entries(
          logicAppTemplate(
            { Call: { type: "Http", inputs: { uri: "https://api.contoso.com", headers: { "x-api-key": `[variables('v${size - 1}')]` } } } },
            {
              template: {
                parameters: { key: { type: "securestring" } },
                variables: Object.fromEntries(
                  many(size, (i) => [
                    `v${i}`,
                    i < 2 ? "[parameters('key')]" : `[concat(variables('v${i - 1}'), variables('v${i - 2}'), listKeys('r${i}', '1').key)]`,
                  ]),
                ),
              },
            },
          ),
        ),
      ),
  },
  {
    name: "marked variables: rows that set one",
    files: (size, { desktopText }) =>
      solutionFiles({
        desktopFlows: [
          desktop(
            "Robot",
            { sensitive: ["Code"] },
            ...many(size, (i) => [`SET Code TO ${quoted(desktopText(i))}`, `SET Copy${i} TO Code`]).flat(),
          ),
        ],
      }),
  },
  {
    name: "marked variables: rows that set one in branches",
    files: (size) =>
      solutionFiles({
        desktopFlows: [
          desktop(
            "Robot",
            { sensitive: ["Code"], inputs: ["Text"] },
            ...many(size, (i) => [
              `IF Text = ${i} THEN`,
              `SET Code TO Text`,
              "END",
              "Logging.LogMessage Message: Code LogLevel: Logging.LogLevel.Info",
            ]).flat(),
          ),
        ],
      }),
  },
  {
    name: "marked variables: each set and read",
    files: (size) =>
      solutionFiles({
        desktopFlows: [
          desktop(
            "Robot",
            { sensitive: many(size, (i) => `Code${i}`), inputs: ["Text"] },
            ...many(size, (i) => [`SET Code${i} TO Text`, `Logging.LogMessage Message: Code${i} LogLevel: Logging.LogLevel.Info`]).flat(),
          ),
        ],
      }),
  },
  {
    name: "repairs: settings without effect",
    files: (size) =>
      solutionFiles({
        flows: [
          flow(
            "Orders",
            ...many(size, (i) =>
              raw(`Keep_${i}`, { type: "Compose", inputs: "x", runtimeConfiguration: { secureData: { properties: ["outputs"] } } }),
            ),
          ),
        ],
      }),
  },
  {
    name: "repairs: copies of a secret, each used",
    files: (size) =>
      solutionFiles({
        flows: [
          flow(
            "Orders",
            keyVault.getSecret("Get_secret"),
            ...many(size, (i) => [
              compose(`Copy_${i}`, "@body('Get_secret')?['value']"),
              http(`Use_${i}`, { authentication: { type: "Basic", username: "u", password: `@outputs('Copy_${i}')` } }),
            ]).flat(),
          ),
        ],
      }),
  },
  {
    name: "repairs: different passwords in many flows",
    files: (size) =>
      solutionFiles({
        flows: many(size, (i) =>
          flow(`Orders ${i}`, http("Call", { authentication: { type: "Basic", username: "u", password: password(i) } })),
        ),
      }),
  },
  {
    name: "repairs: vaults and secrets by their names",
    files: (size) =>
      solutionFiles({ flows: [flow("Orders", ...many(size, (i) => keyVault.getSecret(`Get_${i}`, { secretName: `erp-${i}` })))] }),
  },
  {
    name: "repairs: defaults of sensitive inputs",
    files: (size) =>
      solutionFiles({
        desktopFlows: [
          desktop("Robot", {
            inputs: Object.fromEntries(many(size, (i) => [`Password${i}`, `value ${i}`])),
            sensitive: many(size, (i) => `Password${i}`),
          }),
        ],
      }),
  },
];
