import { compose, http, keyVault } from "../../testing/actions.ts";
import { password } from "../../testing/credentials.ts";
import type { Tint } from "./subject.ts";

const readSecret = "body('Get_secret')?['value']";
const basic = (value: string) => ({ authentication: { type: "Basic", username: "orders", password: value } });
const plainWord = (index: number): string => `order ${index}`;

/** No secret anywhere; a secret from Key Vault, which a desktop flow gets by a sensitive input; a credential that is written down, and used. */
export const tints: readonly Tint[] = [
  {
    name: "plain",
    prelude: [],
    expression: "triggerBody()?['text']",
    text: plainWord,
    rows: ["SET Value TO $'''open'''"],
    desktopText: plainWord,
    plainText: plainWord,
  },
  {
    name: "vault",
    prelude: [keyVault.getSecret("Get_secret"), http("Sign_in", basic(`@${readSecret}`))],
    expression: readSecret,
    text: () => `@{${readSecret}}`,
    rows: ["SET Value TO Password"],
    desktopText: () => "%Password%",
    plainText: plainWord,
  },
  {
    name: "literal",
    prelude: [compose("Hold", password()), http("Sign_in", basic("@outputs('Hold')"))],
    expression: "outputs('Hold')",
    text: password,
    rows: [
      `SET Value TO $'''${password()}'''`,
      "WebAutomation.PopulateTextField.PopulateTextField BrowserInstance: Browser Control: appmask['Page']['Input password \\'pwd\\''] Text: Value",
    ],
    desktopText: password,
    plainText: password,
  },
];
