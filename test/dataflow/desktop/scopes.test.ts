import { describe, expect, it } from "vitest";
import { rules } from "../../../rules/index.ts";
import { resolveConfig } from "../../../src/config/resolve.ts";
import { lint } from "../../../src/linter/lint.ts";
import { containerOf } from "../../../src/testing/solutions.ts";

const setup = "SET Entry TO $'''north22'''";
const signIn = "SAP.SapLogin.SapLogInOptionSingle Username: $'''orders''' Password: Entry SapInstance=> Sap";

/** Files with a row that holds a credential. */
async function found(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const only = rules.filter(({ name }) => name === "desktop-hardcoded-credential");
  const options = { rules: only, config: resolveConfig(undefined, {}, only, "/"), today: "2026-01-01" };
  const { result } = await lint([containerOf(new Map(Object.entries(files)))], options);
  return result.findings.map(({ location }) => location.file);
}

describe("text files of subflows that call each other share their variables", () => {
  it("by the name of the file", async () => {
    expect(
      await found({ "orders/Main.txt": "CALL Setup\nCALL 'Sign in'", "orders/Setup.txt": setup, "orders/sign-in.txt": signIn }),
    ).toEqual(["orders/Setup.txt"]);
  });

  it("whichever calls the other, and over several calls", async () => {
    expect(await found({ "a.txt": `${signIn}\nCALL B`, "b.txt": "WAIT 1\nCALL C", "c.txt": `${setup}\nCALL A` })).toEqual(["c.txt"]);
  });

  it("not in another folder, and not where nothing calls them", async () => {
    expect(await found({ "orders/Main.txt": "CALL Setup", "orders/Setup.txt": setup, "other/Sign in.txt": signIn })).toEqual([]);
    expect(await found({ "Setup.txt": setup, "Sign in.txt": signIn })).toEqual([]);
  });

  it("not with a flow that has a header", async () => {
    const header = "@SENSITIVE: []\n@INPUT Order : { 'Description': '', 'FriendlyName': 'Order', 'Type': 'String', 'DefaultValue': '' }\n";
    expect(await found({ "Main.txt": `${header}CALL Setup\n${signIn}`, "Setup.txt": setup })).toEqual([]);
  });
});
