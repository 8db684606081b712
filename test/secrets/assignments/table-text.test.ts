import { describe, expect, it } from "vitest";
import { columnReader } from "../../../src/secrets/assignments/table-text.ts";
import { detectCredentials } from "../../../src/secrets/detect.ts";
import { filler } from "../../../src/testing/credentials.ts";

/** The cells below the name that a text has a head of a column for. */
function below(text: string, name = "password"): readonly string[] {
  const start = text.indexOf(name);
  return columnReader(text)(start, start + name.length).map(
    (cell) => text.slice(cell.start, cell.end) + (cell.besideUser ? " of a user" : ""),
  );
}

describe("the cells below the head of a column", () => {
  it.each([
    ["with commas", "host,password\na,b\nc,d", ["b", "d"]],
    ["with semicolons and broken as on Windows", "host;password\r\na;b\r\nc;d\r\n", ["b", "d"]],
    ["broken by carriage returns alone", "password,host\rb,a\rd,c", ["b", "d"]],
    ["with tabs", "password\thost\nb\ta", ["b"]],
    ["in quotes, with a separator in a cell", '"host","password"\n"a, b","c"', ["c"]],
    ["beside the column of the users", "User name,password\nann,b", ["b of a user"]],
    ["of a Markdown table", "| host | password |\n|---|:--|\n| a | b |", ["b"]],
    ["behind a line that is none of the table", "Accounts:\n\nhost,password\na,b", ["b"]],
    ["up to the line that is none of the table", "host,password\na,b\nThat is all.\nc,d", ["b"]],
    ["without the empty ones", "host,password\na,\nc,d", ["d"]],
    ["below the second of two tables", "host,key\na,b\n\nhost,password\na,c", ["c"]],
    ["behind a column that has no name", "| user | password\n1 | ann | b", ["b of a user"]],
    ["that ends in a separator, which is a column of its own", "user;password;\nann;b;", ["b of a user"]],
    ["without the blank ones", "password,user\n   ,ann\n b ,eve", ["b of a user"]],
    ["of the first five rows", `host,password\n${"a,b\n".repeat(6)}`, ["b", "b", "b", "b", "b"]],
    ["of a head of several words", "host,the password\na,b", ["b"]],
  ])("%s", (_name, text, cells) => {
    expect(below(text)).toEqual(cells);
  });

  it.each([
    ...["user", "User name", "user-id", "USERNAME", "usermail", "login", "Login_Name", "account", "Account ID", "Benutzer", "usuario"],
    ...["utilisateur", "utente", "email", "E-Mail", "upn", "* User *", "'user'"],
  ])("beside the column of users '%s'", (head) => {
    expect(below(`${head},password\na,b`)).toEqual(["b of a user"]);
    expect(below(`password;x;${head}\nb;1;a`)).toEqual(["b of a user"]);
  });
  it.each(["users", "superuser", "account number", "mail of the user", "name", "id"])("beside another column: '%s'", (head) => {
    expect(below(`${head},password\na,b`)).toEqual(["b"]);
  });

  it.each([
    ["prose", "Please enter your name, password: see below\nThanks, Ann"],
    ["a row of another length", "host,password\na,b,c"],
    ["a single column", "password\nb"],
    ["no row", "host,password\n"],
    ["no line below", "host,password"],
    ["code", "f(host, password)\ng(a, b)"],
    ["members", "x: host, password\ny: a, b"],
    ["lines that are too long", `host,password,${"x,".repeat(200)}\n${"a,".repeat(202)}`],
  ])("of none: %s", (_name, text) => {
    expect(below(text)).toEqual([]);
  });
});

describe("a credential in a table", () => {
  const found = (text: string): readonly string[] =>
    detectCredentials(text, { position: "other" }, {}).map(
      ({ label, confidence, span }) => `${label}, ${confidence}: ${text.slice(span.start, span.end)}`,
    );

  it("is a password beside a user, whatever it is made of", () => {
    expect(found("user,password\nbob,Hk2ddsQ")).toEqual(["a password, high: Hk2ddsQ"]);
  });

  it("is less sure where no column names a user", () => {
    expect(found("system,password\nerp,Hk2ddsQ")).toEqual(["a password, medium: Hk2ddsQ"]);
  });

  it("is told once for a column, by the first cell that is one", () => {
    const key = filler(40, 3);
    expect(found(`system;api key\nerp;<your key>\ncrm;${key}\nhr;${filler(40, 4)}`)).toEqual([`an API key, medium: ${key}`]);
  });

  it.each([
    ["settings of passwords", "setting,password length,complexity\ndefault,12,yes"],
    ["times", "Name,Password Expires,Token Lifetime\nA,30 days,60 minutes"],
    ["words", "Role,Access,Password\nadmin,full,required"],
    ["a form to fill in", "Name;Email;Password\n;;"],
    ["names of secrets", "user,secret name\nbob,orders-api-key"],
    ["a comparison of products", "| Feature | Password |\n|---|---|\n| Length | supported |"],
  ])("is none: %s", (_name, text) => {
    expect(found(text)).toEqual([]);
  });
});
