import { isObject, type JsonObject, memberIgnoringCase, objectAt, textAt, valueAt } from "../json.ts";
import type { SourceFile } from "../source/place.ts";
import type { FlowParameter } from "./model.ts";

/** The `parameters.json` of a Standard logic app, which gives values to all workflows of the app. */
export interface AppParameters {
  readonly source: SourceFile;
  readonly document: JsonObject;
}

/**
 * The parameters that a definition declares, with the values that a document gives them.
 * @param pointer where the definition is in the document
 * @param app what the app gives to all its workflows; it wins over what a workflow declares
 */
export function parseParameters(
  definition: JsonObject,
  document: JsonObject,
  pointer: readonly string[],
  app?: AppParameters,
): FlowParameter[] {
  const parameters: FlowParameter[] = [];
  const declared = objectAt(definition, "parameters") ?? {};
  for (const name of Object.keys(declared)) {
    const json = declared[name];
    if (!isObject(json)) continue;
    const at = [...pointer, "parameters", name];
    const ownValue = json.defaultValue !== undefined ? "defaultValue" : json.value !== undefined ? "value" : "defaultValue";
    parameters.push({
      name,
      type: (textAt(json, "type") ?? "").toLowerCase(),
      pointer: at.concat(ownValue),
      defaultValue: json[ownValue],
      schemaName: textAt(json, "metadata", "schemaName"),
    });
  }
  // Logic Apps keep the values beside the definition; they win over the defaults.
  const holder = pointer.length > 0 ? [...pointer.slice(0, -1), "parameters"] : [];
  const values = pointer.length > 0 ? objectAt(document, ...holder) : undefined;
  for (const name of Object.keys(values ?? {})) {
    const at = [...holder, name, "value"];
    const given = writtenValue(document, at);
    const index = indexOfName(parameters, name);
    const found = parameters[index];
    if (found === undefined) continue;
    parameters[index] = { ...found, ...given, type: securest(found.type, secureTypeOf(document, at) ?? found.type) };
  }
  for (const parameter of app === undefined ? [] : parametersOfApp(app)) {
    const index = indexOfName(parameters, parameter.name);
    const declared = parameters[index];
    if (declared === undefined) parameters.push(parameter);
    else parameters[index] = { ...parameter, name: declared.name, type: securest(declared.type, parameter.type) };
  }
  return parameters;
}

function parametersOfApp({ source, document }: AppParameters): readonly FlowParameter[] {
  return Object.entries(document).flatMap(([name, json]): readonly FlowParameter[] => {
    if (name.startsWith("$") || !isObject(json) || json.value === undefined) return [];
    const type = (textAt(json, "type") ?? "").toLowerCase();
    return [{ name, type, pointer: [name, "value"], source, defaultValue: json.value, schemaName: undefined }];
  });
}

/**
 * The type of the template's parameter that gives the value, where that is a secret: what a workflow declares as a plain text stays one all the same.
 */
function secureTypeOf(document: JsonObject, pointer: readonly string[]): string | undefined {
  const name = templateParameter.exec(textAt(document, ...pointer) ?? "")?.[1];
  const found = name === undefined ? undefined : memberIgnoringCase(objectAt(document, "parameters") ?? {}, name);
  const type = textAt(found?.value, "type")?.toLowerCase();
  return type?.startsWith("secure") === true ? type : undefined;
}

/** Either declaration makes the value secure. */
function securest(declared: string, given: string): string {
  return declared.startsWith("secure") ? declared : given;
}

/** Where the parameter of this name is: exactly, else without case, as the platform compares names; -1 where there is none. */
function indexOfName(parameters: readonly FlowParameter[], name: string): number {
  const exact = parameters.findIndex((parameter) => parameter.name === name);
  const wanted = name.toLowerCase();
  return exact >= 0 ? exact : parameters.findIndex((parameter) => parameter.name.toLowerCase() === wanted);
}

/** A whole expression of a template for Azure Resource Manager that takes one of the template's parameters. */
const templateParameter = /^\[\s*parameters\(\s*'([^']+)'\s*\)\s*\]$/i;

/** The value at a place of a document, or what stands in the same template for it; undefined where only the deployment gives it. */
function writtenValue(document: JsonObject, pointer: readonly string[]): Pick<FlowParameter, "defaultValue" | "pointer"> | undefined {
  const value = valueAt(document, pointer);
  if (typeof value !== "string" || !/^\[.*\]$/s.test(value)) return value === undefined ? undefined : { defaultValue: value, pointer };
  const name = templateParameter.exec(value)?.[1];
  if (name === undefined) return undefined;
  const found = memberIgnoringCase(objectAt(document, "parameters") ?? {}, name);
  const defaultValue = valueAt(found?.value, ["defaultValue"]);
  return found === undefined || defaultValue === undefined
    ? undefined
    : { defaultValue, pointer: ["parameters", found.key, "defaultValue"] };
}
