import { remember } from "../collections.ts";
import { isObject, type Json, type JsonObject, valueAt } from "../json.ts";

/** A value that an expression of a template takes from a variable. */
export interface VariableValue {
  /** Below the template. */
  readonly pointer: readonly string[];
  readonly value: Json;
}

/** Most variables that are read for one another. Compilers write one or two. */
const maxDepth = 8;

const read =
  /^\[\s{0,9}(?:json\(\s{0,9})?variables\('(?<name>[^']{1,200})'\)\s{0,9}\)?(?<members>(?:\.\w{1,100}|\['[^']{1,100}'\]){0,8})\s{0,9}\]$/i;

/**
 * The variable that an expression of a template for Azure Resource Manager is, or a member of it: `[variables('a')]`, `[json(variables('a'))]`,
 * `[variables('a').definition]`. Bicep makes such variables of the files that it loads.
 */
export function templateVariable(expression: string, template: JsonObject): VariableValue | undefined {
  let text = expression;
  for (let depth = 0; depth < maxDepth; depth++) {
    const { name, members = "" } = read.exec(text)?.groups ?? {};
    const variable = name === undefined ? undefined : variablesOf(template).get(name.toLowerCase());
    if (variable === undefined) return undefined;
    const [key, held] = variable;
    if (typeof held === "string") {
      if (!held.startsWith("[")) return { pointer: ["variables", key], value: held };
      text = held;
      continue;
    }
    const steps = [...members.matchAll(/\.(\w+)|\['([^']+)'\]/g)].map(([, plain, quoted = ""]) => plain ?? quoted);
    const value = valueAt(held, steps);
    return value === undefined ? undefined : { pointer: ["variables", key, ...steps], value };
  }
  return undefined;
}

function variablesOf(template: JsonObject): ReadonlyMap<string, readonly [string, Json]> {
  return remember(known, template, () => {
    const variables = isObject(template.variables) ? Object.entries(template.variables) : [];
    return new Map(variables.flatMap(([name, value]) => (value === undefined ? [] : [[name.toLowerCase(), [name, value]] as const])));
  });
}

/** Each logic app of a template asks. */
const known = new WeakMap<JsonObject, ReadonlyMap<string, readonly [string, Json]>>();
