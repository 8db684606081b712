import { describe, expect, test } from "vitest";
import { parseRobin } from "../../src/desktop-flow/robin/parser.ts";
import { reviewScripts } from "../../src/inventory/scripts.ts";
import { createRedactor } from "../../src/linter/redact.ts";
import { entraClientSecret, password } from "../../src/testing/credentials.ts";
import { desktop } from "../../src/testing/desktop.ts";
import { analysedSolutions } from "../dataflow/analysed.ts";

type Desktop = Parameters<typeof desktop>;

/** The script of one desktop flow as it would be written. */
function written(header: Desktop[1], ...rows: readonly string[]): string {
  const redactor = createRedactor();
  const analysis = analysedSolutions([{ desktopFlows: [desktop("Log in", header, ...rows)] }], { onSecret: redactor.add });
  const [script] = reviewScripts(analysis, redactor.redactText);
  return script?.text ?? "";
}

const secret = password();
const unquoted = ["garden", "9", "wall"].join("");
const launch = (value: string): string =>
  `Email.SendEmail.AuthenticateAndSend SMTPServer: $'''mail''' Username: $'''u''' Password: ${value}`;

describe("a script for review", () => {
  test.each<[string, string, string]>([
    ["an argument that is made for it", launch(`$'''${secret}'''`), secret],
    ["a short one", launch("$'''hunter'''"), "hunter"],
    ["a variable that is named after it", `SET Password TO $'''${secret}'''`, secret],
    ["a comment", `# the secret is ${entraClientSecret()}`, entraClientSecret()],
    ["a switched-off row", `DISABLE ${launch(`$'''${secret}'''`)}`, secret],
    ["an encrypted literal", launch("P@'AQAAANCMnd8BFdERjHoAwE'"), "AQAAANCMnd8BFdERjHoAwE"],
    ["a second copy of a short one", `${launch("$'''tulip'''")}\r\nSET Copy TO $'''tulip'''`, "tulip"],
    ["a row that cannot be read", `Web.Call ) Password: $'''${secret}'''`, secret],
    ["a text that lacks its quotes", `SET Password TO ${unquoted}`, unquoted],
    ["such a text that reads like an expression", `SET Password TO Wn-${unquoted}`, unquoted],
    ["such a text in a row that cannot be read", `Web.Call ) Given: Wn-${unquoted}!`, unquoted],
    ["a script that a row runs", `Scripting.RunPowershellScript.RunScript Script: $'''$password = "${secret}"'''`, secret],
  ])("holds no credential of %s", (_, rows, text) => {
    const script = written({}, ...rows.split("\r\n"));
    expect(script).not.toContain(text);
    expect(script).toMatch(/\(\d+\)/);
  });

  test("holds no default of a sensitive input, and what is assigned to a sensitive variable", () => {
    const script = written({ inputs: { Pin: "4711" }, sensitive: ["Pin", "Box"] }, "SET Box TO $'''garden'''");
    expect(script).not.toMatch(/4711|garden/);
    expect(script).toContain("'DefaultValue': '(4)'");
    expect(script).toContain("SET Box TO $'''(6)'''");
  });

  test("keeps the words of a row that cannot be read which the script has elsewhere", () => {
    const script = written({}, "SET Order TO 1", "Web.Call Url: $'''a'''", "Web.Call Order ) 'x' Other.Call");
    expect(script).toContain("\nOrder ) '(1)' (10)\n");
  });

  test("keeps what may be variables of the flow in a subflow by itself, and no text that lacks its quotes", () => {
    const analysis = analysedSolutions([{ desktopFlows: [desktop("Log in", {}, `SET Order TO Customer2 + ${unquoted}`)] }]);
    const flows = analysis.workspace.desktopFlows.map((flow) => ({ ...flow, extent: "subflow" as const }));
    const [script] = reviewScripts({ ...analysis, workspace: { ...analysis.workspace, desktopFlows: flows } }, (text) => text);
    expect(script?.text).toContain("\nSET Order TO Customer2 + (11)\n");
  });

  test("keeps everything else, indented anew", () => {
    const rows = ["IF Order = 1 THEN", "Logging.LogMessage Message: $'''order %Order%''' LogLevel: Logging.LogLevel.Info", "END"];
    const script = written({ inputs: ["Order"] }, ...rows);
    expect(script).toMatch(/^# Log in, of the solution ContosoTest\n# For review: .*\n\n/);
    expect(script).toContain(
      "\nIF Order = 1 THEN\n    Logging.LogMessage Message: $'''order %Order%''' LogLevel: Logging.LogLevel.Info\nEND\n",
    );
    expect(script).not.toContain("\r");
    expect(parseRobin(script).problems).toEqual([]);
  });
});
