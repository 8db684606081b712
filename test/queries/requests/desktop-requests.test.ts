import { describe, expect, it } from "vitest";
import { desktopCertificateChecks, desktopUrls } from "../../../src/queries/requests/desktop-requests.ts";
import { desktopFlow } from "../../../src/testing/actions.ts";
import { desktop } from "../../../src/testing/desktop.ts";
import { flow, type SolutionSpec } from "../../../src/testing/solutions.ts";
import { analysedSolutions } from "../../dataflow/analysed.ts";

const text = (value: string): string => `$'''${value}'''`;
const web = (url: string, more = ""): string => `Web.InvokeWebService.InvokeWebService Url: ${url} Method: Web.Method.Get ${more}`;

/** The URLs of a flow: `row: url`, with `insecure` or `secret` where they are. */
function urls(rows: readonly string[], header = {}, rest: SolutionSpec = {}): readonly string[] {
  const analysis = analysedSolutions([{ ...rest, desktopFlows: [desktop("Flow", header, ...rows)] }]);
  return desktopUrls(analysis).map(({ name, url, insecure, withSecret, place }) =>
    [
      `${name}: ${url}`,
      ...(insecure === undefined ? [] : [`insecure ${insecure}`]),
      ...(withSecret ? ["secret"] : []),
      ...(place.owner?.operation === name ? [] : [`at ${place.owner?.operation ?? place.owner?.name}`]),
    ].join(", "),
  );
}

describe("the URL that a row of a desktop flow calls", () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ["is written there", [web(text("https://erp.contoso.com/x"))], ["Main:4: https://erp.contoso.com/x"]],
    [
      "is written there in plain quotes",
      [web("'http://erp.contoso.com/x'")],
      ["Main:4: http://erp.contoso.com/x, insecure http://erp.contoso.com"],
    ],
    ["goes to this machine", [web(text("http://localhost:8080/x"))], ["Main:4: http://localhost:8080/x"]],
    [
      "is opened in a browser",
      [`WebAutomation.GoToWebPage.GoToWebPage Url: ${text("http://erp/")}`],
      ["Main:4: http://erp/, insecure http://erp"],
    ],
    ["is written in part", [web(text("http://erp/%Order%/x"))], ["Main:4: http://erp//x, insecure http://erp"]],
    ["is set before", ["SET U TO 'http://erp/'", web("U")], ["Main:5: http://erp/, insecure http://erp, at Main:4"]],
    [
      "begins with what is set before",
      ["SET U TO 'http://erp'", web(text("%U%/x/%Order%"))],
      ["Main:5: http://erp/x/, insecure http://erp, at Main:4"],
    ],
    [
      "is set in either branch",
      ["IF Order = 1 THEN", "SET U TO 'http://a/'", "ELSE", "SET U TO 'https://b/'", "END", web("U")],
      ["Main:9: http://a/, insecure http://a, at Main:5", "Main:9: https://b/, at Main:7"],
    ],
    ["is none where it is read from somewhere", [web("U")], []],
    ["is none where a member is read", ["SET U TO {'A': 'http://erp/'}", web("U['A']")], []],
    ["is none in a row that is switched off", [`DISABLE ${web(text("http://erp/"))}`], []],
    ["is none in another argument", [web("U", `RequestBody: ${text("http://erp/")}`)], []],
  ])("%s", (_, rows, expected) => {
    expect(urls(rows)).toEqual(expected);
  });

  it("is the default of an input, or what a cloud flow hands over", () => {
    expect(urls([web("U")], { inputs: { U: "http://erp/" } })).toEqual(["Main:5: http://erp/, insecure http://erp, at U"]);
    const flows = [flow("Send", desktopFlow("Run", "Flow", { U: "http://erp/" }))];
    expect(urls([web("U")], { inputs: ["U"] }, { flows })).toContain("Main:5: http://erp/, insecure http://erp, at Run");
  });

  it("takes a secret along", () => {
    const header = { inputs: ["Password"], sensitive: ["Password"] };
    const signIn = `CustomHeaders: ${text("Authorization: Basic %Password%")}`;
    expect(urls([web("'https://erp/'", signIn), web("'https://erp/'")], header)).toEqual([
      "Main:5: https://erp/, secret",
      "Main:6: https://erp/",
    ]);
    expect(urls([web("'https://erp/'", `RequestBody: ${text("x %Password%")}`)], header)).toEqual(["Main:5: https://erp/, secret"]);
    expect(urls(["Logging.LogMessage Message: Password", web("'https://erp/'")], header)).toEqual(["Main:6: https://erp/"]);
  });
});

describe("a row that accepts every certificate", () => {
  const checks = (row: string): readonly string[] =>
    desktopCertificateChecks(analysedSolutions([{ desktopFlows: [desktop("Flow", {}, row)] }])).map(
      ({ name, action, input, place: { source, at } }) =>
        `${name} ${action} ${input}: ${at.kind === "text" ? source.text().slice(at.span.start, at.span.end) : ""}`,
    );
  const send = (value: string): string => `Email.SendEmail.AuthenticateAndSend SMTPServer: S AcceptUntrustedCertificates: ${value}`;
  it.each<[string, string, readonly string[]]>([
    ["by a truth value", send("True"), ["Main:4 Send email AcceptUntrustedCertificates: AcceptUntrustedCertificates: True"]],
    ["by a text", send("'true'"), ["Main:4 Send email AcceptUntrustedCertificates: AcceptUntrustedCertificates: 'true'"]],
    ["by a formula", send("$fx'=true'"), ["Main:4 Send email AcceptUntrustedCertificates: AcceptUntrustedCertificates: $fx'=true'"]],
    ["not where it checks them", send("False"), []],
    ["not where that is read", send("Trust"), []],
    ["not where it is switched off", `DISABLE ${send("True")}`, []],
    ["not by another input", "Email.SendEmail.AuthenticateAndSend SMTPServer: S EnableSSL: True", []],
  ])("%s", (_, row, expected) => {
    expect(checks(row)).toEqual(expected);
  });
});
