import { connect, log, quoted, type RowSubject, type } from "./desktop-parts.ts";
import { joined, many } from "./subject.ts";

/** Rows by what they do with values: variables, texts, lists, tables and objects. */
export const values: readonly RowSubject[] = [
  ["rows", (n) => many(n, (i) => `SET A${i % 100} TO Value`)],
  ["rows that hand a value on", (n) => [...many(n, (i) => `SET V${i + 1} TO ${i === 0 ? "Value" : `V${i}`}`), log(`V${n}`), type(`V${n}`)]],
  ["rows that log", (n) => many(n, () => log("Value"))],
  ["rows that hand on and log", (n) => many(n, (i) => [`SET V${i + 1} TO ${i === 0 ? "Value" : `V${i}`}`, log(`V${i + 1}`)]).flat()],
  ["rows that sign in", (n) => many(n, () => connect("Value"))],
  ["variables that each take the value", (n) => many(n, (i) => `SET V${i} TO Value`)],
  [
    "variables, each used as a password",
    (n, { desktopText }) => many(n, (i) => [`SET V${i} TO ${quoted(desktopText(i))}`, connect(`V${i}`)]).flat(),
  ],
  ["variables in one text", (n) => [...many(n, (i) => `SET V${i} TO Value`), `SET A TO $'''${joined(n, (i) => `%V${i}% `)}'''`, log("A")]],
  [
    "variables in a ring",
    (n) => [
      ...many(n, (i) => `SET V${i} TO Value`),
      "LOOP WHILE (Counter) < (10)",
      ...many(n, (i) => `SET V${i} TO V${(i + 1) % n}`),
      "END",
      log("V0"),
    ],
  ],
  [
    "variables set from two others",
    (n) => [
      "SET V0 TO Value",
      "LOOP WHILE (Counter) < (10)",
      ...many(n, (i) => `SET V${i} TO $'''%V${(i * 7) % n}%%V${(i * 13 + 1) % n}%'''`),
      "END",
      connect(`V${n - 1}`),
    ],
  ],
  ["assignments to one variable", (n, { desktopText }) => [...many(n, (i) => `SET A TO ${quoted(desktopText(i))}`), connect("A")]],
  [
    "assignments and uses of one variable",
    (n, { desktopText }) => many(n, (i) => [`SET A TO ${quoted(desktopText(i))}`, connect("A"), log("A")]).flat(),
  ],
  [
    "assignments to one variable in branches",
    (n, { desktopText }) => [
      ...many(n, (i) => [`IF Counter = ${i} THEN`, `SET A TO ${quoted(desktopText(i))}`, "END"]).flat(),
      connect("A"),
      ...many(n, () => log("A")),
    ],
  ],
  [
    "assignments in a loop, and uses",
    (n, { desktopText }) => [
      "LOOP WHILE (Counter) < (10)",
      ...many(n, (i) => [`IF Counter = ${i} THEN`, `SET A TO ${quoted(desktopText(i))}`, "END", connect("A")]).flat(),
      "END",
    ],
  ],
  [
    "assignments of a variable to itself",
    (n, { desktopText }) => [...many(n, (i) => `SET A TO $'''%A%${desktopText(i).replace(/[\\'"]/g, "\\$&")}'''`), connect("A"), log("A")],
  ],
  ["sums of a variable with itself", (n) => ["SET A TO Value", ...many(n, () => "SET A TO A + A"), connect("A")]],
  ["operands of one sum", (n) => [`SET A TO Value${" + Value".repeat(n)}`, connect("A"), log("A")]],
  ["expressions in one text", (n) => [`SET A TO $'''${joined(n, (i) => `%Value% and ${i};`)}'''`, connect("A"), log("A")]],
  [
    "expressions in one text, as JSON",
    (n, { desktopText }) => [
      `SET A TO ${quoted(`{${joined(n, (i) => `"password${i}":"${desktopText(i)}"`, ",")}}`)}`,
      "Web.InvokeWebService.InvokeWebService Url: U Method: Web.Method.Post RequestBody: A Response=> R",
      "Variables.ConvertJsonToCustomObject Json: A CustomObject=> O",
      connect("O.password3"),
      connect("O['password4']"),
    ],
  ],
  [
    "members of parsed JSON, each used",
    (n, { desktopText }) => [
      `SET A TO ${quoted(`{${joined(n, (i) => `"password${i}":"${desktopText(i)}"`, ",")}}`)}`,
      "Variables.ConvertJsonToCustomObject Json: A CustomObject=> O",
      ...many(n, (i) => connect(`O['password${i}']`)),
    ],
  ],
  [
    "members of parsed JSON that only their use tells, each used",
    (n, { desktopText }) => [
      `SET A TO ${quoted(`{${joined(n, (i) => `"m${i}":"${desktopText(i)}"`, ",")}}`)}`,
      "Variables.ConvertJsonToCustomObject Json: A CustomObject=> O",
      ...many(n, (i) => connect(`O['m${i}']`)),
    ],
  ],
  [
    "expressions in one text, as a form",
    (n, { desktopText }) => [
      `SET A TO ${quoted(joined(n, (i) => `password${i}=${desktopText(i)}`, "&"))}`,
      "Web.InvokeWebService.InvokeWebService Url: U Method: Web.Method.Post RequestBody: A Response=> R",
    ],
  ],
  ["elements of a list", (n) => [`SET A TO [${joined(n, () => "Value", ", ")}]`, connect("A[0]"), log("A")]],
  [
    "elements of a list, each used",
    (n, { desktopText }) => [`SET A TO [${joined(n, (i) => quoted(desktopText(i)), ", ")}]`, ...many(n, (i) => connect(`A[${i}]`))],
  ],
  [
    "items added to a list",
    (n, { desktopText }) => [
      "Variables.CreateNewList List=> A",
      ...many(n, (i) => `Variables.AddItemToList Item: ${quoted(desktopText(i))} List: A NewList=> A`),
      ...many(n, (i) => connect(`A[${i}]`)),
    ],
  ],
  ["lists that hand one another on", (n) => [`SET A0 TO [Value]`, ...many(n, (i) => [`SET A${i + 1} TO [A${i}, 1]`]).flat(), log(`A${n}`)]],
  [
    "rows of a table",
    (n, { desktopText }) => [
      `SET A TO { ['User', 'Password'], ${joined(n, (i) => `['u${i}', ${quoted(desktopText(i))}]`, ", ")} }`,
      connect("A[0]['Password']"),
      "LOOP FOREACH Row IN A",
      connect("Row['Password']"),
      "END",
    ],
  ],
  [
    "columns of a table",
    (n, { desktopText }) => [
      `SET A TO { [${joined(n, (i) => `'Password${i}'`, ", ")}], [${joined(n, (i) => quoted(desktopText(i)), ", ")}] }`,
      ...many(n, (i) => connect(`A[0]['Password${i}']`)),
    ],
  ],
  [
    "rows added to a table",
    (n, { desktopText }) => [
      "SET A TO { ['User', 'Password'] }",
      ...many(n, (i) => `Variables.AddRowToDataTable.AppendRowToDataTable DataTable: A RowToAdd: ['u${i}', ${quoted(desktopText(i))}]`),
      ...many(n, (i) => connect(`A[${i}]['Password']`)),
    ],
  ],
  [
    "cells of a table that are set",
    (n, { desktopText }) => [
      "SET A TO { ['User', 'Password'] }",
      ...many(
        n,
        (i) =>
          `Variables.ModifyDataTableItem DataTable: A ColumnNameOrIndex: $'''Password''' RowIndex: ${i} Value: ${quoted(desktopText(i))}`,
      ),
      connect("A[0]['Password']"),
    ],
  ],
  [
    "members of an object",
    (n, { desktopText }) => [
      `SET A TO { ${joined(n, (i) => `'password${i}': ${quoted(desktopText(i))}`, ", ")} }`,
      ...many(n, (i) => connect(`A['password${i}']`)),
    ],
  ],
  [
    "members set on an object",
    (n) => [
      "SET A TO {{ }}",
      ...many(n, (i) => `SET A['password${i}'] TO Value`),
      connect("A['password3']"),
      "Variables.ConvertCustomObjectToJson CustomObject: A Json=> J",
      log("J"),
    ],
  ],
  ["objects in objects", (n) => [`SET A TO ${"{ 'a': ".repeat(n)}Value${" }".repeat(n)}`, log(`A${"['a']".repeat(n)}`)], 200],
  ["members behind one another", (n) => [`SET A TO Value${".x".repeat(n)}`, log("A")]],
];
