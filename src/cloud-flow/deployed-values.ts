import { addAll } from "../collections.ts";
import { isObject, type Json, type JsonObject, objectAt, textAt, valueAt, visitTexts } from "../json.ts";
import { templateToken } from "./deployed-text.ts";

/** A value that only the deployment of a template for Azure Resource Manager gives, where it stands in a workflow's definition. */
export interface DeployedValue {
  /** Pointer of the string that takes it; one list for all values of that string. */
  readonly pointer: readonly string[];
  /** The template's parameter that it is, or the function that returns it. */
  readonly from: "parameter" | "function";
  /** Name of the parameter, or of the function, as spelled where it is taken. */
  readonly name: string;
  /** Whether the template declares the parameter as secret, or the function is one that returns secrets. */
  readonly isSecret: boolean;
}

/** Most values that are read from one text or variable. Nobody writes a text that is made of more. */
const maxValues = 8;

/** Most variables that are read for one another: templates have a handful. */
const maxDepth = 32;

/**
 * Reads the values that the deployment of a template writes into definitions: those of the template's parameters, and what functions of the
 * resource manager return that give keys away. A definition that is deployed holds them in plain text. Never throws; an expression that is
 * not understood is read as far as it is.
 * @param template as it is written
 * @returns given the pointer of a definition, the values that are written into it, and given to its parameters beside it
 */
export function deployedValuesOf(template: JsonObject): (pointer: readonly string[]) => readonly DeployedValue[] {
  const scopeOf = createScopes(template);
  return (pointer) => {
    const found: DeployedValue[] = [];
    const scope = scopeOf(pointer);
    for (const part of [pointer, [...pointer.slice(0, -1), "parameters"]]) {
      visitTexts(valueAt(template, part), part, (text, at) => {
        if (isExpression(text))
          addAll(
            found,
            valuesIn(text, scope).map((value) => ({ pointer: at, ...value })),
          );
      });
    }
    return found;
  };
}

/** `[parameters('key')]`, but not `[[text]`. */
function isExpression(text: string): boolean {
  return text.startsWith("[") && !text.startsWith("[[") && text.endsWith("]");
}

type Value = Omit<DeployedValue, "pointer">;

/** What the names in the expressions of a template stand for. */
interface Scope {
  isSecure(parameter: string): boolean;
  /** What only the deployment gives of a variable. */
  valuesOf(variable: string): readonly Value[];
}

/** A template that is nested in another one may have parameters of its own, or take those around it. */
function createScopes(template: JsonObject): (pointer: readonly string[]) => Scope {
  const known = new Map<JsonObject, Scope>();
  const scopeFor = (own: JsonObject, around: Scope | undefined): Scope => {
    const scope = known.get(own) ?? createScope(own, around);
    known.set(own, scope);
    return scope;
  };
  return (pointer) => {
    let scope = scopeFor(template, undefined);
    pointer.forEach((step, index) => {
      const nested = step === "template" || step === "mainTemplate" ? valueAt(template, pointer.slice(0, index + 1)) : undefined;
      if (nested !== undefined && isObject(nested)) scope = scopeFor(nested, scope);
    });
    return scope;
  };
}

function createScope(template: JsonObject, around: Scope | undefined): Scope {
  const parameters = byLowerName(template, "parameters");
  const variables = byLowerName(template, "variables");
  const read = new Map<string, readonly Value[]>();
  let depth = 0;
  const scope: Scope = {
    isSecure: (name) => {
      const parameter = parameters.get(name.toLowerCase());
      if (parameter === undefined) return around?.isSecure(name) === true;
      return isObject(parameter) && /^secure(?:string|object)$/i.test(textAt(parameter, "type") ?? "");
    },
    valuesOf: (name) => {
      const key = name.toLowerCase();
      const known = read.get(key);
      if (known !== undefined) return known;
      const text = variables.get(key);
      if (text === undefined) return around?.valuesOf(name) ?? [];
      if (typeof text !== "string" || !isExpression(text) || depth >= maxDepth) return [];
      read.set(key, []);
      depth++;
      const values = valuesIn(text, scope);
      depth--;
      read.set(key, values);
      return values;
    },
  };
  return scope;
}

function byLowerName(template: JsonObject, kind: string): ReadonlyMap<string, Json | undefined> {
  return new Map(Object.entries(objectAt(template, kind) ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
}

/**
 * Functions that return what signs in. Source: https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource#list
 */
const secretFunction = /^list\w*(?:key|secret|sas|credential|connectionstring|callbackurl|authorization)\w*$/i;

/** What such a function returns besides secrets. */
const harmlessMember =
  /^(?:keyName|basePath|relativePath|method|userName|publishingUserName|name|id|permissions|creationTime|api-version|sp|sv)$/i;

/** The bare `list` can call any listing action, so only the member that is read of its result tells whether it is a secret. */
const secretMember = /^\w*(?:password|secret|key|connectionstring|token|callbackurl)$/i;

/** @param member what is read of what the function returns; undefined for all of it */
function returnsSecret(name: string, member: string | undefined): boolean {
  if (/^list$/i.test(name)) return member !== undefined && secretMember.test(member);
  return secretFunction.test(name) && !harmlessMember.test(member ?? "");
}

function valuesIn(text: string, scope: Scope): readonly Value[] {
  const tokens = tokensOf(text);
  const found = new Map<string, Value>();
  const add = (value: Value): void => {
    if (found.size < maxValues) found.set(`${value.from} ${value.name.toLowerCase()}`, value);
  };
  tokens.forEach(({ name, close }, index) => {
    if (name === undefined || close === undefined) return;
    const given = tokens[index + 2]?.quoted;
    const called = name.toLowerCase();
    if (called === "parameters" && given !== undefined) add({ from: "parameter", name: given, isSecret: scope.isSecure(given) });
    else if (called === "variables" && given !== undefined) scope.valuesOf(given).forEach(add);
    else if (returnsSecret(name, lastMember(tokens, close))) add({ from: "function", name, isSecret: true });
  });
  return [...found.values()];
}

interface Token {
  readonly quoted: string | undefined;
  readonly name: string | undefined;
  readonly mark: string | undefined;
  /** Of the name of a function that is called: where the token is that closes the call. */
  close: number | undefined;
}

function tokensOf(text: string): readonly Token[] {
  const reader = new RegExp(templateToken);
  reader.lastIndex = 1;
  const tokens: Token[] = [];
  const open: (Token | undefined)[] = [];
  for (let groups = reader.exec(text)?.groups; groups !== undefined; groups = reader.exec(text)?.groups) {
    const { quoted, name, mark } = groups;
    if (mark === "(") open.push(tokens.at(-1));
    const called = mark === ")" ? open.pop() : undefined;
    if (called !== undefined) called.close = tokens.length;
    tokens.push({ quoted: quoted?.replaceAll("''", "'"), name, mark, close: undefined });
  }
  return tokens;
}

/** The member that is read at last of what a call returns: `value` in `listKeys(…).keys[0].value`. */
function lastMember(tokens: readonly Token[], close: number): string | undefined {
  let member: string | undefined;
  for (let at = close + 1; ; at += 2) {
    const step = tokens[at + 1];
    if (tokens[at]?.mark === ".") member = step?.name?.split(".").at(-1);
    else if (tokens[at]?.mark !== "[" || tokens[at + 2]?.mark !== "]") return member;
    else {
      member = step?.quoted ?? member;
      at++;
    }
  }
}
