import type { Template } from "../../cloud-flow/expression/ast.ts";
import { completeText, foldExpression } from "../../cloud-flow/expression/fold.ts";
import { callsOf } from "../../cloud-flow/expression/references.ts";
import type { Span } from "../../source/place.ts";
import type { CredentialMatch } from "../credential.ts";
import { isNameOf } from "../harmless/not-secret.ts";
import { placeholder } from "../harmless/placeholders.ts";
import { tellsByItself } from "../judge.ts";
import { preview } from "../preview.ts";

/** A user name and password that an expression encodes for basic authentication, or decodes. */
export interface EncodedCredentials {
  readonly match: CredentialMatch;
  /** Where the secret is written in the string; all of the argument, when it is put together there. */
  readonly span: Span;
  readonly secret: string;
  readonly assembled: boolean;
}

const encodes = /^(?:encode)?base64$/i;
const decodes = /^(?:base64tostring|decodebase64)$/i;

/** `Name: value` is a header or a line of text. */
const userAndPassword = /^[\w.@\\+-]{1,100}:(?<password>[^\s:{}"<>/]{6,128})$/;

function isMadeUp(password: string): boolean {
  return tellsByItself(password, "password") || (/[A-Za-z]/.test(password) && /\d/.test(password) && !isNameOf(password));
}

/**
 * `base64('user:…')`, and `base64ToString('…')` of such a text. Only basic authentication puts a user and a password together like that,
 * whatever the field is called that takes the result.
 */
export function encodedCredentials(template: Template): readonly EncodedCredentials[] {
  return callsOf(template).flatMap(({ name, arguments: [argument] }): readonly EncodedCredentials[] => {
    const isEncoded = decodes.test(name);
    if (argument === undefined || !(isEncoded || encodes.test(name))) return [];
    const given = completeText(foldExpression(argument));
    const plain = given !== undefined && isEncoded ? Buffer.from(given, "base64").toString("utf8") : given;
    const password = userAndPassword.exec(plain ?? "")?.groups?.password;
    if (given === undefined || password === undefined || !isMadeUp(password) || placeholder(password) !== undefined) return [];
    const secret = isEncoded ? given : password;
    const { start, end } = argument;
    // A doubled quote is one character of the value.
    const isWritten = argument.kind === "string" && argument.value.length === end - start - 2;
    const span = isWritten ? { start: end - 1 - secret.length, end: end - 1 } : { start, end };
    const match: CredentialMatch = {
      kind: "basic-credentials",
      label: "a user name and password (basic authentication)",
      span,
      preview: preview(secret),
      confidence: "medium",
      evidence: ["shape"],
      in: "text",
    };
    return [{ match, span, secret, assembled: !isWritten }];
  });
}
