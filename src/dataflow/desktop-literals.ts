import { type DesktopFlow, type DesktopRow, rowPlace } from "../desktop-flow/model.ts";
import type { ActionCall, Argument, CommentStatement, Expression, Formula } from "../desktop-flow/robin/ast.ts";
import { actionCallsOf, argumentNamed, constantText, expressionsOf, stepKey } from "../desktop-flow/robin/walk.ts";
import type { DesktopActionFacts } from "../knowledge/desktop-actions.ts";
import type { CredentialMatch, LiteralContext } from "../secrets/credential.ts";
import { detectCredentials } from "../secrets/detect.ts";
import { credentialName } from "../secrets/names.ts";
import { preview } from "../secrets/preview.ts";
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
  /** What holds it: an argument of an action, a variable, a script or command that an action runs, the default of an input, a comment. */
  readonly holder: "argument" | "variable" | "script" | "default" | "comment";
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
        if (text.kind === "encrypted") {
          const { start, end } = text;
          found.push({
            flow,
            row,
            ...about,
            path,
            match: { ...encryptedMatch, preview: preview(text.value) },
            encrypted: true,
            place: rowPlace(row, { start, end }),
            secret: text.value,
          });
          return;
        }
        for (const hit of inText(text, where, about.holder, options.sensitiveNames))
          found.push({ flow, row, ...about, path, ...hit, encrypted: isEncrypted(hit.secret), place: rowPlace(row, hit.span) });
      });
    };
    if (statement.kind === "set") {
      const name = nameOfTarget(statement.target);
      search(statement.value, { position: "named", name }, { member: name, holder: "variable", path: [rowValue] });
    } else if (statement.kind === "loop-each") {
      search(statement.source, { position: "other" }, { member: nameOfTarget(statement.variable), holder: "variable", path: [rowValue] });
    }
    const given = new Set<Expression>();
    for (const call of actionCallsOf(statement)) {
      for (const { value } of call.arguments) given.add(value);
      const facts = options.roles.actionFacts(call);
      for (const argument of call.arguments) {
        const path = [argument.name.toLowerCase()];
        if (isEncryptedLiteral(argument, facts)) {
          const { start, end } = argument.value;
          found.push({
            flow,
            row,
            member: argument.name,
            holder: "argument",
            path,
            match: encryptedMatch,
            encrypted: true,
            place: rowPlace(row, { start, end }),
            secret: "",
          });
          continue;
        }
        const sink = Object.entries(facts?.sink ?? {}).find(([name]) => isName(name, argument.name))?.[1];
        const holder = sink === "script" || sink === "command-line" || sink === "database" ? "script" : "argument";
        search(argument.value, contextOf(call, argument, facts, options), { member: argument.name, holder, path });
        for (const hit of typedPasswords(argument))
          found.push({ flow, row, member: argument.name, holder, path, ...hit, encrypted: false, place: rowPlace(row, hit.span) });
      }
    }
    if (statement.kind === "comment") {
      for (const hit of inComment(statement, options.sensitiveNames))
        found.push({ flow, row, member: "comment", holder: "comment", path: [], ...hit, encrypted: false, place: rowPlace(row, hit.span) });
    } else if (statement.kind !== "set" && statement.kind !== "loop-each") {
      const member = statement.kind === "exit" ? "ErrorMessage" : "condition";
      for (const value of expressionsOf(statement)) {
        if (!given.has(value)) search(value, { position: "other" }, { member, holder: "argument", path: [member.toLowerCase()] });
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

/** Arguments that name what a text is typed into: an item of the repository of controls, a CSS selector, the id of an SAP control, a label. */
const fieldArguments = ["TextField", "Control", "Element", "TextBox", "FieldLabel", "Label", "ElementId", "Selector"];

/** The field of a window, web page or terminal that a text is typed into, as far as its name can be told. */
function fieldName(call: ActionCall, argument: Argument): string | undefined {
  if (!/^(?:populatetextfield|settextonterminalsession)/i.test(call.action) || !/^(?:text|textvalue)$/i.test(argument.name))
    return undefined;
  for (const name of fieldArguments) {
    const value = argumentNamed(call.arguments, name)?.value;
    if (value === undefined) continue;
    const last = value.kind === "reference" ? value.path.at(-1) : undefined;
    const key = last === undefined ? constantText(value) : stepKey(last);
    if (typeof key === "string") return nameInSelector(key);
  }
  return undefined;
}

/** The end of a selector names the field. */
const longestSelector = 200;

/** `Kennwort` of `Input password 'Kennwort'`, `pwd` of `form#login input#pwd`, `password` of `wnd[0]/usr/pwdRSYST-BCODE` and of `input[type="password"]`. */
function nameInSelector(selector: string): string {
  const key = selector.slice(-longestSelector);
  const quoted = /'([^']+)'\s*$/.exec(key)?.[1];
  if (quoted !== undefined) return quoted;
  if (/\btype\s*=\s*["']?password\b|\/pwd[A-Z_-]/.test(key)) return "password";
  return /(?:#|\bname\s*=\s*["']?|\bid\s*=\s*["']?)([\w-]+)["'\]]*\s*$/.exec(key)?.[1] ?? key;
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
    case "binary":
      if (value.operator === "+") visit(value, context, path);
      else {
        visitTexts(value.left, comparedWith(value.right), path, visit);
        visitTexts(value.right, comparedWith(value.left), path, visit);
      }
      return;
    case "unary":
      visitTexts(value.operand, context, path, visit);
      return;
    case "text":
    case "interpolation":
    case "formula":
    case "encrypted":
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

/** What a text is, when it is compared with a variable: `IF Password = 'x'`. */
function comparedWith(other: Expression): LiteralContext {
  return other.kind === "reference" ? { position: "named", name: nameOfTarget(other) } : { position: "other" };
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
    case "formula":
      return piecesOfFormula(value);
    case "binary":
      return value.operator === "+"
        ? [...piecesOf(value.left), ...piecesOf(value.right)]
        : [{ text: unknownPart, span: { start, end }, verbatim: false }];
    default:
      return [{ text: unknownPart, span: { start, end }, verbatim: false }];
  }
}

/** The texts that are written in a formula, with holes for what is between them. */
function piecesOfFormula({ text, start, end }: Formula): readonly Piece[] {
  const pieces: Piece[] = [];
  const span = { start, end };
  const joins = /^\s*Concatenate\s*\(/i.test(text) ? /^[\s&,]*$/ : /^[\s&]*$/;
  let at = 0;
  for (const literal of text.matchAll(/"((?:[^"]|"")*)"/g)) {
    if (!joins.test(text.slice(at, literal.index))) pieces.push({ text: unknownPart, span, verbatim: false });
    pieces.push({ text: (literal[1] ?? "").replaceAll('""', '"'), span, verbatim: false });
    at = literal.index + literal[0].length;
  }
  if (pieces.length === 0 || !/^\s*$/.test(text.slice(at))) pieces.push({ text: unknownPart, span, verbatim: false });
  return pieces;
}

/** What a program is told behind the name of a field: the value of a web page's field, an option of a command line. */
const namedValues = [
  /(?:getElementById|getElementsByName|querySelector)\s*\(\s*["'`]([^"'`)]{1,80})["'`]\s*\)(?:\[\d+\])?\.value\s*=\s*["'`]([^"'`\r\n]{1,200})["'`]/g,
  /(?:^|\s)(?:--?|\/)([A-Za-z][\w-]{1,30})[=:]["']?([^\s"']{1,200})/g,
] as const;

interface TextHit {
  readonly match: CredentialMatch;
  readonly span: Span;
  readonly secret: string;
}

/** Credentials in the text that a value gives, each with its place in the script. */
function inText(
  value: Expression,
  context: LiteralContext,
  holder: DesktopCredential["holder"],
  sensitiveNames: readonly string[],
): readonly TextHit[] {
  const pieces = piecesOf(value);
  const text = pieces.map((piece) => piece.text).join("");
  if (text === "" || pieces.every((piece) => piece.text === unknownPart)) return [];
  const matches = detectCredentials(text, context, { sensitiveNames });
  const told = holder === "script" ? inNamedValues(text, sensitiveNames) : [];
  return [...matches, ...told.filter(({ span }) => !matches.some((match) => meets(match.span, span)))].flatMap((match) => {
    const secret = text.slice(match.span.start, match.span.end);
    return secret.includes(unknownPart) ? [] : [{ match, secret, span: spanIn(pieces, match.span) }];
  });
}

/** Credentials that a script or a command line gives to a field or an option by its name. */
function inNamedValues(text: string, sensitiveNames: readonly string[]): readonly CredentialMatch[] {
  return namedValues.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(([whole, field = "", value = ""], index, all) => {
      const name = /^(?:pw|pass|passwd)$/i.test(field) ? "password" : nameInSelector(field);
      const from = (all[index]?.index ?? 0) + whole.lastIndexOf(value);
      return detectCredentials(value, { position: "named", name }, { sensitiveNames }).map((match) => ({
        ...match,
        span: { start: match.span.start + from, end: match.span.end + from },
      }));
    }),
  );
}

/** A text between keys that a keyboard would type: `{Tab}text{Return}`. */
const typedText = /(?:^|(\{Tab(?::\d+)?\})|\})([^{}]{8,64})\{(?:Return|Enter)\}/gi;

/**
 * What Send keys types and submits: nothing says where it goes, so only a text of all kinds of characters is taken for a password, and one that a
 * Tab precedes, as from a user's name to the password, more likely than another.
 */
function typedPasswords({ name, value }: Argument): readonly TextHit[] {
  if (!/^texttosend$/i.test(name)) return [];
  const pieces = piecesOf(value);
  const text = pieces.map((piece) => piece.text).join("");
  return [...text.matchAll(typedText)].flatMap(({ 0: whole, 1: tab, 2: secret = "", index }): readonly TextHit[] => {
    if (!looksLikePassword(secret)) return [];
    const start = index + whole.lastIndexOf(secret);
    const span = { start, end: start + secret.length };
    const confidence = tab === undefined ? "low" : "medium";
    const match: CredentialMatch = {
      kind: "password",
      label: "a password",
      span,
      preview: preview(secret),
      confidence,
      evidence: ["shape"],
      in: "text",
    };
    return [{ match, secret, span: spanIn(pieces, span) }];
  });
}

function looksLikePassword(text: string): boolean {
  return (
    /^\S{8,64}$/.test(text) &&
    [/[a-z]/, /[A-Z]/, /\d/, /[!@#$%^&*?+=~]/].every((kind) => kind.test(text)) &&
    !/:\/\/|\\|^[\w.+-]+@[\w-]+\.[\w.]+$|^=/.test(text) &&
    !text.includes(unknownPart)
  );
}

/** A credential that somebody noted down. Words about passwords are frequent in comments, so by a name alone it is doubtful. */
function inComment({ text, start, end }: CommentStatement, sensitiveNames: readonly string[]): readonly TextHit[] {
  return detectCredentials(text, { position: "other" }, { sensitiveNames }).map((match) => ({
    match: match.evidence.includes("shape") ? match : { ...match, confidence: "low" },
    secret: text.slice(match.span.start, match.span.end),
    span: { start, end },
  }));
}

function meets(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
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

const encryptedMatch: CredentialMatch = {
  kind: "encrypted",
  label: "an encrypted credential",
  span: { start: 0, end: 0 },
  preview: "",
  confidence: "high",
  evidence: ["position"],
  in: "text",
};

/**
 * A text that was typed into an encrypted field of the designer. Nothing documents how it is stored: besides `P@'…'`, it is what is written for a
 * credential and is neither a text nor a variable.
 */
function isEncryptedLiteral({ name, value }: Argument, facts: DesktopActionFacts | undefined): boolean {
  const credential = facts?.credential.some((one) => isName(one, name)) === true || /^texttosend$/i.test(name);
  const isToken = credential && value.kind === "error" && /^[A-Za-z]{0,3}@?['"][^'"]|^@\w+\s*[:(]/.test(value.text.trim());
  return isToken || isEncrypted(constantText(value) ?? "");
}

function isName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
