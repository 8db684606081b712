import { describe, expect, it } from "vitest";
import { detectCredentials } from "../../../src/secrets/detect.ts";
import { isSignedPassword } from "../../../src/secrets/harmless/signed-passwords.ts";
import { expectLinear } from "../../growth.ts";

const entry = ["$", "Welcome", "1"].join("");

function found(text: string): readonly string[] {
  return detectCredentials(text, { position: "other" }).map(({ span, confidence }) => `${text.slice(span.start, span.end)} ${confidence}`);
}

describe("a password that begins with the sign of variables is found", () => {
  it.each([
    `Server=tcp:sql.contoso.com,1433;Database=erp;User ID=svc;Password=${entry};Encrypt=True`,
    `{"user": "svc", "password": "${entry}"}`,
    `[db]\nuser=svc\npassword=${entry}\n`,
    `<add key="Password" value="${entry}" />`,
    `const password = "${entry}";`,
    `$password = '${entry}'\nConnect-Service $server`,
    `password: "${entry}"`,
  ])("%s", (text) => {
    expect(found(text)).toEqual([`${entry} medium`]);
  });
});

describe("a variable is none:", () => {
  it.each([
    `$password = "${entry}"\nConnect-Service $server`,
    `Server=$Server;Database=erp;User ID=svc;Password=${entry}`,
    `sqlcmd "password='${entry}'" $server`,
    '{"password": "$AdminPassword1"}',
    '{"password": "$DbUser2"}',
    '{"password": "$Param12"}',
    '{"password": "$welcome1"}',
    '{"password": "$WELCOME1"}',
    '{"password": "$Welcome"}',
    `const text = \`password: "${entry}" \${user}\`;`,
  ])("%s", (text) => {
    expect(found(text)).toEqual([]);
  });
});

it("many of them are read in a time that grows with the text", () => {
  const piece = `password='${entry}' `;
  expectLinear((size) => {
    const text = piece.repeat(size);
    for (let at = 0; at < text.length; at += piece.length) isSignedPassword(text, at + 10, at + 10 + entry.length);
  }, 200);
});
