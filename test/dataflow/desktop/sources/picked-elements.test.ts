import { describe, expect, it } from "vitest";
import { desktop } from "../../../../src/testing/desktop.ts";
import { analysedSolutions } from "../../analysed.ts";

const read = "Excel.ReadFromExcel.ReadAllCells Instance: Xl RangeValue=> Settings";
const loop = "LOOP FOREACH Row IN Settings";
const signIn = "SAP.SapLogin.SapLogInOptionSingle Username: 'orders' Password: Secret SapInstance=> Sap";
const log = "Logging.LogMessage Message: Url LogLevel: Logging.LogLevel.Info";
const secret = "SET Secret TO Row['Value']";
const url = "SET Url TO Row['Value']";

/** How often what is read from a table and used as a password is logged, where a row picks it, or another value, from the table. */
function logged(...rows: readonly string[]): number {
  const { values } = analysedSolutions([{ desktopFlows: [desktop("Flow", {}, read, ...rows, signIn, log)] }]);
  return values.desktopSecretsReaching("log").length;
}
const whole = [loop, secret, url, "END"];
const inLoop = (...rows: readonly string[]): readonly string[] => [loop, "IF Row['Name'] = 'Code' THEN", secret, "END", ...rows, "END"];
const when = (condition: string): readonly string[] => inLoop(`IF ${condition} THEN`, url, "END");

describe("a value that a row picks from settings", () => {
  it("is a credential where nothing tells it apart from one", () => {
    expect(logged(...whole)).toBe(1);
  });

  it.each<[string, readonly string[]]>([
    ["by a name", when("Row['Name'] = 'Url'")],
    ["by the end of a name", when("EndsWith(Row['Name'], 'Url', True)")],
    ["by a part of a name", when("Contains(Row['Name'], 'Url', True)")],
    ["by the beginning of a name", when("StartsWith(Row['Name'], 'Url', True)")],
    ["by a part of a name in a formula", when("$fx'=StartsWith(Row.Name, \"Url\")'")],
    ["by a name in a formula", when("$fx'=Row.Name = \"Url\"'")],
    ["by one of several names", when("(Row['Name'] = 'Url') OR (Row['Name'] = 'Address')")],
    ["by a name and something else", when("(Row['Name'] = 'Url') AND (Order = 1)")],
    ["by the variable in other letters", when("ROW['Name'] = 'Url'")],
    ["in a row that something else decides about", inLoop("IF Row['Name'] = 'Url' THEN", "IF Order = 1 THEN", url, "END", "END")],
    ["by the second branch", inLoop("IF Order = 1 THEN", "ELSE IF Row['Name'] = 'Url' THEN", url, "END")],
    ["by a case", inLoop("SWITCH Row['Name']", "CASE = 'Url'", url, "END")],
    ["by the second case", inLoop("SWITCH Row['Name']", "CASE = 'Order'", "WAIT 1", "CASE = 'Url'", url, "END")],
  ])("is none where it is another, told %s", (_, rows) => {
    expect(logged(...rows)).toBe(0);
  });

  it.each<[string, readonly string[]]>([
    ["what it is not called", when("Row['Name'] <> 'Url'")],
    ["a name of a credential", when("Row['Name'] = 'Password'")],
    ["one of several names, of which one is a credential's", when("(Row['Name'] = 'Url') OR (Row['Name'] = 'Password')")],
    ["a part that it is not called by", when("NotContains(Row['Name'], 'Url', True)")],
    ["a part of a credential's name", when("Contains(Row['Name'], 'Password', True)")],
    ["that it has a name", when("NOT(IsEmpty(Row['Name']))")],
    ["a name that is read", when("Row['Name'] = Wanted")],
    ["another variable", when("Order['Name'] = 'Url'")],
    ["the whole of another value", when("Order = 'Url'")],
    ["the whole of the element", when("Row = 'Url'")],
    ["no branch", inLoop("IF Row['Name'] = 'Url' THEN", "ELSE", url, "END")],
    ["another case", inLoop("SWITCH Row['Name']", "CASE = 'Url'", "WAIT 1", "DEFAULT", url, "END")],
    ["a case that is not equal", inLoop("SWITCH Row['Name']", "CASE <> 'Url'", url, "END")],
    ["what is behind the branch", inLoop("IF Row['Name'] = 'Url' THEN", "WAIT 1", "END", url)],
  ])("stays one where a test tells only %s", (_, rows) => {
    expect(logged(...rows)).toBe(1);
  });
});
