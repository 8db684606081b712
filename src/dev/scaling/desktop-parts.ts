import type { Tint } from "./subject.ts";

/** A text as a script writes it. */
export const quoted = (text: string): string => `$'''${text.replace(/[\\'"]/g, "\\$&")}'''`;
/** A row that logs a value. */
export const log = (value: string): string => `Logging.LogMessage Message: ${value} LogLevel: Logging.LogLevel.Info`;
/** A row that types a value into the field of a page for a password. */
export const type = (value: string): string =>
  `WebAutomation.PopulateTextField.PopulateTextField BrowserInstance: Browser Control: appmask['Page']['Input password \\'pwd\\''] Text: ${value}`;
/** A row that signs in with a value. */
export const connect = (value: string): string =>
  `SAP.SapLogin.SapLogInOptionSingle Username: $'''orders''' Password: ${value} SapInstance=> Sap`;

/** Blocks and values in one another are read to some hundreds. */
export const mostLevels = 400;

/** The rows of a flow with so many of something, and its name; the largest number where more cannot be made. */
export type RowSubject = readonly [name: string, rowsOf: (size: number, tint: Tint) => readonly string[], most?: number];
