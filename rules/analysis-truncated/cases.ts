import { compose, http, keyVault } from "../../src/testing/actions.ts";
import { password } from "../../src/testing/credentials.ts";
import { desktop } from "../../src/testing/desktop.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { flow } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const secret = keyVault.getSecret("Get_secret");
/** Members of one text, with each of which a desktop flow signs in. */
const signIns = (count: number) => {
  const numbers = Array.from({ length: count }, (_, index) => index);
  return desktop(
    "Sign in",
    {},
    `SET Accounts TO $'''{${numbers.map((index) => `\\"erp${index}\\": \\"${password(index)}\\"`).join(", ")}}'''`,
    "Variables.ConvertJsonToCustomObject Json: Accounts CustomObject=> Account",
    ...numbers.map(
      (index) => `SAP.SapLogin.SapLogInOptionSingle Username: $'''orders''' Password: Account['erp${index}'] SapInstance=> Sap`,
    ),
  );
};
const members = (count: number) => Array.from({ length: count }, (_, index) => `password${index}`);
const copies = (count: number) =>
  Array.from({ length: count }, (_, index) => compose(`Copy_${index + 1}`, "@body('Get_secret')?['value']"));
/** An API key that comes from the trigger, through so many copies and one more. */
const composed = (count: number) =>
  flow(
    "Get orders",
    compose("Copy_0", "@triggerBody()"),
    ...Array.from({ length: count }, (_, index) => compose(`Copy_${index + 1}`, `@outputs('Copy_${index}')`)),
    http("Call_ERP", { headers: { "x-api-key": `@outputs('Copy_${count}')` } }),
  );
const secrets = (count: number) => Array.from({ length: count }, (_, index) => keyVault.getSecret(`Get_${index + 1}`));
const together = (count: number) =>
  compose(
    "Together",
    secrets(count)
      .map(({ name }) => `@{body('${name}')?['value']}`)
      .join(),
  );

export default defineCases(rule, {
  example: {
    wrong: {
      name: "a secret is copied to more places than a limit of 4 steps allows",
      flow: flow("Get orders", secret, ...copies(3)),
      maxSteps: 4,
      findings: [
        { message: "facts", at: "Get_secret", level: "note", confidence: "high", says: "Key Vault secret returned by 'Get_secret'" },
      ],
    },
    right: { name: "one copy is within the limit of 4 steps", flow: flow("Get orders", secret, ...copies(1)), maxSteps: 4 },
  },
  valid: [
    {
      name: "every place that the secret reaches was looked at",
      flow: flow("Get orders", secret, http("Call_ERP", { headers: { "x-api-key": "@body('Get_secret')?['value']" } })),
    },
    { name: "the limit is as large as the flow", flow: flow("Get orders", secret, ...copies(3)), maxSteps: 12 },
    { name: "what an API key is composed of is within the limit", flow: composed(10), maxSteps: 30 },
    { name: "thirty secrets in one place are told of, each", flow: flow("Get orders", ...secrets(30), together(30)) },
    {
      name: "more than thirty passwords that a desktop flow signs in with in one row, where none is told of",
      desktop: desktop(
        "Sign in",
        {},
        ...Array.from({ length: 40 }, (_, index) => [
          `IF Counter = ${index} THEN`,
          `SET Code TO $'''${password(index + 1)}'''`,
          "END",
        ]).flat(),
        "SAP.SapLogin.SapLogInOptionSingle Username: $'''orders''' Password: Code SapInstance=> Sap",
      ),
    },
    { name: "hundreds of members of one text that a desktop flow signs in with are found, each", desktop: signIns(300) },
    {
      name: "a large flow without a secret",
      flow: flow("Get orders", compose("A", "@guid()"), compose("B", "@outputs('A')")),
      maxSteps: 1,
    },
  ],
  invalid: [
    {
      name: "what an API key is composed of is too far back",
      flow: composed(60),
      maxSteps: 1,
      findings: [{ message: "search", at: "Call_ERP", level: "note", confidence: "high", says: "'Call_ERP'" }],
    },
    {
      name: "more secrets come to one place than are told of there",
      flow: flow("Get orders", ...secrets(32), together(32)),
      findings: [
        { message: "crowd", at: "Get_31", level: "note", confidence: "high", says: "Key Vault secret returned by 'Get_31'" },
        { message: "crowd", at: "Get_32" },
      ],
    },
    {
      name: "more secrets come to one row of a desktop flow than are told of there",
      desktop: desktop(
        "Orders",
        {},
        ...members(32).map((name) => `Cyberark.GetPassword.GetPassword Safe: $'''erp''' PlainTextPassword=> ${name}`),
        `Logging.LogMessage Message: $'''${members(32)
          .map((name) => `%${name}%`)
          .join()}''' LogLevel: Logging.LogLevel.Info`,
      ),
      findings: [
        { message: "crowd", at: "Main:34", level: "note", says: "CyberArk password 'password30'" },
        { message: "crowd", at: "Main:35", says: "CyberArk password 'password31'" },
      ],
    },
    {
      name: "secrets that begin in the same step and come to one place are told of together",
      flow: flow(
        "Get orders",
        compose("Accounts", Object.fromEntries(members(40).map((name, index) => [name, password(index)]))),
        compose(
          "Together",
          members(40)
            .map((name) => `@{outputs('Accounts')?['${name}']}`)
            .join(),
        ),
      ),
      findings: [{ message: "crowd", at: "Accounts/inputs/password30", says: "hardcoded in 'Accounts' and 9 more secrets" }],
    },
    {
      name: "a desktop flow signs in with more members of a text than the limit allows",
      desktop: signIns(150),
      maxSteps: 400,
      findings: [
        { message: "desktop-search", at: "Main:81", level: "note", confidence: "high", says: "values of 'Main:81' come from was cut off" },
      ],
    },
    {
      name: "each secret is told once, and one that was followed to its end is not",
      flow: flow(
        "Get orders",
        secret,
        keyVault.getSecret("Get_other"),
        ...copies(3),
        compose("First", "@body('Get_other')?['value']"),
        compose("Second", "@outputs('First')"),
        compose("Third", "@outputs('Second')"),
        keyVault.getSecret("Get_unused"),
      ),
      maxSteps: 6,
      findings: [
        { message: "facts", at: "Get_secret" },
        { message: "facts", at: "Get_other" },
      ],
    },
  ],
});
