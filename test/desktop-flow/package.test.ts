import { describe, expect, it } from "vitest";
import { decodePackage } from "../../src/desktop-flow/package.ts";
import { defaultInputLimits } from "../../src/input/artifact.ts";
import { writeZip } from "../../src/testing/zip-writer.ts";

const options = { path: "flow.zip", prefix: "Workflows/x.json!/", limits: defaultInputLimits };

function packed(members: Record<string, string | Buffer>): string {
  return writeZip(Object.entries(members).map(([name, content]) => ({ name, content }))).toString("base64");
}

const script = "SET A TO $'''é 变量'''\r\n";
const wide = Buffer.from(script, "utf16le");

describe("decodePackage", () => {
  it("reads script and manifest in UTF-16 without a byte order mark", async () => {
    const base64 = packed({ "controlRepo.appmask": "x", "script.robin": wide, "flow.manifest": Buffer.from("{}", "utf16le") });
    expect(await decodePackage(base64, options)).toEqual({ script, manifest: "{}", problems: [] });
  });

  it("reads base64 in lines", async () => {
    const base64 = packed({ "script.robin": wide }).replace(/.{60}/g, "$&\r\n");
    expect((await decodePackage(`\n${base64}\n`, options)).script).toBe(script);
  });

  it.each([
    ["a byte order mark", Buffer.from(`\ufeff${script}`, "utf16le")],
    ["UTF-8", Buffer.from(script, "utf8")],
    ["UTF-8 with a byte order mark", Buffer.from(`\ufeff${script}`, "utf8")],
  ])("reads %s as well", async (_, content) => {
    expect((await decodePackage(packed({ "Script.Robin": content }), options)).script).toBe(script);
  });

  it("has nothing to say about an empty package", async () => {
    expect(await decodePackage("", options)).toEqual({ script: undefined, manifest: undefined, problems: [] });
  });

  it.each([
    ["no base64", "%%%%", "unreadable"],
    ["base64 of something else", Buffer.from("not a zip archive, only text").toString("base64"), "unreadable"],
    ["an archive without a script", packed({ "other.txt": "x" }), "unreadable"],
  ])("reports %s", async (_, base64, kind) => {
    const { script: found, problems } = await decodePackage(base64, options);
    expect(found).toBeUndefined();
    expect(problems).toMatchObject([{ kind }]);
    expect(problems[0]?.message).toMatch(/^[A-Z].*\.$/s);
  });

  it("keeps to the limits", async () => {
    const large = packed({ "script.robin": wide });
    const small = { ...options, limits: { ...defaultInputLimits, archiveSize: 10 } };
    expect((await decodePackage(large, small)).problems).toMatchObject([{ kind: "limit" }]);
    const tight = { ...options, limits: { ...defaultInputLimits, entrySize: 10 } };
    expect(await decodePackage(large, tight)).toMatchObject({ script: undefined, problems: [{ kind: "limit", file: "script.robin" }] });
  });
});
