import { describe, expect, it } from "vitest";
import { readHeader } from "../../src/desktop-flow/header.ts";
import { parseRobin } from "../../src/desktop-flow/robin/parser.ts";

const source = [
  "@@ConnectionString: ''",
  "@@DisplayName: 'Local computer'",
  "IMPORT 'controlRepo.appmask' AS appmask",
  "@SENSITIVE: [Password, Output_Token, Scratch]",
  "@INPUT Password : { 'Description': '''Line one",
  "it\\'s line two''', 'FriendlyName': 'The password', 'Type': 'String', 'IsOptional': True, 'DefaultValue': 'in clear' } ",
  "@OUTPUT Output_Token : { 'Description': '', 'FriendlyName': 'Output_Token', 'Type': 'String' } ",
  "@INPUT Count : { 'Type': 'Numeric', 'DefaultValue': 5 }",
  "@INPUT Names : { 'Type': 'List', 'DefaultValue': [] }",
  "@INPUT Flag : { 'Type': 'Bool', 'DefaultValue': True, 'IsOptional': False }",
  "@INPUT Bare : { }",
  "SET Scratch TO Password",
].join("\r\n");

describe("readHeader", () => {
  const header = readHeader(parseRobin(source));

  it("reads inputs and outputs, each in order", () => {
    expect(header.inputs.map(({ name, type, line }) => [name, type, line])).toEqual([
      ["Password", "String", 5],
      ["Count", "Numeric", 8],
      ["Names", "List", 9],
      ["Flag", "Bool", 10],
      ["Bare", undefined, 11],
    ]);
    expect(header.outputs).toMatchObject([
      { name: "Output_Token", description: "", sensitive: true, optional: false, defaultValue: undefined },
    ]);
  });

  it("reads everything about an input", () => {
    const [input] = header.inputs;
    expect(input).toMatchObject({
      friendlyName: "The password",
      description: "Line one\r\nit's line two",
      optional: true,
      sensitive: true,
      defaultText: "in clear",
    });
    expect(source.slice(input?.nameStart, input?.nameEnd)).toBe("Password");
    expect(source.slice(input?.defaultValue?.start, input?.defaultValue?.end)).toBe("'in clear'");
    expect(source.slice(input?.start, input?.end)).toMatch(/^@INPUT Password .*\}$/s);
  });

  it("reads defaults of all types", () => {
    expect(header.inputs.map(({ defaultText, defaultValue }) => [defaultText, defaultValue?.kind])).toEqual([
      ["in clear", "text"],
      ["5", "number"],
      [undefined, "list"],
      ["true", "boolean"],
      [undefined, undefined],
    ]);
  });

  it("knows the sensitive names in any case", () => {
    expect(header.sensitive.map(({ name, start, end }) => [name, source.slice(start, end)])).toEqual([
      ["Password", "Password"],
      ["Output_Token", "Output_Token"],
      ["Scratch", "Scratch"],
    ]);
    expect(header.isSensitive("PASSWORD")).toBe(true);
    expect(header.isSensitive("Count")).toBe(false);
  });

  it("reads the metadata and the imports", () => {
    expect([...header.metadata]).toEqual([
      ["ConnectionString", ""],
      ["DisplayName", "Local computer"],
    ]);
    expect(header.imports).toMatchObject([{ file: "controlRepo.appmask", alias: "appmask" }]);
  });

  it("is empty for a script without one", () => {
    const empty = readHeader(parseRobin("@@source: 'Recorder'\nA.B"));
    expect(empty).toMatchObject({ inputs: [], outputs: [], sensitive: [], imports: [] });
    expect(empty.metadata.size).toBe(0);
  });

  it("keeps what it can of a broken declaration", () => {
    const { inputs } = readHeader(
      parseRobin("@SENSITIVE: [A]\n@INPUT A : { 'Type': 'String', 'DefaultValue': 'x', 'IsOptional': % }\n@INPUT B"),
    );
    expect(inputs).toMatchObject([{ name: "A", type: "String", defaultText: "x", optional: false, sensitive: true }, { name: "B" }]);
  });
});
