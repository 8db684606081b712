import { describe, expect, it } from "vitest";
import { rules } from "../../../../rules/index.ts";
import { resolveConfig } from "../../../../src/config/resolve.ts";
import type { Container } from "../../../../src/input/artifact.ts";
import { lint } from "../../../../src/linter/lint.ts";
import { containerOf } from "../../../../src/testing/solutions.ts";

const setup = "SET Entry TO $'''north22'''";
const signIn = "SAP.SapLogin.SapLogInOptionSingle Username: $'''orders''' Password: Entry SapInstance=> Sap";

/** Files with a finding of a rule: a row that holds a credential. */
async function found(files: Readonly<Record<string, string>>, rule?: string): Promise<readonly string[]> {
  return foundIn([containerOf(new Map(Object.entries(files)))], rule);
}

async function foundIn(containers: readonly Container[], rule = "desktop-hardcoded-credential"): Promise<readonly string[]> {
  const only = rules.filter(({ name }) => name === rule);
  const options = { rules: only, config: resolveConfig(undefined, {}, only, "/"), today: "2026-01-01" };
  const { result } = await lint(containers, options);
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

  it("also as files that are given one by one, where they are in one folder", async () => {
    const file = (path: string, text: string): Container => ({ ...containerOf(new Map([[path.slice(7), text]]), path), kind: "file" });
    const given = (folder: string): readonly Container[] => [
      file("orders/Main.txt", "CALL Setup\nCALL 'Sign in'"),
      file("orders\\Setup.txt", setup),
      file(`${folder}Sign in.txt`, signIn),
    ];
    expect(await foundIn(given("orders/"))).toHaveLength(1);
    expect(await foundIn(given("others/"))).toEqual([]);
  });

  it("not over archives", async () => {
    const archive = (path: string, files: Readonly<Record<string, string>>): Container => containerOf(new Map(Object.entries(files)), path);
    expect(await foundIn([archive("a.zip", { "Main.txt": `CALL Setup\n${signIn}` }), archive("b.zip", { "Setup.txt": setup })])).toEqual(
      [],
    );
  });

  it("not with a flow that has a header", async () => {
    const header = "@SENSITIVE: []\n@INPUT Order : { 'Description': '', 'FriendlyName': 'Order', 'Type': 'String', 'DefaultValue': '' }\n";
    expect(await found({ "Main.txt": `${header}CALL Setup\n${signIn}`, "Setup.txt": setup })).toEqual([]);
  });
});

it("a variable with a credential's name that no script at hand sets is likely one in the text of a subflow", async () => {
  const log = "Logging.LogMessage Message: $'''%SqlPassword%'''";
  const logged = (files: Readonly<Record<string, string>>) => found(files, "desktop-secret-in-log");
  expect(await logged({ "Report.txt": log })).toEqual(["Report.txt"]);
  // In a whole flow, it would be set somewhere.
  expect(await logged({ "Report.txt": `@SENSITIVE: []\n@INPUT Order : { 'Type': 'String' }\n${log}` })).toEqual([]);
  // Where it is set, what is set counts.
  expect(await logged({ "Report.txt": `${log}\nCALL Setup`, "Setup.txt": "SET SqlPassword TO $''''''" })).toEqual([]);
});

it("the text of a subflow tells apart what its variables hold one after the other, but for those that other texts set", async () => {
  const rows = ["SET Text TO Password", "Clipboard.SetText Text: Text", "SET Text TO $'''Posted'''"];
  const log = "Logging.LogMessage Message: Text";
  const logged = (files: Readonly<Record<string, string>>) => found(files, "desktop-secret-in-log");
  const text = [...rows, log].join("\n");
  expect(await logged({ "Report.txt": text })).toEqual([]);
  expect(await logged({ "Report.txt": [...rows.slice(0, 2), log, ...rows.slice(2)].join("\n") })).toEqual(["Report.txt"]);
  expect(await logged({ "Report.txt": `CALL Again\n${text}`, "Again.txt": "SET Text TO Password" })).toEqual(["Report.txt"]);
});
