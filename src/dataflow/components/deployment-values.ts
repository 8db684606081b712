import { isObject, type Json, type JsonObject, memberIgnoringCase, objectAt, textAt } from "../../json.ts";

/** What a template for Azure Resource Manager, or a file of values for its parameters, gives to what it deploys. */
export interface DeploymentPart {
  readonly value: Json;
  readonly pointer: readonly string[];
  /** The connection that signs in with it; undefined for what belongs to the whole file. */
  readonly connection?: JsonObject;
}

/** What the schema of a file says that it is. */
export type DeploymentFileKind = "template" | "parameters";

const schemas: readonly (readonly [RegExp, DeploymentFileKind])[] = [
  [/"https?:\/\/schema\.management\.azure\.com\/[^"]{0,100}deploymentTemplate\.json/i, "template"],
  [/"https?:\/\/schema\.management\.azure\.com\/[^"]{0,100}deploymentParameters\.json/i, "parameters"],
];

/** Whether a text is a template, or a file of values for the parameters of one: each names its schema. */
export function deploymentFileKind(text: string): DeploymentFileKind | undefined {
  return schemas.find(([pattern]) => pattern.test(text))?.[1];
}

/**
 * The parts of a template that hold values: the defaults of its parameters, what connections sign in with, and the settings of apps. Resources can
 * be nested in another one, or in the template of a deployment.
 */
export function partsOfTemplate(template: JsonObject): readonly DeploymentPart[] {
  const { parameters } = template;
  return [...(isObject(parameters) ? [{ value: parameters, pointer: ["parameters"] }] : []), ...partsOfResources(template, [])];
}

/** The values of a file for the parameters of a template. */
export function partsOfParameters(file: JsonObject): readonly DeploymentPart[] {
  const { parameters } = file;
  return isObject(parameters) ? [{ value: parameters, pointer: ["parameters"] }] : [];
}

/** Names, in lower case, of the parameters of a template that are secret by their type. */
export function secureParametersOf(template: JsonObject): ReadonlySet<string> {
  const declared = Object.entries(objectAt(template, "parameters") ?? {});
  return new Set(
    declared.flatMap(([name, parameter]) =>
      /^secure(?:string|object)$/i.test(textAt(parameter, "type") ?? "") ? [name.toLowerCase()] : [],
    ),
  );
}

function partsOfResources(holder: JsonObject, at: readonly string[]): readonly DeploymentPart[] {
  const { resources } = holder;
  if (typeof resources !== "object" || resources === null) return [];
  return Object.entries(resources).flatMap(([key, resource]): readonly DeploymentPart[] => {
    if (!isObject(resource)) return [];
    const pointer = [...at, "resources", key];
    const template = objectAt(resource, "properties", "template");
    return [
      ...partsOfResource(resource, pointer),
      ...partsOfResources(resource, pointer),
      ...(template === undefined ? [] : partsOfResources(template, [...pointer, "properties", "template"])),
    ];
  });
}

/** Sources: https://learn.microsoft.com/azure/templates/microsoft.web/connections, …/microsoft.web/sites and …/microsoft.web/sites/config-appsettings */
function partsOfResource(resource: JsonObject, pointer: readonly string[]): readonly DeploymentPart[] {
  const properties = objectAt(resource, "properties");
  if (properties === undefined) return [];
  const at = [...pointer, "properties"];
  switch ((textAt(resource, "type") ?? "").toLowerCase()) {
    case "microsoft.web/connections":
      return members(properties, at, "parameterValues", "parameterValueSet", "customParameterValues").map((part) => ({
        ...part,
        connection: properties,
      }));
    case "microsoft.web/sites": {
      const site = memberIgnoringCase(properties, "siteConfig");
      return site === undefined || !isObject(site.value) ? [] : members(site.value, [...at, site.key], "appSettings", "connectionStrings");
    }
    case "microsoft.web/sites/config":
    case "config":
      return [{ value: properties, pointer: at }];
    default:
      return [];
  }
}

function members(holder: JsonObject, at: readonly string[], ...names: readonly string[]): readonly DeploymentPart[] {
  return names.flatMap((name): readonly DeploymentPart[] => {
    const member = memberIgnoringCase(holder, name);
    if (member === undefined || (!isObject(member.value) && !Array.isArray(member.value))) return [];
    return [{ value: member.value, pointer: [...at, member.key] }];
  });
}
