import type { Expression, Template } from "../../cloud-flow/expression/ast.ts";
import { readableText } from "../../cloud-flow/expression/fold.ts";
import { dereferencePath, type PathStep } from "../../cloud-flow/expression/references.ts";
import { mayHoldExpression } from "../../cloud-flow/expression/template.ts";
import type { FlowParameter, Operation } from "../../cloud-flow/model.ts";
import { isObject, type Json, memberIgnoringCase, objectAt, textAt, valueAt } from "../../json.ts";
import { lastPart } from "../../slash-path.ts";
import { anywhere, type CredentialMatch, type LiteralContext } from "../credential.ts";
import { tellsByItself } from "../judge.ts";
import { isKeyAsUser, keyAsUser } from "../key-as-user.ts";
import { credentialName } from "../names/credential-name.ts";

/** Says which connector parameters take a credential. */
type IsCredentialParameter = (operation: Operation, parameter: string) => boolean;

/** Members of an HTTP action's `authentication` object that hold nothing but a credential. */
const credentialMembers = new Set(["password", "secret", "pfx"]);

/** What the position of a string says about it. */
export function contextOf(
  operation: Operation,
  path: readonly string[],
  key: boolean,
  options: { readonly isCredentialParameter: IsCredentialParameter },
): LiteralContext {
  if (key) return anywhere;
  const facts = knownPaths.get(path) ?? newFacts(path);
  if (!facts.inInputs) return facts.context;
  if (operation.type.endsWith("variable")) return variableContext(operation, path);
  // The whole input of a Compose: its only name is the action's.
  if (path.length === 1) return { position: "named", name: operation.name.replaceAll("_", " ") };
  if (facts.parameter !== undefined && operation.call !== undefined && options.isCredentialParameter(operation, facts.parameter))
    return { position: "credential", name: lastPart(path[2] ?? "") };
  if (isRpcPassword(operation.json, path)) return { position: "credential", name: "password" };
  const beside = facts.hasNameBeside ? nameBeside(operation.json, path) : undefined;
  if (beside !== undefined) return { position: "named", name: beside };
  const service = facts.isPlainKey ? keyOfService(operation.json, path) : undefined;
  if (service !== undefined) return service;
  if (isKeyForUser(operation, path)) return keyAsUser;
  return path[1] === "queries" ? queryContext(operation, facts.lastName) : facts.context;
}

/** What is known from a path alone. */
interface PathFacts {
  readonly inInputs: boolean;
  readonly lastName: string | undefined;
  /** The name of the connector parameter that the path leads into. */
  readonly parameter: string | undefined;
  /** Whether a member beside the string may name it. */
  readonly hasNameBeside: boolean;
  /** Whether the string is called just `key`, so that its neighbours may say what it opens. */
  readonly isPlainKey: boolean;
  readonly context: LiteralContext;
}

/** Equal paths are one array, see `visitStrings`, and a run has few of them. */
const knownPaths = new WeakMap<readonly string[], PathFacts>();

/** A function of its own, so that no closure is made for paths that are known already. */
function newFacts(path: readonly string[]): PathFacts {
  const facts = pathFacts(path);
  knownPaths.set(path, facts);
  return facts;
}

function pathFacts(path: readonly string[]): PathFacts {
  const [top, member, leaf] = path;
  const takesParameter = member === "parameters" && leaf !== undefined;
  return {
    inInputs: top === "inputs",
    lastName: lastName(path),
    parameter: takesParameter ? (path.length === 3 ? leaf : path.slice(2).join("/")) : undefined,
    hasNameBeside: member !== "authentication" && mayHaveNameBeside(path),
    isPlainKey: isPlainKey(path),
    context: contextOfPath(path),
  };
}

function contextOfPath(path: readonly string[]): LiteralContext {
  const [top, member, leaf] = path;
  const name = lastName(path);
  if (top === "trackedProperties" && name !== undefined) return { position: "named", name };
  if (top !== "inputs") return { position: "other", ...(name === undefined ? {} : { name }) };
  if (isNewPassword(path)) return { position: "credential", name: "password" };
  switch (member) {
    case "authentication":
      if (leaf !== undefined && credentialMembers.has(leaf.toLowerCase())) return { position: "credential", name: leaf };
      if (leaf?.toLowerCase() === "value") return { position: "named", name: "Authorization" };
      return { position: "other", ...(leaf === undefined ? {} : { name: leaf }) };
    case "uri":
    case "path":
      return { position: "url", name: member };
    case "headers":
      return name === undefined ? anywhere : { position: "header", name };
    default:
      return name === undefined ? anywhere : { position: "named", name };
  }
}

/**
 * The third argument of a call of Odoo, behind the database and the user:
 * `{"service": "object", "method": "execute_kw", "args": ["orders", 2, "…", …]}`.
 * Source: https://www.odoo.com/documentation/17.0/developer/howtos/web_services.html
 */
function isRpcPassword(root: Json, path: readonly string[]): boolean {
  if (path.at(-1) !== "2" || path.at(-2)?.toLowerCase() !== "args") return false;
  const call = valueAt(root, path.slice(0, -2));
  return (
    /^(?:common|object)$/.test(textAt(call, "service") ?? "") &&
    /^(?:login|authenticate|execute|execute_kw)$/.test(textAt(call, "method") ?? "")
  );
}

/** Whether a path leads to the user's name of a basic sign-in, and that is a key. */
function isKeyForUser({ inputs }: Operation, [, member, leaf, ...rest]: readonly string[]): boolean {
  if (member !== "authentication" || leaf?.toLowerCase() !== "username" || rest.length > 0) return false;
  const authentication = objectAt(inputs, "authentication") ?? {};
  const password = memberIgnoringCase(authentication, "password")?.value ?? "";
  return typeof password === "string" && isKeyAsUser(textAt(authentication, leaf) ?? "", password);
}

/** The password that a request to Microsoft Graph gives to a user. */
function isNewPassword(path: readonly string[]): boolean {
  return path.at(-1)?.toLowerCase() === "password" && path.at(-2)?.toLowerCase() === "passwordprofile";
}

function queryContext(operation: Operation, name: string | undefined): LiteralContext {
  if (name === undefined) return anywhere;
  const isOfUser =
    /^(?:pass|pw)$/i.test(name) && Object.keys(objectAt(operation.inputs, "queries") ?? {}).some((one) => userQuery.test(one));
  const host = /^https?:\/\/([^/?#:@]+)/i.exec(calledAddress(operation))?.[1];
  return {
    position: "query",
    name: isOfUser ? "password" : name,
    ...(host === undefined ? {} : { host }),
    address: addressOfQuery(operation, name),
  };
}

/** The URL that a parameter of `queries` becomes part of, with the other ones that are written down, up to its value. */
function addressOfQuery(operation: Operation, name: string): string {
  const beside = Object.entries(objectAt(operation.inputs, "queries") ?? {}).flatMap(([other, value]) =>
    other !== name && typeof value === "string" && /^[^\s"'<>&\\]{1,200}$/.test(value) ? [`${other}=${value}`] : [],
  );
  const [called = ""] = calledAddress(operation).split(/[\s"'<>]/, 1);
  return `${called}${called.includes("?") ? "&" : "?"}${[...beside, `${name}=`].join("&")}`;
}

const userQuery = /^(?:user|usr|login|uid|account|user_?name)$/i;

function variableContext(operation: Operation, path: readonly string[]): LiteralContext {
  const index = path[1] === "variables" ? path[2] : undefined;
  const variable = index === undefined ? textAt(operation.inputs, "name") : textAt(operation.inputs, "variables", index, "name");
  const valueDepth = index === undefined ? 2 : 4;
  if (path.length <= valueDepth) {
    return path.at(-1)?.toLowerCase() === "value" && variable !== undefined ? { position: "named", name: variable } : { position: "other" };
  }
  const service = isPlainKey(path) ? keyOfService(operation.json, path) : undefined;
  if (service !== undefined) return service;
  // The elements of a list have no name but the variable's.
  return { position: "named", name: nameBeside(operation.json, path) ?? lastName(path.slice(valueDepth - 1)) ?? variable ?? "" };
}

/** The address that an HTTP operation calls, as far as it is written down. */
function calledAddress(operation: Operation): string {
  const uri = textAt(operation.inputs, "uri");
  return uri === undefined ? "" : readableText(uri);
}

/** The innermost member name below the top one. */
function lastName(path: readonly string[]): string | undefined {
  return innermostName(path.slice(1));
}

/** Members that hold no more than the value of what is around them: `"adminPassword": {"value": …}`, `"Password": {"#text": …}`. */
const valueMember = /^(?:value|val|secure_?value|default_?value|string_?value|[#_]text)$/i;

/**
 * The name of the value that a path leads to: that of the innermost member, or of the one around it where the member only holds its value. Array
 * indices are no names. Parts of a flattened connector parameter (`item/Password`) are members, too.
 */
export function innermostName(path: readonly string[]): string | undefined {
  const names = path.filter((step) => !/^\d+$/.test(step));
  const last = lastPart(names.at(-1) ?? "");
  if (last === "") return undefined;
  if (!valueMember.test(last)) return last;
  const around = names.at(-1)?.slice(0, -last.length - 1) || names.at(-2);
  return around === undefined ? last : lastPart(around);
}

/** Members that name what is in the `value` beside them. */
const namingMembers = ["name", "key", "header", "field", "parameter", "title", "id"];

/** The name of a value that is in a member of its own: `{"name": "x-api-key", "value": …}`, or a part of a multipart form. */
export function nameBeside(root: Json, path: readonly string[]): string | undefined {
  if (!mayHaveNameBeside(path)) return undefined;
  const holder = valueAt(root, path.slice(0, -1));
  if (!isObject(holder)) return undefined;
  const step = path.at(-1) ?? "";
  if (step.toLowerCase() === "body") {
    return /\bname\s?=\s?"?([^";]{1,100})/i.exec(textAt(holder, "headers", "Content-Disposition") ?? "")?.[1];
  }
  const prefix = columnPrefix.exec(step)?.[1] ?? "";
  for (const naming of namingMembers) {
    const name = memberIgnoringCase(holder, prefix + naming)?.value;
    if (typeof name === "string" && name !== "") return name;
  }
  return undefined;
}

function mayHaveNameBeside(path: readonly string[]): boolean {
  const step = path.at(-1) ?? "";
  return /^(?:value|val|securevalue|defaultvalue|content|body)$/i.test(step) || columnPrefix.test(step);
}

/** Columns of a row that holds a setting: `item/Title` and `item/Value`, `item/new_name` and `item/new_value`. */
const columnPrefix = /^((?:\w+\/){0,20}(?:[a-z][a-z0-9]{1,7}_)?)(?:secure|default)?value$/i;

function isPlainKey(path: readonly string[]): boolean {
  return /^key\d?$/i.test(path.at(-1) ?? "");
}

/**
 * What is beside a key that is called no more than that: the kind of sign-in that it is for (`{"type": "api_key", "key": …}`), or the address of the
 * service that it opens (`{"endpoint": "https://…", "key": …}`), or what it is a member of (`"credentials": {"key": …}`), and the user beside it.
 */
function keyOfService(root: Json, path: readonly string[]): LiteralContext | undefined {
  const holder = valueAt(root, path.slice(0, -1));
  if (!isObject(holder)) return undefined;
  const texts = (names: readonly string[]): readonly string[] =>
    names.flatMap((name) => {
      const text = memberIgnoringCase(holder, name)?.value;
      return typeof text === "string" ? [text] : [];
    });
  const kind = texts(kindMembers).find((text) => credentialName(text)?.strength === "strong");
  if (kind !== undefined) return { position: "named", name: kind };
  if (signInMembers.test(path.at(-2) ?? "") || Object.keys(holder).some((member) => userMember.test(member))) return keyHeader;
  return texts(addressMembers).some((text) => /^https:\/\//i.test(text)) ? keyHeader : undefined;
}

const keyHeader: LiteralContext = { position: "header", name: "Key" };
/** Members that hold what signs in: `"credentials": {"login": "…", "key": "…"}`. */
const userMember = /^(?:\w+[._-]?)?(?:user_?name|login)$/i;
const signInMembers = /^(?:credentials?|auth|authentication|sign_?in)$/i;

const addressMembers = ["endpoint", "url", "uri", "baseurl", "host", "api"];
const kindMembers = ["type", "kind", "authtype", "auth_type", "scheme"];

/** Comparisons in the structure of a condition, which are in an array of two. */
const comparisons = new Set(["equals", "startswith", "contains", "endswith"]);

/** What a literal of a condition or of a case is compared with. */
function comparedWith(operation: Operation, path: readonly string[]): Json | undefined {
  if (path[0] === "cases" && path.at(-1) === "case") return operation.json.expression;
  if (path[0] !== "expression" || !comparisons.has(path.at(-2)?.toLowerCase() ?? "")) return undefined;
  const sides = valueAt(operation.json, path.slice(0, -1));
  return Array.isArray(sides) ? (sides as readonly Json[])[path.at(-1) === "0" ? 1 : 0] : undefined;
}

/** What the other side of a comparison says about a literal: what is compared with a key is one. */
export function comparedContext(
  operation: Operation,
  path: readonly string[],
  parse: (text: string) => Template,
  titles: InputTitles = noTitles,
): LiteralContext | undefined {
  const other = comparedWith(operation, path);
  if (typeof other !== "string" || !mayHoldExpression(other)) return undefined;
  const template = parse(other);
  return template.kind === "expression" ? contextOfRead(template.expression, titles) : undefined;
}

/** Comparisons of the structure that look for a piece of a text. */
const structuredSearches = new Set(["startswith", "contains", "endswith"]);

/** Whether a literal is a text that a condition looks for in another one. */
export function isSoughtText(path: readonly string[]): boolean {
  return path[0] === "expression" && structuredSearches.has(path.at(-2)?.toLowerCase() ?? "");
}

/**
 * A credential in a text that is only looked for in another text. Where no more than a name before it speaks for it
 * (`contains(log, 'password=expired')`), it is none, or an unsure one when the value looks like a credential by itself.
 */
export function inSoughtText(match: CredentialMatch, text: string): CredentialMatch | undefined {
  const { span, kind, evidence } = match;
  if (span.start === 0 || evidence.includes("shape")) return match;
  if (!tellsByItself(text.slice(span.start, span.end), kind)) return undefined;
  return { ...match, confidence: "low", remark: "only looked for in another text" };
}

/** What the designer shows for the inputs of a flow's trigger, by their names: the maker's `Password` for `text_1`. */
export type InputTitles = ReadonlyMap<string, string>;

const noTitles: InputTitles = new Map();

/**
 * What an expression says about a literal that its value is compared with, by the name of what it reads: the last member, the title of an input, or the variable,
 * parameter or action. A header or a query parameter of a request that the flow gets is judged as one of a request that it sends.
 */
export function contextOfRead(expression: Expression, titles: InputTitles): LiteralContext | undefined {
  if (expression.kind !== "call") return undefined;
  const path = dereferencePath(expression);
  const at = path.findLastIndex((step) => typeof step === "string");
  const last = path[at];
  if (typeof last === "string") {
    const name = lastPart(last);
    const title = /^trigger(?:body|outputs)$/i.test(expression.name) ? titles.get(name) : undefined;
    return { position: requestParts.get(path[at - 1]) ?? "named", name: title ?? name };
  }
  const [argument, ...others] = expression.arguments;
  if (argument === undefined) return undefined;
  // `coalesce(…, '')` is what it reads first.
  if (others.length > 0) return expression.name.toLowerCase() === "coalesce" ? contextOfRead(argument, titles) : undefined;
  return argument.kind === "string" ? { position: "named", name: argument.value.replaceAll("_", " ") } : contextOfRead(argument, titles);
}

/** What the parts of a request are called in the outputs of a trigger. */
const requestParts: ReadonlyMap<PathStep | undefined, "header" | "query"> = new Map([
  ["headers", "header"],
  ["queries", "query"],
]);

/** The display part of `Display name (schema_name)`. */
export function parameterLabel(parameter: FlowParameter): string {
  const { name, schemaName } = parameter;
  return schemaName !== undefined && name.endsWith(`(${schemaName})`) ? name.slice(0, -schemaName.length - 2).trim() || schemaName : name;
}
