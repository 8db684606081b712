import { describe, expect, it } from "vitest";
import { desktop } from "../../../../src/testing/desktop.ts";
import { analysedSolutions } from "../../analysed.ts";

const post = (url: string, body: string): string =>
  `Web.InvokeWebService.InvokeWebService Url: ${url} Method: Web.Method.Post RequestBody: ${body} Response=> Answer`;
const text = (value: string): string => `$'''${value.replaceAll('"', '\\"')}'''`;

/** What the first row with a password in it does with it. */
function roleOf(row: string): string | undefined {
  const { values } = analysedSolutions([{ desktopFlows: [desktop("Flow", { inputs: ["Secret"], sensitive: ["Secret"] }, row)] }]);
  return values.desktopLeaks().rows[0]?.role.kind;
}

const session = text("http://127.0.0.1:9515/session/%Id%/execute/sync");
const element = text("http://127.0.0.1:9515/session/%Id%/element/%Field%/value");
const args = text('{"script": "%Js%", "args": ["%Secret%"]}');
const keys = text('{"text": "%Secret%"}');

describe("a secret that a driver of the browser gets", () => {
  it.each<[string, string]>([
    ["as an argument of a script", post(session, args)],
    ["as an argument of a script, on this machine", post(text("http://localhost:9515/x"), args)],
    ["as an argument of a script, on this machine in IPv6", post(text("https://[::1]/x"), args)],
    ["as an argument of a script, at a session of a driver", post(text("%Driver%/session/%Id%/execute/sync"), args)],
    ["as an argument of a script, at an address that is read", post("Address", args)],
    ["as keys for an element", post(element, keys)],
    ["as keys for an element in other letters", post(text("%Session%/ELEMENT/%Field%/Value/"), text('{"TEXT": "%Secret%"}'))],
    ["as the value for an element", post(element, text('{"value": "%Secret%"}'))],
  ])("is typed %s", (_, row) => {
    expect(roleOf(row)).toBe("typing");
  });

  it.each<[string, string]>([
    ["as an argument, to another server", post(text("https://api.contoso.com/x"), args)],
    ["as an argument, to a server that is called like this machine", post(text("https://localhost.contoso.com/x"), args)],
    ["as an argument, where a query speaks of a session", post(text("https://api.contoso.com/x?a=/session/1"), args)],
    ["as all arguments of a script", post(session, text('{"script": "%Js%", "args": "%Secret%"}'))],
    ["as the script", post(session, text('{"script": "%Secret%", "args": []}'))],
    ["as a text, to what is no element", post(session, keys)],
    ["as a text, to a property of an element", post(text("%Session%/element/%Field%/value/x"), keys)],
    ["as another member, to an element", post(element, text('{"note": "%Secret%"}'))],
  ])("is sent %s", (_, row) => {
    expect(roleOf(row)).toBe("http");
  });
});

describe("keys that are written for an element are a password", () => {
  const word = "north22east";
  function found(url: string, body = `{"text": "${word}"}`): readonly string[] {
    const { desktop: known } = analysedSolutions([{ desktopFlows: [desktop("Flow", {}, post(text(url), text(body)))] }]);
    return known.credentials.map(({ member, match }) => `${member} ${match.confidence}`);
  }

  it.each([
    ...["Password", "PasswordElement", "password_field", "PasswordInputId", "PasswordBox", "Pw", "pass", "PassField", "Pw_Elem"],
    ...["PasswordUuid", "PasswordRef", "PasswordEl_element"],
  ])("where the element is called %s", (name) => {
    expect(found(`%Session%/element/%${name}%/value`)).toEqual(["RequestBody high"]);
  });

  it.each(["User", "UserElement", "Passage", "PwdLength"])("not where it is called %s", (name) => {
    expect(found(`%Session%/element/%${name}%/value`)).toEqual([]);
  });

  it.each<[string, string, string | undefined]>([
    ["to another address", "%Session%/element/%Password%/click", undefined],
    ["as another member", "%Session%/element/%Password%/value", `{"note": "${word}"}`],
    ["where a part is read", "%Session%/element/%Password%/value", `{"text": "${word}%Order%"}`],
    ["where nothing is typed", "%Session%/element/%Password%/value", '{"text": ""}'],
  ])("not %s", (_, url, body) => {
    expect(found(url, body)).toEqual([]);
  });
});
