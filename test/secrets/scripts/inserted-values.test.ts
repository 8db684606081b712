import { expect, it } from "vitest";
import { insertedValues } from "../../../src/secrets/scripts/inserted-values.ts";

function inserted(statement: string): readonly string[] {
  return insertedValues(statement).map(({ name, start, end }) => `${name}: ${statement.slice(start, end)}`);
}

it.each([
  ["INSERT INTO Users (Name, Password) VALUES ('svc', 'x1')", ["Name: svc", "Password: x1"]],
  ["insert into [dbo].[Users] ([Name], [Pwd])\nvalues (N'svc, rpa', N'x1')", ["Name: svc, rpa", "Pwd: x1"]],
  ["INSERT INTO Users (Id, At, Password) VALUES (1, getdate(), 'x1')", ["Password: x1"]],
  ["INSERT INTO Users (Name, Password) VALUES ('O''Hara', 'x1')", ["Name: O''Hara", "Password: x1"]],
  ['INSERT INTO \\"Users\\" (\\"Name\\") VALUES (\\\'svc\\\')', ["Name: svc"]],
  ["INSERT INTO A (B) VALUES ('1'); INSERT INTO C (D) VALUES ('2')", ["B: 1", "D: 2"]],
  ["INSERT INTO A (B, C) VALUES ('1')", ["B: 1"]],
  ["INSERT INTO A (B) VALUES ('1', '2')", ["B: 1"]],
  ["INSERT INTO A (B, C) VALUES (@b, ?)", []],
  ["INSERT INTO A (B) SELECT B FROM C", []],
  ["INSERT INTO A VALUES ('1')", []],
  ["INSERT INTO A (B) VALUES ('1", []],
])("%s", (statement, expected) => {
  expect(inserted(statement)).toEqual(expected);
});
