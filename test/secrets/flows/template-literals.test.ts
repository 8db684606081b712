import { describe, expect, it } from "vitest";
import { parseTemplate } from "../../../src/cloud-flow/expression/template.ts";
import type { LiteralContext } from "../../../src/secrets/credential.ts";
import { templateCredentials } from "../../../src/secrets/flows/template-literals.ts";
import { githubToken } from "../../../src/testing/credentials.ts";

const word = ["Wn", "48213", "kq!"].join("-");
const token = githubToken();
const password: LiteralContext = { position: "named", name: "password" };
const anywhere: LiteralContext = { position: "other" };

/** What is found in a string with expressions: the secret, what is marked of the string, and whether it is put together. */
function found(text: string, context: LiteralContext = anywhere): readonly string[] {
  return templateCredentials(parseTemplate(text), context, () => undefined, {}).map(({ secret, span, assembled, match }) =>
    [secret, `in ${text.slice(span.start, span.end)}`, match.confidence, ...(assembled ? ["assembled"] : [])].join(", "),
  );
}

describe("a literal that can be all of the result is what stands in the field", () => {
  it.each([
    `@if(equals(1, 2), '${word}', 'x')`,
    `@if(equals(1, 2), 'x', '${word}')`,
    `@coalesce(null, '${word}')`,
    `@string(coalesce(variables('x'), '${word}'))`,
    `@trim(coalesce(variables('x'), '${word}'))`,
    `@IF(true, '${word}', variables('x'))`,
    `@coalesce(triggerBody()?['x'], trim('${word}'))`,
    `@{if(true, '${word}', variables('x'))}`,
    `Bearer @{coalesce(variables('x'), '${word}')}`,
    `  Api-Key @{coalesce(variables('x'), '${word}')} `,
  ])("%s", (text) => {
    expect(found(text, password)).toEqual([`${word}, in ${word}, high`]);
  });

  it.each([
    `@if('${word}', variables('x'), variables('y'))`,
    `@coalesce(variables('x'), '${word}')['a']`,
    `@substring('${word}', variables('n'))`,
    `@variables('${word}')`,
    `see it: @{coalesce(variables('x'), '${word}')}`,
    `@{coalesce(variables('x'), '${word}')}-@{variables('y')}x`,
  ])("but not in %s", (text) => {
    expect(found(text, password)).toEqual([]);
  });
});

describe("a text of JSON that an expression puts together is read as a whole:", () => {
  it.each([`@json(concat('{"password":"', '${word}', '"}'))`, `@json(concat('{"password":"', concat('${word}', '"}')))`])("%s", (text) => {
    expect(found(text)).toEqual([`${word}, in ${word}, high`]);
  });

  it("but not a member of it", () => {
    expect(found(`@json(concat('{"password":"', '${word}', '"}'))?['x']`)).toEqual([]);
  });

  it("and what is written as one literal is marked as before", () => {
    expect(found(`@json('{"password":"${word}"}')`)).toEqual([`${word}, in ${word}, high`]);
  });
});

describe("a literal is called as its place in the expression says:", () => {
  it.each([
    `@equals(triggerBody()?['password'], '${word}')`,
    `@equals('${word}', variables('password'))`,
    `@setProperty(variables('x'), 'password', '${word}')`,
    `@addProperty(variables('x'), 'Password', '${word}')`,
    `@not(equals(outputs('Password'), '${word}'))`,
  ])("%s", (text) => {
    expect(found(text)).toEqual([`${word}, in ${word}, high`]);
  });

  it.each([
    `@equals(triggerBody()?['note'], '${word}')`,
    `@equals(1, '${word}')`,
    `@setProperty(variables('x'), '${word}', 'password')`,
    `@setProperty(variables('x'), variables('password'), '${word}')`,
    `@removeProperty(variables('x'), 'password', '${word}')`,
    `@greater(variables('password'), '${word}')`,
  ])("but not %s", (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe("a credential whose form tells is found in any literal", () => {
  it.each([`@variables('${token}')`, `@concat(variables('x'), '${token}')`, `@frobnicate('a', '${token}')`, `@length('${token}')`])(
    "%s",
    (text) => {
      expect(found(text).map((one) => one.split(", ").slice(0, 2))).toEqual([[token, `in ${token}`]]);
    },
  );

  it("also in an expression that is cut off", () => {
    expect(found(`@concat('${token}', `)).toEqual([`${token}, in ${token}, high`]);
    expect(found(`@concat(variables('password'), '${word}', `, password)).toEqual([]);
  });

  it("also with doubled quotes before it", () => {
    expect(found(`@frobnicate('it''s', '${token}')`)).toEqual([`${token}, in ${token}, high`]);
  });

  it("once", () => {
    expect(found(`@concat('${token}')`)).toHaveLength(1);
    expect(found(`@{'${token}'}`)).toHaveLength(1);
  });
});

describe("what is put together of pieces is one credential", () => {
  const [head, tail] = [token.slice(0, 12), token.slice(12)];
  it.each([
    [`@concat('${head}', '${tail}')`, `'${head}'`],
    [`${head}@{'${tail}'}`, head],
    [`@{concat('${head}', '${tail}')}`, `concat('${head}', '${tail}')`],
  ])("%s", (text) => {
    const [one, ...others] = found(text);
    expect(one).toMatch(new RegExp(`^${token}, in .*, high, assembled$`));
    expect(others).toEqual([]);
  });

  it("unless only the run knows a part of it", () => {
    expect(found(`@concat('${head}', variables('x'), '${tail}')`)).toEqual([]);
    expect(found(`password=@{variables('x')}`)).toEqual([]);
  });
});

describe("a text that is only looked for", () => {
  it.each(["contains", "startsWith", "endsWith", "indexOf", "lastIndexOf", "nthIndexOf", "replace", "split", "CONTAINS"])("%s", (name) => {
    expect(found(`@${name}(variables('log'), 'password=expired1X')`)).toEqual([]);
    expect(found(`@${name}(variables('log'), '${token}', 1)`)).toHaveLength(1);
    // What is searched is no text that is looked for.
    expect(found(`@${name}('user=x;password=expired1X', variables('log'), 1)`)).toHaveLength(1);
  });
  it("is one where it is not looked for", () => {
    expect(found("@frobnicate(variables('log'), 'user=x;password=expired1X')")).toHaveLength(1);
  });
});

it("short texts are none by themselves", () => {
  expect(found(`@frobnicate('pw=1Xa!')`)).toEqual([]);
  expect(found(`@equals(variables('password'), '1Xa!7')`)).toHaveLength(1);
});
