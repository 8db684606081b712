import { describe, expect, it } from "vitest";
import { desktop } from "../../../../src/testing/desktop.ts";
import { pathNames } from "../../../../src/testing/rule-tester.ts";
import { expectLinear } from "../../../growth.ts";
import { analysedSolutions } from "../../analysed.ts";

const write = (file: string, inputs = "TextToWrite: Password"): string => `File.WriteText File: ${file} ${inputs}`;
const read = (file: string, output = "Contents=> A"): string => `File.ReadTextFromFile.ReadText File: ${file} ${output}`;
const set = (name: string): string =>
  `System.SetEnvironmentVariable.SetEnvironmentVariable Name: ${name} Value: Password Type: System.EnvironmentVariableType.User`;
const get = (name: string): string => `System.GetEnvironmentVariable.GetEnvironmentVariable Name: ${name} Value=> A`;
const log = "Logging.LogMessage Message: A LogLevel: Logging.LogLevel.Info";
const file = "$'''C:\\\\Temp\\\\a.txt'''";

/** Rows on the way of the secret that is logged; the first row stands in line 5. */
function logged(...rows: readonly string[]): readonly string[] {
  const { values } = analysedSolutions([{ desktopFlows: [desktop("Flow", { inputs: ["Password"], sensitive: ["Password"] }, ...rows)] }]);
  return values.desktopSecretsReaching("log").map((leak) => pathNames({ flow: leak.path }).join(" > "));
}
const stored = "Password > Main:5 > Main:6 > Main:7";

describe("what a row stores is read back", () => {
  it.each<[string, readonly string[], string]>([
    ["from the same file", [write(file), read(file), log], stored],
    ["from the same file, in other letters", [write(file), read(file.toLowerCase()), log], stored],
    ["by an output of any spelling", [write(file), read(file, "contents=> A"), log], stored],
    ["from the same variable of the environment", [set("'ERP'"), get("'erp'"), log], stored],
    ["from a file that a variable names", [write("Target"), read("Target"), log], stored],
    ["from a file that a variable names in a text", [write("$'''%Target%'''"), read("Target"), log], stored],
    ["from a file in a folder that a variable names", [write("$'''%Folder%\\\\a.txt'''"), read("$'''%folder%\\\\A.txt'''"), log], stored],
    ["from a file whose name is a sum", [write("Folder + '/a.txt'"), read("$'''%Folder%/a.txt'''"), log], stored],
    ["from a file that a formula names", [write("$fx'=\"a.txt\"'"), read("'a.txt'"), log], stored],
    ["above, for a flow runs again", [read(file), log, write(file)], "Password > Main:7 > Main:5 > Main:6"],
    [
      "by another subflow",
      [write(file), "CALL Tell", "FUNCTION Tell GLOBAL", read(file), log, "END FUNCTION"],
      "Password > Main:5 > Tell:8 > Tell:9",
    ],
  ])("%s", (_, rows, expected) => {
    expect(logged(...rows)).toEqual([expected]);
  });

  it.each<[string, readonly string[]]>([
    ["from another file", [write(file), read("'b.txt'"), log]],
    ["from a file without a name", [write("''"), read("''"), log]],
    ["from no file", ["File.WriteText TextToWrite: Password", "File.ReadTextFromFile.ReadText Contents=> A", log]],
    ["from a variable of the environment called like the file", [write("'ERP'"), get("'ERP'"), log]],
    ["from the file that the variable names later", ["SET Target TO Order", write("Target"), "SET Target TO Name", read("Target"), log]],
    ["from another file in the folder", [write("$'''%Folder%/a.txt'''"), read("$'''%Folder%/b.txt'''"), log]],
    ["from the file in another folder", [write("$'''%Folder%/a.txt'''"), read("$'''%Archive%/a.txt'''"), log]],
    [
      "from the folder that the variable names later",
      ["SET Folder TO Order", write("$'''%Folder%/a.txt'''"), "SET Folder TO Name", read("$'''%Folder%/a.txt'''"), log],
    ],
    ["from a folder that is a member of the variable", [write("$'''%Folder['a']%/a.txt'''"), read("$'''%Folder['a']%/a.txt'''"), log]],
    ["from a member of the variable", [write("Target['a']"), read("Target['a']"), log]],
    ["from a text that begins with the variable", [write("$'''%Target%.txt'''"), read("$'''%Target%.log'''"), log]],
    ["where another text is stored", [write(file, "TextToWrite: 'done'"), read(file), log]],
    ["where the row that stores it is switched off", [`DISABLE ${write(file)}`, read(file), log]],
    ["where the row that reads it is switched off", [write(file), `DISABLE ${read(file)}`, log]],
    ["by an output of another kind", [write(file), read(file, "Size=> A"), log]],
  ])("not %s", (_, rows) => {
    expect(logged(...rows)).toEqual([]);
  });

  it("to every row that reads it, of every row that stores it", () => {
    const other = log.replace("A ", "B ");
    const ways = logged(write(file), read(file), read(file, "Contents=> B"), log, other);
    expect(ways).toEqual(["Password > Main:5 > Main:6 > Main:8", "Password > Main:5 > Main:7 > Main:9"]);
  });

  it("in time that grows with the rows alone", () => {
    expectLinear((size) => logged(...Array.from({ length: size }, () => [write(file), read(file)]).flat()), 60);
    const inFolder = (size: number): string => `$'''%Folder%/${"a".repeat(size)}%Name%.txt'''`;
    expectLinear((size) => logged(write(inFolder(size)), read(inFolder(size))), 10_000);
  });
});
