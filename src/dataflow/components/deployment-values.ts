import { definitionPointer, isDefinition, nestedTemplates } from "../../cloud-flow/definitions.ts";
import { isObject, type Json, type JsonObject, memberIgnoringCase, objectAt, textAt } from "../../json.ts";

/** What a template for Azure Resource Manager, or a file of values for its parameters, gives to what it deploys. */
export interface DeploymentPart {
  readonly value: Json;
  readonly pointer: readonly string[];
  /** The connection that signs in with it; undefined for what belongs to the whole file. */
  readonly connection?: JsonObject;
  /**
   * What its members are: parameters, of which the types tell those that are secret, or the one member of a resource that exists to hold a secret.
   */
  readonly holds?: "parameters" | "secret";
}

/**
 * The parts of a template that hold values: the defaults of its parameters, its variables and outputs, and the properties of what it deploys.
 * Resources can be nested in another one, and templates in a deployment or in the content of a solution for Microsoft Sentinel.
 */
export function partsOfTemplate(template: JsonObject, at: readonly string[] = []): readonly DeploymentPart[] {
  return [
    ...members(template, at, "parameters").map((part) => ({ ...part, holds: "parameters" as const })),
    ...members(template, at, "variables").flatMap(valuesOfVariables),
    ...members(template, at, "outputs"),
    ...partsOfResources(template, at),
  ];
}

/** The values of a file for the parameters of a template. */
export function partsOfParameters(file: JsonObject): readonly DeploymentPart[] {
  return members(file, [], "parameters").map((part) => ({ ...part, holds: "parameters" }));
}

/** Names, in lower case, of the parameters of a template and of those in it that are secret by their type. */
export function secureParametersOf(template: JsonObject): ReadonlySet<string> {
  const declared = partsOfTemplate(template).flatMap(({ value, holds }) => (holds === "parameters" && isObject(value) ? [value] : []));
  return new Set(
    declared.flatMap((parameters) =>
      Object.entries(parameters).flatMap(([name, parameter]) =>
        /^secure(?:string|object)$/i.test(textAt(parameter, "type") ?? "") ? [name.toLowerCase()] : [],
      ),
    ),
  );
}

/** Compilers put the definitions of workflows into variables, as objects or as texts: those are read as workflows. */
function valuesOfVariables({ value, pointer }: DeploymentPart): readonly DeploymentPart[] {
  return Object.entries(isObject(value) ? value : {}).flatMap(([name, held]): readonly DeploymentPart[] => {
    if (held === undefined) return [];
    const isWorkflow = isObject(held)
      ? definitionPointer(held) !== undefined || isDefinition(held)
      : typeof held === "string" && /"(?:actions|triggers)"\s{0,9}:/.test(held);
    // A variable is named by its own name, so it is told with the object that holds it.
    return isWorkflow ? [] : [{ value: { [name]: held }, pointer }];
  });
}

function partsOfResources(holder: JsonObject, at: readonly string[]): readonly DeploymentPart[] {
  const { resources } = holder;
  if (typeof resources !== "object" || resources === null) return [];
  return Object.entries(resources).flatMap(([key, resource]): readonly DeploymentPart[] => {
    if (!isObject(resource)) return [];
    const pointer = [...at, "resources", key];
    return [
      ...partsOfResource(resource, pointer),
      ...partsOfResources(resource, pointer),
      ...nestedTemplates(resource).flatMap(({ template, below }) => partsOfTemplate(template, [...pointer, ...below])),
    ];
  });
}

/** Workflows are read as such. What queries, dashboards and rules of detection say is about what they look for. */
const readElsewhere =
  /^microsoft\.(?:logic\/workflows|insights\/(?:workbooks|scheduledqueryrules)|portal|securityinsights|operationalinsights)(?:\/|$)/i;

/**
 * Resources that hold one secret in `value`: https://learn.microsoft.com/azure/templates/microsoft.keyvault/vaults/secrets,
 * …/microsoft.apimanagement/service/namedvalues
 */
const secrets = /^(?:microsoft\.keyvault\/vaults\/)?secrets$/i;
const namedValues = /^(?:microsoft\.apimanagement\/service\/)?(?:namedvalues|properties)$/i;

/** Source: https://learn.microsoft.com/azure/templates/microsoft.web/connections */
function partsOfResource(resource: JsonObject, pointer: readonly string[]): readonly DeploymentPart[] {
  const properties = objectAt(resource, "properties");
  const type = textAt(resource, "type") ?? "";
  if (properties === undefined || readElsewhere.test(type)) return [];
  const at = [...pointer, "properties"];
  if (/^microsoft\.web\/connections$/i.test(type)) {
    return members(properties, at, "parameterValues", "parameterValueSet", "customParameterValues").map((part) => ({
      ...part,
      connection: properties,
    }));
  }
  if (secrets.test(type) || (namedValues.test(type) && properties.secret === true))
    return [{ value: properties, pointer: at, holds: "secret" }];
  return /\/deployments$/i.test(type)
    ? members(properties, at, "parameters").map((part) => ({ ...part, holds: "parameters" as const }))
    : [{ value: properties, pointer: at }];
}

function members(holder: JsonObject, at: readonly string[], ...names: readonly string[]): readonly DeploymentPart[] {
  return names.flatMap((name): readonly DeploymentPart[] => {
    const member = memberIgnoringCase(holder, name);
    if (member === undefined || (!isObject(member.value) && !Array.isArray(member.value))) return [];
    return [{ value: member.value, pointer: [...at, member.key] }];
  });
}
