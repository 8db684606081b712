import { type DesktopFlow, type DesktopRow, rowPlace } from "../desktop-flow/model.ts";
import type { ActionCall, Argument, Expression } from "../desktop-flow/robin/ast.ts";
import { actionCallsOf, argumentNamed, constantText, stepKey } from "../desktop-flow/robin/walk.ts";
import { type DesktopActionFacts, desktopActionFacts } from "../knowledge/desktop-actions.ts";
import type { CredentialMatch, LiteralContext } from "../secrets/credential.ts";
import { detectCredentials } from "../secrets/detect.ts";
import { credentialName } from "../secrets/names.ts";
import type { Place, Span } from "../source/place.ts";
import { rowValue } from "./desktop-edges.ts";
import { type DesktopRoles, isConnectionString } from "./desktop-roles.ts";
import { anyStep, type Path } from "./path.ts";

/** A credential that is written in a desktop flow. */
export interface DesktopCredential {
  readonly flow: DesktopFlow;
  /** The row that holds it; undefined for the default of an input. */
  readonly row: DesktopRow | undefined;
  /** Name of the argument, the variable or the input that it stands in. */
  readonly member: string;
  /** What holds it: an argument of an action, a variable, a script or command that an action runs, the default of an input. */
  readonly holder: "argument" | "variable" | "script" | "default";
  /** Where it stands in the row's node; undefined for a default. */
  readonly path: Path;
  readonly match: CredentialMatch;
  /** The designer encrypted it: bound to a machine or a user, and stored all the same. */
  readonly encrypted: boolean;
  readonly place: Place;
  /** The secret itself: only ever handed to the redactor. */
  readonly secret: string;
}

export interface DesktopLiteralOptions {
  readonly sensitiveNames: readonly string[];
  readonly roles: DesktopRoles;
}

/** Finds the credentials that are written in the rows of a flow, those of switched-off rows too: they are stored all the same. */
export function desktopLiterals(flow: DesktopFlow, options: DesktopLiteralOptions): readonly DesktopCredential[] {
  const found: DesktopCredential[] = [];
  for (const row of flow.rows) {
    const { statement } = row;
    const search = (
      value: Expression,
      context: LiteralContext,
      about: Pick<DesktopCredential, "member" | "holder"> & { readonly path: Path },
    ): void => {
      visitTexts(value, context, about.path, (text, where, path) => {
        for (const hit of inText(text, where, options.sensitiveNames))
          found.push({ flow, row, ...about, path, ...hit, encrypted: isEncrypted(hit.secret), place: rowPlace(row, hit.span) });
      });
    };
    if (statement.kind === "set") {
      const name = nameOfTarget(statement.target);
      search(statement.value, { position: "named", name }, { member: name, holder: "variable", path: [rowValue] });
    } else if (statement.kind === "loop-each") {
      search(statement.source, { position: "other" }, { member: nameOfTarget(statement.variable), holder: "variable", path: [rowValue] });
    }
    for (const call of actionCallsOf(statement)) {
      const facts = desktopActionFacts(call.module, call.action, call.selector);
      for (const argument of call.arguments) {
        const path = [argument.name.toLowerCase()];
        const encrypted = encryptedLiteral(argument, facts);
        if (encrypted !== undefined) {
          const { start, end } = argument.value;
          found.push({
            flow,
            row,
            member: argument.name,
            holder: "argument",
            path,
            match: encrypted,
            encrypted: true,
            place: rowPlace(row, { start, end }),
            secret: "",
          });
          continue;
        }
        const sink = Object.entries(facts?.sink ?? {}).find(([name]) => isName(name, argument.name))?.[1];
        const holder = sink === "script" || sink === "command-line" || sink === "database" ? "script" : "argument";
        search(argument.value, contextOf(call, argument, facts, options), { member: argument.name, holder, path });
      }
    }
  }
  for (const port of flow.inputs) {
    // The default of a sensitive input is a rule of its own, whatever it looks like.
    if (port.sensitive || port.defaultValue === undefined) continue;
    const { text, place } = port.defaultValue;
    for (const match of detectCredentials(text, { position: "named", name: port.name }, options)) {
      const secret = text.slice(match.span.start, match.span.end);
      found.push({
        flow,
        row: undefined,
        member: port.name,
        holder: "default",
        path: [],
        match,
        encrypted: isEncrypted(secret),
        place,
        secret,
      });
    }
  }
  return found;
}

/** What the argument of an action says about a text in it. */
function contextOf(
  call: ActionCall,
  argument: Argument,
  facts: DesktopActionFacts | undefined,
  { roles, sensitiveNames }: DesktopLiteralOptions,
): LiteralContext {
  const { name, dynamic } = argument;
  if (facts?.credential.some((one) => isName(one, name)) === true) {
    // A connection string holds a password, and need not.
    return isConnectionString(name) ? { position: "other" } : { position: "credential", name };
  }
  if (dynamic) {
    const own = name.slice(name.lastIndexOf("/") + 1);
    const known = facts?.calls === "connector" && (roles.connectorFacts(call)?.credentialInputs.some((one) => isName(one, name)) ?? false);
    return known ? { position: "credential", name: own } : { position: "named", name: own };
  }
  const part = Object.entries(facts?.http ?? {}).find(([key]) => isName(key, name))?.[1];
  if (part === "url") return { position: "url", name };
  const field = fieldName(call, argument);
  if (field !== undefined) return { position: "named", name: field };
  return credentialName(name, sensitiveNames)?.strength === "strong" ? { position: "named", name } : { position: "other" };
}

/** The field of a window or web page that a text is typed into, as the repository of controls names it. */
function fieldName(call: ActionCall, argument: Argument): string | undefined {
  if (!/^populatetextfield$/i.test(call.action) || !/^(?:text|textvalue)$/i.test(argument.name)) return undefined;
  const control = argumentNamed(call.arguments, "TextField") ?? argumentNamed(call.arguments, "Control");
  if (control?.value.kind !== "reference") return undefined;
  const last = control.value.path.at(-1);
  const key = last === undefined ? undefined : stepKey(last);
  // `Input password 'Kennwort'`: the control's type stands before its name.
  return typeof key === "string" ? (/'([^']+)'\s*$/.exec(key)?.[1] ?? key) : undefined;
}

function nameOfTarget(target: { readonly kind: string }): string {
  if (target.kind !== "reference") return "";
  const { name, path } = target as Extract<Expression, { kind: "reference" }>;
  for (const step of path.toReversed()) {
    const key = stepKey(step);
    if (typeof key === "string") return key;
  }
  return name;
}

/** Every text that is written in a value, with what its member's name says and where in the value it stands. */
function visitTexts(
  value: Expression,
  context: LiteralContext,
  path: Path,
  visit: (text: Expression, context: LiteralContext, path: Path) => void,
): void {
  switch (value.kind) {
    case "text":
    case "interpolation":
    case "binary":
      visit(value, context, path);
      return;
    case "list":
      for (const [index, element] of value.elements.entries()) visitTexts(element, context, [...path, String(index)], visit);
      return;
    case "object":
      for (const { key, value: member } of value.members) {
        const name = constantText(key);
        visitTexts(
          member,
          name === undefined ? { position: "other" } : { position: "named", name },
          [...path, name?.toLowerCase() ?? anyStep],
          visit,
        );
      }
      return;
    case "table": {
      const header = value.rows.find((row) => row.header)?.cells;
      const names = header?.kind === "list" ? header.elements.map(constantText) : [];
      for (const { header: isHeader, cells } of value.rows) {
        if (isHeader || cells.kind !== "list") continue;
        for (const [index, cell] of cells.elements.entries()) {
          const name = names[index];
          visitTexts(cell, name === undefined ? { position: "other" } : { position: "named", name }, [...path, anyStep, anyStep], visit);
        }
      }
      return;
    }
    default:
  }
}

/** Stands for the parts of a text that are known at run time only. */
const unknownPart = "\u{FFFC}";

interface Piece {
  readonly text: string;
  readonly span: Span;
  /** Every character of the text is one of the script. */
  readonly verbatim: boolean;
}

/** The pieces of a text as it comes out: what is written, and holes for what is read. */
function piecesOf(value: Expression): readonly Piece[] {
  const { start, end } = value;
  switch (value.kind) {
    case "text": {
      const quotes = value.quotes === "triple" ? 3 : 1;
      const span = { start: start + quotes, end: end - quotes };
      return [{ text: value.value, span, verbatim: span.end - span.start === value.value.length }];
    }
    case "interpolation":
      return value.parts.flatMap((part): readonly Piece[] =>
        part.kind === "text-part"
          ? [{ text: part.value, span: { start: part.start, end: part.end }, verbatim: part.end - part.start === part.value.length }]
          : piecesOf(part),
      );
    case "binary":
      return value.operator === "+"
        ? [...piecesOf(value.left), ...piecesOf(value.right)]
        : [{ text: unknownPart, span: { start, end }, verbatim: false }];
    default:
      return [{ text: unknownPart, span: { start, end }, verbatim: false }];
  }
}

interface TextHit {
  readonly match: CredentialMatch;
  readonly span: Span;
  readonly secret: string;
}

/** Credentials in the text that a value gives, each with its place in the script. */
function inText(value: Expression, context: LiteralContext, sensitiveNames: readonly string[]): readonly TextHit[] {
  const pieces = piecesOf(value);
  const text = pieces.map((piece) => piece.text).join("");
  if (text === "" || pieces.every((piece) => piece.text === unknownPart)) return [];
  return detectCredentials(text, context, { sensitiveNames }).flatMap((match) => {
    const secret = text.slice(match.span.start, match.span.end);
    return secret.includes(unknownPart) ? [] : [{ match, secret, span: spanIn(pieces, match.span) }];
  });
}

function spanIn(pieces: readonly Piece[], wanted: Span): Span {
  let offset = 0;
  for (const { text, span, verbatim } of pieces) {
    const next = offset + text.length;
    if (wanted.start < next) {
      if (!verbatim) return span;
      const start = span.start + wanted.start - offset;
      return { start, end: Math.min(span.end, start + (wanted.end - wanted.start)) };
    }
    offset = next;
  }
  return { start: 0, end: 0 };
}

/** Begins as what Windows makes of a text that it protects for a user or a machine (DPAPI), in base64 or hexadecimal. */
function isEncrypted(text: string): boolean {
  return /^(?:AQAAANCMnd8BFdERjHoAwE|01000000d08c9ddf0115d1118c7a00c04f)/i.test(text.trim());
}

/**
 * A text that was typed into an encrypted field of the designer. Nothing documents how it is stored: it is what is written for a credential and is
 * neither a text nor a variable.
 */
function encryptedLiteral({ name, value }: Argument, facts: DesktopActionFacts | undefined): CredentialMatch | undefined {
  const credential = facts?.credential.some((one) => isName(one, name)) === true || /^texttosend$/i.test(name);
  const isToken = credential && value.kind === "error" && /^[A-Za-z]{0,3}@?['"][^'"]|^@\w+\s*[:(]/.test(value.text.trim());
  if (!isToken && !isEncrypted(constantText(value) ?? "")) return undefined;
  return {
    kind: "encrypted",
    label: "an encrypted credential",
    span: { start: 0, end: 0 },
    preview: "",
    confidence: "high",
    evidence: ["position"],
    in: "text",
  };
}

function isName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
