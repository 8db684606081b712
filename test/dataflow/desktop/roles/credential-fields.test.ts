import { describe, expect, it } from "vitest";
import {
  authenticates,
  connectionFieldBefore,
  isConnectionString,
  isCredentialField,
} from "../../../../src/dataflow/desktop/roles/credential-fields.ts";
import { actionCallsOf } from "../../../../src/desktop-flow/robin/walk.ts";
import { desktop } from "../../../../src/testing/desktop.ts";
import { analysedSolutions } from "../../analysed.ts";

describe("the field of a connection string", () => {
  it.each<[string, string | undefined]>([
    ["$'''Server=x;Password=", "Password"],
    ["$'''Server=x;Password=%", "Password"],
    ["$'''Server=x; User Id = ", "User Id"],
    ["$'''Password=", "Password"],
    ['"Password=', "Password"],
    ["Server=x;Pwd='", "Pwd"],
    ["Server=x;Pwd={", "Pwd"],
    ['Server=x;Pwd=\\"', "Pwd"],
    ["Server=x;Pwd=${", "Pwd"],
    ["Server=x;Pwd=' + ", "Pwd"],
    ['Server=x;Pwd=" & ', "Pwd"],
    ['Server=x;Pwd=" & Text(', "Pwd"],
    ['Server=x;Pwd=", ', "Pwd"],
    ["Server=x;SharedAccess.Key-1=", "SharedAccess.Key-1"],
    [`${"x".repeat(500)};Pwd=`, "Pwd"],
    ["Server=x;Pwd=abc", undefined],
    ["Server=x;Pwd", undefined],
    ["Server=x;Pwd=' x ", undefined],
    ["Server=x;P=", undefined],
    [`;${"P".repeat(61)}=`, undefined],
    ["", undefined],
  ])("behind %j is %j", (before, expected) => {
    expect(connectionFieldBefore(before)).toBe(expected);
  });

  it.each([
    ["ConnectionString", true],
    ["connectionstring", true],
    ["ConnectionStrings", false],
    ["MyConnectionString", false],
  ])("is in the argument %s: %s", (argument, expected) => {
    expect(isConnectionString(argument)).toBe(expected);
  });
});

describe("a value is in a field for credentials", () => {
  it.each<[readonly string[], boolean]>([
    [["Body", "password"], true],
    [["Body", "login", "client_secret"], true],
    [["Body", "order"], false],
    [["Body", "password", "0"], false],
    [["password"], false],
    [[], false],
  ])("at %j: %s", (held, expected) => {
    expect(isCredentialField(held)).toBe(expected);
  });
});

describe("a part of a request authenticates", () => {
  /** Whether the place of `Word` in the only row does. */
  function judged(part: "headers" | "body", value: string): string {
    const { workspace } = analysedSolutions([
      { desktopFlows: [desktop("Flow", {}, `Web.InvokeWebService.InvokeWebService Url: 'x' Given: ${value}`)] },
    ]);
    const [row] = workspace.desktopFlows.flatMap(({ rows }) => rows);
    const [call] = row === undefined ? [] : actionCallsOf(row.statement);
    const given = call?.arguments.find(({ name }) => name === "Given");
    if (row === undefined || given === undefined) throw new Error("There is no row.");
    const start = row.desktopFlow.source.text().lastIndexOf("Word");
    return authenticates(row, given.value, part, { start, end: start + "Word".length });
  }

  it.each<["headers" | "body", string]>([
    ["headers", "$'''x-api-key: %Word%'''"],
    ["headers", "$'''Accept: a/b\r\nx-api-key: %Word%'''"],
    ["headers", "$'''Authorization: Bearer %Word%'''"],
    ["headers", "$'''authorization: %Scheme% %Word%'''"],
    ["headers", "$'''Proxy-Authorization: x %Word%'''"],
    ["headers", "$'''Cookie: session=%Word%'''"],
    ["headers", "$'''Accept: a/b\r\n  Authorization : x y %Word%'''"],
    ["headers", "$fx'=$\"Authorization: x {Word}\"'"],
    ["headers", "Word"],
    ["headers", "$'''X-Token: %Word%'''"],
    ["headers", "$'''X-Contoso-Auth: %Word%'''"],
    ["body", "$'''user=orders&password=%Word%'''"],
    ["body", "$'''password=%Word%'''"],
    ["body", "$'''{\\\"password\\\": \\\"%Word%\\\"}'''"],
    ["body", "$'''{\"client_secret\" : \"%Word%\"}'''"],
    ["body", "'password=' + Word"],
    ["body", "$fx'=\"password=\" & EncodeUrl(Word)'"],
    ["body", "$'''authorization=Bearer %Word%'''"],
    ["body", "$'''authorization=apikey %Word%'''"],
    ["body", "{^['field', 'value'], ['password', Word]}"],
    ["body", "{^['field', 'value'], ['password', $'''%Word%''']}"],
  ])("of the %s: %s", (part, value) => {
    expect(judged(part, value)).toBe("surely");
  });

  it.each<["headers" | "body", string]>([
    ["headers", "$'''x-order: %Word%'''"],
    ["headers", "$'''x-api-key: 1\r\nx-order: %Word%'''"],
    ["headers", "$'''x-authorization-of: a %Word%'''"],
    ["headers", "$'''note: see Authorization: the %Word%'''"],
    ["headers", "$'''Idempotency-Key: %Word%'''"],
    ["body", "$'''X-Session=%Word%'''"],
    ["body", "$'''password=x&note=%Word%'''"],
    ["body", "$'''note: the cookie: see %Word%'''"],
    ["body", "$'''Cookie: a %Word%'''"],
    ["body", "$'''password=see %Word%'''"],
    ["body", "Word"],
    ["body", "{^['field', 'value'], ['note', Word]}"],
    ["body", "{^['field', 'value'], ['password', 'x', Word]}"],
  ])("not of the %s: %s", (part, value) => {
    expect(judged(part, value)).toBe("no");
  });

  it.each(["$'''X-Session: %Word%'''", "$'''Accept: a/b\r\nSessionId: %Word%'''", "$'''X-Contoso-Key: %Word%'''"])(
    "perhaps of the headers: %s",
    (value) => {
      expect(judged("headers", value)).toBe("perhaps");
    },
  );
});
