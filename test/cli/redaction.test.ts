import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { reporterNames } from "../../src/report/index.ts";
import { compose, http, initializeVariable } from "../../src/testing/actions.ts";
import { apiKey, password } from "../../src/testing/credentials.ts";
import { desktop } from "../../src/testing/desktop.ts";
import { flow, solutionFiles, workflowFile } from "../../src/testing/solutions.ts";
import { temporaryTree } from "../input/temporary-tree.ts";
import { allSamples } from "../secrets/samples.ts";
import { runCli } from "./run-cli.ts";
import { runInHost } from "./run-in-host.ts";

const samples = allSamples(31);
const textOf = ({ before, text, behind }: (typeof samples)[number]): string => `${before}${text}${behind}`;
const odd = ["p&ss", '<w"o', "r'd>", "/é+%", "~xy7"].join("");
const pieces = [apiKey(41).slice(0, 16), apiKey(41).slice(16)] as const;
const named = samples.find(({ shape }) => shape.id === "sendgrid-key") ?? samples[0];
const inName = named === undefined ? "" : named.secret;

/** Texts that no rule takes for a credential, beside places that are reported: too short, digits alone, words, in pieces, encoded. */
const beside = {
  short: ["Qz", "7v"].join(""),
  pin: "831759",
  word: ["Sonnen", "blume"].join(""),
  comment: ["Wq5x", "Lm"].join(""),
  attribute: ["Hj4t", "Rr"].join(""),
  first: ["Vx8", "k"].join(""),
  second: ["Jq2", "w"].join(""),
  encoded: Buffer.from(["ab:", "Tz6p"].join("")).toString("base64"),
};

/** Every place where a secret may stand that a report speaks of: values of all kinds, names, notes, broken files, texts that expressions make. */
const files = Object.fromEntries(
  solutionFiles({
    uniqueName: "ContosoErp",
    flows: [
      flow("Shapes", ...samples.map((sample, index) => compose(`Compose_${index}`, textOf(sample)))),
      flow(
        "Places",
        http("Sign_in", { authentication: { type: "Basic", username: "orders", password: odd } }),
        http("Again", {
          headers: { Authorization: `Basic ${Buffer.from(`orders:${odd}`).toString("base64")}` },
          body: `password=${encodeURIComponent(odd)}`,
        }),
        initializeVariable("First", "first", pieces[0]),
        http("Call_ERP", { headers: { "x-api-key": `@concat(variables('first'), '${pieces[1]}')` } }),
        initializeVariable(`Key ${inName}`, "apiKey", apiKey(48)),
        http(`Send ${inName}`, { headers: { "x-api-key": "@variables('apiKey')" } }),
        compose("Note", "x", { note: `password: ${password(42)}` }),
        compose("Broken", `@concat('${apiKey(43)}', outputs('Compose_1')['x'`),
      ),
      flow(
        "Beside",
        http("Neighbours", {
          uri: `https://example.org/${beside.word}`,
          headers: {
            "x-api-key": apiKey(49),
            "x-other": beside.short,
            "x-number": beside.pin,
            "x-parts": `@concat('${beside.first}', '${beside.second}')`,
            "x-encoded": beside.encoded,
          },
          body: { pin: Number(beside.pin), list: [beside.word], text: `${beside.short} @{triggerBody()}` },
        }),
      ),
      flow("Torn", compose("Key", "x")),
    ],
    desktopFlows: [
      desktop(
        "Beside it",
        {},
        `# ${beside.comment}`,
        `SET Password TO $'''${password(50)}'''`,
        `SET Pin TO ${beside.pin}`,
        `**REGION ${beside.comment}`,
        `@@note: '${beside.word}'`,
        `SET Whole TO $'''${beside.first}%Pin%${beside.second}'''`,
        "**ENDREGION",
      ),
      desktop("Sign in", { sensitive: ["Code"], inputs: { Code: password(44) } }, `SET Password TO $'''${odd.replace("'", "")}x'''`),
    ],
    variables: samples.slice(0, 20).map((sample, index) => ({ schemaName: `new_Value${index}`, defaultValue: textOf(sample) })),
    files: {
      ...Object.fromEntries(
        samples.slice(20, 60).map((sample, index) => [`WebResources/new_${index}.js`, `const x = "${textOf(sample)}";`]),
      ),
      "settings.json": JSON.stringify({ EnvironmentVariables: [{ SchemaName: "new_ApiKey", Value: apiKey(45) }] }),
      [workflowFile("Torn")]: `{"properties":{"definition":{"actions":{"Key":{"type":"Compose","inputs":"${apiKey(46)}",}}}}}`,
      "environmentvariabledefinitions/new_Password/environmentvariabledefinition.xml": `<environmentvariabledefinition schemaname="new_Password" hint="${beside.attribute}"><!-- ${beside.comment} --><defaultvalue>${password(51)}</defaultvalue><description default="${beside.attribute}">${beside.word}</description><displayname default="${beside.word}" /><type>100000000</type></environmentvariabledefinition>`,
      "environmentvariabledefinitions/new_bad/environmentvariabledefinition.xml": `<environmentvariabledefinition><defaultvalue>${apiKey(47)}</defaultvalu`,
    },
  }),
);

const secrets = [
  ...samples.map(({ secret }) => secret),
  odd,
  `${odd.replace("'", "")}x`,
  pieces.join(""),
  inName,
  password(42),
  ...[43, 45, 46, 47, 48].map(apiKey),
  password(44),
  apiKey(49),
  ...[50, 51].map(password),
];

/** The secret and its usual encodings; what has fewer than six characters is in every other word. */
function formsOf(secret: string): readonly string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const xml = secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return [
    secret,
    json,
    JSON.stringify(json).slice(1, -1),
    xml,
    encodeURIComponent(secret),
    Buffer.from(secret).toString("base64").replace(/=+$/, "").slice(0, -1),
  ];
}

function leaksIn(output: string): readonly string[] {
  return secrets
    .filter((secret) => formsOf(secret).some((form) => form.length >= 6 && output.includes(form)))
    .map((secret) => `a secret of ${secret.length} characters`);
}

/** All that a run wrote: its streams and the files it made. */
async function everything(
  args: readonly string[],
  run: typeof runCli = runInHost,
): Promise<{ readonly text: string; readonly written: readonly string[] }> {
  const cwd = temporaryTree(Object.fromEntries(Object.entries(files).map(([name, content]) => [`export/${name}`, content])));
  const { stdout, stderr } = await run(args, { cwd });
  const written = readdirSync(cwd).filter((name) => name !== "export");
  return { text: [stdout, stderr, ...written.map((name) => readFileSync(join(cwd, name), "utf8"))].join("\n"), written };
}

describe("no secret leaves the tool", () => {
  test("in any format, with figures and internals", async () => {
    const formats = reporterNames.flatMap((name) => ["--format", `${name}:report.${name}`]);
    const { text, written } = await everything(
      ["export", "--preset", "strict", ...formats, "--stats", "--debug", "--settings", "prod=export/settings.json"],
      runCli,
    );
    expect(written).toHaveLength(reporterNames.length);
    expect(text).toContain("hardcoded-credential");
    expect(leaksIn(text)).toEqual([]);
    expect(text).toContain("x-parts");
    expect(Object.entries(beside).filter(([, unknown]) => text.includes(unknown))).toEqual([]);
  });

  test("in a baseline, nor in what is left out by it", async () => {
    const { text, written } = await everything(["export", "--baseline", "baseline.json", "--update-baseline"]);
    expect(written).toEqual(["baseline.json"]);
    expect(text).toContain("hardcoded-credential");
    expect(leaksIn(text)).toEqual([]);
  });

  test.each(["mermaid", "dot", "svg"])("in a drawing as %s", async (format) => {
    const { text } = await everything(["graph", "export", "--format", format]);
    expect(text).toContain("header 'x-api-key'");
    expect(leaksIn(text)).toEqual([]);
  });

  test("in the configuration that is printed", async () => {
    const { text } = await everything(["export", "--print-config"]);
    expect(leaksIn(text)).toEqual([]);
  });

  test("and the check itself sees a secret, as it is and encoded", () => {
    for (const secret of secrets) expect(formsOf(secret).every((form) => form.length < 6 || leaksIn(`x ${form} y`).length > 0)).toBe(true);
  });
});
