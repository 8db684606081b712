import type { DesktopRow } from "../../../desktop-flow/model.ts";
import type { ActionCall, Expression } from "../../../desktop-flow/robin/ast.ts";
import { argumentNamed, isSameName, plainValue } from "../../../desktop-flow/robin/walk.ts";
import { credentialName } from "../../../secrets/names/credential-name.ts";
import { headerName } from "../../../secrets/names/known-names.ts";
import type { Span } from "../../../source/place.ts";
import type { Path } from "../../graph/path.ts";

// Which field a value fills in a text that an action takes: of a connection string, of headers, of a form or of JSON.

/** Whether an argument takes a connection string, which may hold a password. */
export function isConnectionString(argument: string): boolean {
  return isSameName(argument, "ConnectionString");
}

/** The field of a connection string that a variable fills; undefined where the variable is the connection string itself, or its beginning. */
export function connectionField(row: DesktopRow, call: ActionCall, argument: string, span: Span): string | undefined {
  const value = argumentNamed(call.arguments, argument)?.value;
  return value === undefined ? undefined : connectionFieldBefore(row.desktopFlow.source.text().slice(value.start, span.start));
}

/** The field of a connection string whose value begins behind a stretch of a script. */
export function connectionFieldBefore(text: string): string | undefined {
  return /(?:^|[;'"])\s*([\w .-]{2,60}?)\s*=\s*(?:\\?["'{])?$/.exec(withoutJoint(text.slice(-longestField)))?.[1];
}

/** What stands between a text and a variable that goes on behind it: `%`, `${`, `' + `, `" & `, and functions of Power Fx around the variable. */
const joint = /(?:%|\$?\{|(?:\\?"\s*[&,]|'+\s*\+)\s*)(?:\w+\(\s*)*$/;

function withoutJoint(text: string): string {
  return text.replace(joint, "");
}

/** A field's name directly precedes its value: more need not be looked at. */
const longestField = 120;

/** Headers and form fields whose value authenticates; the designer writes a quote in a text as `\"`. */
const fieldBefore =
  /\\?["']?([\w.-]{2,60})(?:\\?["']){0,2}\s*[:=]\s*(?:\\?["']){0,2}(?:(?:bearer|basic|token|apikey|bot|key)\s+)?\\?["']?$/i;

/** The cell before that names a field of a form: `['password', Password]`. */
const cellBefore = /\[\s*\$?'{1,3}([\w.-]{2,60})'{1,3}\s*,\s*(?:\$'{3})?$/;

/**
 * Whether a value follows the name of a header or form field that is made for credentials, or of a header that may be: `X-Session` takes ids of visits as
 * well. A whole list of headers is taken for one that authenticates.
 */
export function authenticates(row: DesktopRow, value: Expression, part: "headers" | "body", span: Span): "surely" | "perhaps" | "no" {
  if (part === "headers" && plainValue(value).kind === "reference") return "surely";
  const text = row.desktopFlow.source.text().slice(Math.max(value.start, span.start - 160), span.start);
  const before = withoutJoint(text);
  const line = before.slice(Math.max(before.lastIndexOf("\n"), before.lastIndexOf("&")) + 1);
  if (part === "headers" && authorizationLine.test(line)) return "surely";
  const field = (plainValue(value).kind === "table" ? cellBefore : fieldBefore).exec(line.replace(/^\$(?:fx)?'+/, ""))?.[1];
  return field === undefined ? "no" : fieldAuthenticates(field, part);
}

function fieldAuthenticates(field: string, part: "headers" | "body"): "surely" | "perhaps" | "no" {
  if (/^authorization$/i.test(field) || credentialName(field) !== undefined) return "surely";
  const name = part === "headers" ? headerName(field) : undefined;
  return name === undefined ? "no" : name.strength === "strong" ? "surely" : "perhaps";
}

/** All behind that header's name is what it is for, also a scheme that is read, or the name of a cookie: `Authorization: %Type% %Token%`. */
const authorizationLine = /^(?:\$(?:fx)?'+)?(?:=\s*\$?")?\s*(?:(?:proxy-)?authorization|cookie)\s*:/i;

/** What a header is to a value that follows a stretch of a script in which headers are put together; undefined where the stretch names none. */
export function headerBefore(text: string): "credential" | "other" | undefined {
  const before = withoutJoint(text);
  const opening = before.lastIndexOf("'''");
  const line = before.slice(Math.max(before.lastIndexOf("\n") + 1, opening < 0 ? 0 : opening + 3));
  if (authorizationLine.test(line)) return "credential";
  const field = fieldBefore.exec(line)?.[1];
  if (field === undefined) return undefined;
  return fieldAuthenticates(field, "headers") === "surely" ? "credential" : "other";
}

/** Whether a value is in a member or field of the body that is made for a credential, however the body was put together. */
export function isCredentialField(held: Path): boolean {
  const field = held.at(-1);
  return held.length > 1 && typeof field === "string" && credentialName(field) !== undefined;
}
