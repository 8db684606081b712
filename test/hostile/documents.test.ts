import { describe, expect, test } from "vitest";
import { http } from "../../src/testing/actions.ts";
import { password } from "../../src/testing/credentials.ts";
import { flow, solutionFiles, workflowFile } from "../../src/testing/solutions.ts";
import { writeZip } from "../../src/testing/zip-writer.ts";
import { codesOf, lintArchive, lintFolder, problemsOf, solutionZip } from "./host.ts";

const file = "Workflows/F-11111111-2222-4333-8444-555555555555.json";
const definition = (actions: string): string => `{"properties":{"definition":{"triggers":{},"actions":${actions}}}}`;

/** A solution in which the file of one flow, or another file, is replaced. */
function withFile(name: string, content: string | Buffer): Buffer {
  const files = new Map<string, string | Buffer>(solutionFiles({}));
  files.set(name, content);
  return writeZip([...files].map(([member, text]) => ({ name: member, content: text })));
}

describe("JSON", () => {
  test.each([
    ["nested a million deep", `{"a":${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}}`],
    ["objects nested a hundred thousand deep", `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`],
    ["inputs nested below the limit of a parser", definition(`{"A":{"type":"Compose","inputs":${"[".repeat(600)}1${"]".repeat(600)}}}`)],
    ["never closed", "[".repeat(5_000_000)],
    ["a number without end", `{"properties":${"9".repeat(3_000_000)}}x`],
    ["a text without end", `{"properties":"${"\\u0041".repeat(2_000_000)}`],
    ["text behind it", `${definition("{}")}${"}".repeat(1_000_000)}`],
    ["only a byte order mark", "\uFEFF"],
    ["zero bytes", "\u0000".repeat(100_000)],
    ["UTF-32", Buffer.concat([Buffer.from([0xff, 0xfe, 0, 0]), Buffer.from(definition("{}"), "utf16le")])],
  ])("%s is told", async (_name, content) => {
    const run = await lintArchive(withFile(file, content), { memory: 600 });
    expect(problemsOf(run).length).toBeGreaterThan(0);
    for (const problem of problemsOf(run)) expect(problem).toContain(file);
  });

  test.each([
    ["a folder, in a file that no solution names", "flow.json"],
    ["a solution, in a file of no known kind", "Other/settings.json"],
    ["a custom connector", "Connector/new_x_openapidefinition.json"],
    ["an environment variable's values", "environmentvariabledefinitions/new_A/environmentvariablevalues.json"],
  ])("nested deep in %s never overflows", async (_name, name) => {
    const deep = `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`;
    const content = `{"definition":{"$schema":"workflowdefinition.json","actions":{"A":{"runAfter":{},"inputs":${deep}}}},"EnvironmentVariables":[${deep}]}`;
    const run =
      name === "flow.json"
        ? await lintFolder({ [name]: content, "other.json": definition("{}") })
        : await lintArchive(withFile(name, content));
    expect(run.code).not.toBe(2);
  });

  test.each([
    ["many small values", `{"properties":{"x":[${"[],".repeat(8_000_000)}0]}}`],
    ["many members", `{"properties":{${Array.from({ length: 500_000 }, (_, index) => `"k${index}":0`).join()}}}`],
    ["one name of ten megabytes", `{"properties":{"${"k".repeat(10_000_000)}":0}}`],
  ])("of %s costs no more than it has to", async (_name, content) => {
    const run = await lintArchive(withFile(file, content), { time: 10_000, memory: 900 });
    expect(run.code).not.toBe(2);
  });

  test("that says a member twice is analysed as it is imported, and the other one is told", async () => {
    const action = (value: string): string =>
      `{"type":"Http","inputs":{"uri":"https://api.contoso.com","method":"GET","authentication":{"type":"Basic","username":"erp","password":"${value}"}}}`;
    const hidden = definition(`{"Call":${action(password())},"Call":${action("@parameters('x')")}}`);
    const run = await lintArchive(withFile(file, hidden));
    expect(run.stdout).not.toContain(password());
    expect(problemsOf(run)).toEqual([expect.stringContaining("'Call' occurs twice")]);
  });

  test.each([
    ["UTF-8 with a byte order mark", (text: string) => Buffer.from(`\uFEFF${text}`)],
    ["UTF-16, little-endian", (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le")],
    ["UTF-16, big-endian", (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le").swap16()],
    ["UTF-16 without a byte order mark, little-endian", (text: string) => Buffer.from(text, "utf16le")],
    ["UTF-16 without a byte order mark, big-endian", (text: string) => Buffer.from(text, "utf16le").swap16()],
    ["Latin-1 in a text", (text: string) => Buffer.from(text.replace("GET", "G\u00cbT"), "latin1")],
    ["lone surrogates in a text", (text: string) => Buffer.from(text.replace("GET", "\\ud800\\udfff\\udc00"))],
    ["zero characters in a text", (text: string) => Buffer.from(text.replace("GET", "G\\u0000T"))],
  ])("in %s is analysed", async (_name, encoded) => {
    const spec = {
      flows: [
        flow(
          "Call",
          http("Call_ERP", {
            uri: "https://x.contoso.com",
            method: "GET",
            authentication: { type: "Basic", username: "a", password: password() },
          }),
        ),
      ],
    };
    const text = solutionFiles(spec).get(workflowFile("Call")) ?? "";
    const run = await lintArchive(solutionZipWith(spec, workflowFile("Call"), encoded(text)));
    expect(codesOf(run)).toContain("SL1001");
    expect(problemsOf(run)).toEqual([]);
    expect(run.stdout).not.toContain(password());
  });
});

function solutionZipWith(spec: Parameters<typeof solutionFiles>[0], name: string, content: Buffer): Buffer {
  return writeZip([...solutionFiles(spec)].map(([member, text]) => ({ name: member, content: member === name ? content : text })));
}

describe("XML", () => {
  const laughs = `<!DOCTYPE a [<!ENTITY l0 "lol">${Array.from({ length: 12 }, (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`).join("")}]><a>&l12;</a>`;

  test.each([
    ["a billion laughs", laughs],
    [
      "an external entity",
      '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><ImportExportXml><SolutionManifest><UniqueName>&x;</UniqueName></SolutionManifest></ImportExportXml>',
    ],
    ["a document type in another letter case", '<!doctype a SYSTEM "http://localhost/x.dtd"><a/>'],
    ["elements nested a hundred thousand deep", `${"<a>".repeat(100_000)}${"</a>".repeat(100_000)}`],
    ["elements that never close", "<a>".repeat(1_000_000)],
    ["a tag that never ends", `<a ${"b='c' ".repeat(500_000)}`],
    ["a comment that never ends", `<a><!--${" -".repeat(1_000_000)}`],
    ["quotes without end", `<a b="${"'".repeat(2_000_000)}`],
    ["nothing but brackets", "<".repeat(1_000_000)],
    ["zero bytes", "\u0000".repeat(1_000_000)],
    ["an attribute that stands twice", "<ImportExportXml><Workflows a='1' a='2'/></ImportExportXml>"],
  ])("%s is told", async (_name, content) => {
    for (const name of ["solution.xml", "customizations.xml", "environmentvariabledefinitions/new_A/environmentvariabledefinition.xml"]) {
      const run = await lintArchive(withFile(name, content));
      expect(problemsOf(run).length, name).toBeGreaterThan(0);
      expect(run.stdout).not.toContain("root:");
    }
  });

  test.each([
    ["references", `<ImportExportXml><Workflows><Workflow Name="a">${"&#65;".repeat(1_000_000)}</Workflow></Workflows></ImportExportXml>`],
    [
      "attributes",
      `<ImportExportXml><Workflows><Workflow ${Array.from({ length: 50_000 }, (_, index) => `a${index}="1"`).join(" ")}/></Workflows></ImportExportXml>`,
    ],
    ["elements", `<ImportExportXml><Workflows>${"<Workflow/>".repeat(200_000)}</Workflows></ImportExportXml>`],
    ["unread elements", `<ImportExportXml><Entities>${"<Entity/>".repeat(1_000_000)}</Entities></ImportExportXml>`],
    ["comments", `<ImportExportXml><Workflows>${"<!-- -->".repeat(500_000)}</Workflows></ImportExportXml>`],
    [
      "text in pieces",
      `<ImportExportXml><Workflows><Workflow Name="x"><Definition>${"a<![CDATA[b]]>".repeat(200_000)}</Definition></Workflow></Workflows></ImportExportXml>`,
    ],
    [
      "names of JavaScript",
      "<ImportExportXml><Workflows><Workflow constructor='1' toString='2'><hasOwnProperty/><valueOf/></Workflow></Workflows></ImportExportXml>",
    ],
  ])("with many %s is read in time", async (_name, content) => {
    const run = await lintArchive(withFile("customizations.xml", content), { time: 10_000, memory: 700 });
    expect(run.code).not.toBe(2);
  });
});

describe("YAML", () => {
  const laughs = `a: &a ["lol"]\nb: &b [*a,*a,*a]\n${Array.from({ length: 30 }, (_, index) => `c${index}: &c${index} [*b,*b]`).join("\n")}\n`;
  test.each([
    ["aliases", laughs],
    ["deep mappings", Array.from({ length: 3000 }, (_, index) => `${" ".repeat(index)}a:`).join("\n")],
    ["deep sequences", "- ".repeat(100_000)],
    ["one line of colons", ": ".repeat(500_000)],
    ["tags", "!!js/function 'function(){}'"],
    ["tabs", "a:\n\tb: c\n".repeat(50_000)],
    ["names of JavaScript", "__proto__:\n  constructor: x\ntoString: y\n"],
    ["many members", Array.from({ length: 100_000 }, (_, index) => `k${index}: v`).join("\n")],
    ["quotes without end", `a: "${"\\".repeat(500_001)}`],
  ])("with %s is read in time", async (_name, content) => {
    const tree = {
      "solutions/Contoso/solution.yml": "ImportExportXml:\n  SolutionManifest:\n    UniqueName: Contoso\n",
      "solutions/Contoso/solutioncomponents.yml": content,
      "solutions/Contoso/rootcomponents.yml": content,
      "publishers/contoso/publisher.yml": content,
      "connectionreferences/new_a/connectionreference.yml": content,
      "environmentvariabledefinitions/new_a/environmentvariabledefinition.yml": content,
      "workflows/a-11111111-2222-4333-8444-555555555555/workflow.yml": content,
    };
    // Node 24 lets its heap grow further than 20 and 22 before it collects: 330 MB for the many members.
    const run = await lintFolder(tree, { time: 8000, memory: 400 });
    expect(run.stderr).not.toMatch(/internal/);
  });
});

test("a file that is many things at once is only what its name says", async () => {
  const zip = solutionZip();
  const run = await lintArchive(withFile(file, Buffer.concat([Buffer.from(`${definition("{}")}\n`), zip])));
  expect(problemsOf(run)).toEqual([expect.stringContaining(file)]);
});
