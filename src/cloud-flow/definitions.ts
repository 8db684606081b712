import { isObject, type Json, type JsonObject, objectAt, textAt, valueAt } from "../json.ts";
import { type Defaults, defaultsOf, deployed, deployedName } from "./deployed-text.ts";
import { type DeployedValue, deployedValuesOf } from "./deployed-values.ts";
import { templateVariable } from "./template-variables.ts";

/** Where a document holds its workflow definition, or undefined when it is not a flow. */
export function definitionPointer(document: JsonObject): readonly string[] | undefined {
  if (isDefinition(objectAt(document, "properties", "definition"))) return ["properties", "definition"];
  if (isDefinition(objectAt(document, "definition"))) return ["definition"];
  if (isDefinition(objectAt(document, ...fileOfWorkflow, "definition"))) return [...fileOfWorkflow, "definition"];
  if (isDefinition(document) && (typeof document.$schema === "string" || isObject(document.actions))) return [];
  return undefined;
}

/** Where Azure's answer about a workflow of a Standard logic app, which its portal shows as JSON as well, has the file that defines it. */
const fileOfWorkflow = ["properties", "files", "workflow.json"] as const;

/** A workflow definition in a document that may hold several. */
export interface FoundDefinition {
  readonly pointer: readonly string[];
  /** Name of the logic app that a template makes of it, with the defaults of its parameters; undefined where there is none, or only the deployment gives it. */
  readonly name: string | undefined;
  /** What the deployment of a template writes into it. */
  readonly deployedValues?: readonly DeployedValue[];
  /** The text of the string at the pointer, where the definition is in that text: a compiler put the file of a workflow there, or Dataverse keeps it so. */
  readonly text?: string;
  /** What the item of a list, or the row of Dataverse, that holds the flow calls it. */
  readonly listed?: { readonly id: string | undefined; readonly name: string | undefined };
}

/** The workflow definitions of a document, and the document that they are in. */
export interface FoundDefinitions {
  readonly document: JsonObject;
  readonly definitions: readonly FoundDefinition[];
}

/** All workflow definitions of a document: its own, or those of the logic apps that a template for Azure Resource Manager deploys, as it deploys them. */
export function definitionsIn(document: JsonObject): FoundDefinitions {
  const own = definitionPointer(document);
  if (own !== undefined) return { document, definitions: [{ pointer: own, name: undefined }] };
  const logicApps = logicAppsOf(document, [], { json: document, at: [], defaults: defaultsOf(document) });
  if (logicApps.length > 0) {
    const valuesOf = deployedValuesOf(document);
    const definitions = logicApps.map(({ pointer, name, text }) =>
      text === undefined ? { pointer, name, deployedValues: valuesOf(pointer) } : { pointer, name, text },
    );
    return {
      document: deployed(
        document,
        logicApps.filter(({ text }) => text === undefined),
      ),
      definitions,
    };
  }
  if (copiedAction(document) !== undefined) return { document, definitions: [{ pointer: [], name: undefined }] };
  return { document, definitions: listedFlows(document) };
}

/**
 * Flows as APIs answer them. Azure and the API of Power Automate give lists of whole flows. The Web API of Dataverse gives a row, or a list of them: a
 * column holds the file of the flow as a text, and other things for other kinds of processes.
 * Source: https://learn.microsoft.com/power-automate/manage-flows-with-code
 */
function listedFlows(document: JsonObject): readonly FoundDefinition[] {
  return listedItems(document).flatMap(({ item, at }): readonly FoundDefinition[] => {
    const whole = isObject(item) && at.length > 0 ? definitionPointer(item) : undefined;
    if (isObject(item) && whole !== undefined && whole.length > 0) {
      const given = textAt(item, "properties", "displayName") ?? textAt(item, "name");
      return [{ pointer: [...at, ...whole], name: undefined, listed: { id: undefined, name: given } }];
    }
    const text = isObject(item) ? textAt(item, columnOfFlow) : undefined;
    if (!isObject(item) || text === undefined || !/^\s*\{/.test(text)) return [];
    const names = { id: textAt(item, "workflowid")?.toLowerCase(), name: textAt(item, "name") };
    return [{ pointer: [...at, columnOfFlow], name: undefined, text, listed: names }];
  });
}

/** The items of a list below `value`, or of one that was read as an object with its indexes as names; else the document is the only one. */
export function listedItems(document: JsonObject): readonly { readonly item: Json | undefined; readonly at: readonly string[] }[] {
  if (Array.isArray(document.value)) return document.value.map((item, index) => ({ item, at: ["value", String(index)] }));
  if (isObject(document["0"])) return Object.entries(document).map(([index, item]) => ({ item, at: [index] }));
  return [{ item: document, at: [] }];
}

/** The column of Dataverse's table of processes that holds the file of a flow. */
export const columnOfFlow = "clientdata";

/** An operation as the designers put it on the clipboard, where makers keep it in files to use it again. */
export interface CopiedAction {
  readonly name: string;
  readonly member: string;
  readonly json: JsonObject;
  readonly isTrigger: boolean;
}

/** The classic designer copies to "My clipboard", the newer one to the clipboard of the computer; each names the operation beside it. */
export function copiedAction(document: JsonObject): CopiedAction | undefined {
  for (const [named, ...members] of [
    ["operationName", "operationDefinition"],
    ["nodeId", "serializedValue", "serializedOperation"],
  ] as const) {
    const name = textAt(document, named);
    const member = members.find((candidate) => typeof objectAt(document, candidate)?.type === "string");
    const json = member === undefined ? undefined : objectAt(document, member);
    if (name !== undefined && member !== undefined && json !== undefined)
      return { name, member, json, isTrigger: document.isTrigger === true };
  }
  return undefined;
}

interface FoundLogicApp extends FoundDefinition {
  readonly defaults: Defaults;
}

/** A template, and where in the document it is. */
interface Template {
  readonly json: JsonObject;
  readonly at: readonly string[];
  readonly defaults: Defaults;
  /** Its expressions are escaped, `[[parameters('name')]`, since the template around it is deployed first. */
  readonly isEscaped?: true;
}

/** Resources are a list, or an object by symbolic names; they can be nested in another one, or in the template of a deployment. */
function logicAppsOf(holder: JsonObject, at: readonly string[], template: Template): readonly FoundLogicApp[] {
  const { resources } = holder;
  if (typeof resources !== "object" || resources === null) return [];
  return Object.entries(resources).flatMap(([key, resource]): readonly FoundLogicApp[] => {
    if (!isObject(resource)) return [];
    const pointer = [...at, "resources", key];
    const nested = [
      ...logicAppsOf(resource, pointer, template),
      ...nestedTemplates(resource).flatMap((inner) => logicAppsOfNested(inner, pointer, template)),
    ];
    const found = /^Microsoft\.(?:Logic|Web\/sites)\/workflows$/i.test(textAt(resource, "type") ?? "")
      ? definitionOf(resource, pointer, template)
      : undefined;
    if (found === undefined) return nested;
    const name = written(textAt(resource, "name"), template);
    const given = name === undefined ? undefined : deployedName(name, template.defaults);
    return [{ ...found, name: given, defaults: template.defaults }, ...nested];
  });
}

/** A template in a resource of another one. */
export interface NestedTemplate {
  readonly template: JsonObject;
  /** Where it is in the resource. */
  readonly below: readonly string[];
}

/**
 * The templates that a resource holds: that of a deployment, and that which the content of a solution for Microsoft Sentinel installs.
 * Sources: https://learn.microsoft.com/azure/templates/microsoft.resources/deployments, …/microsoft.securityinsights/contenttemplates
 */
export function nestedTemplates(resource: JsonObject): readonly NestedTemplate[] {
  return ["template", content].flatMap((member): readonly NestedTemplate[] => {
    const template = objectAt(resource, "properties", member);
    return template === undefined ? [] : [{ template, below: ["properties", member] }];
  });
}

const content = "mainTemplate";

function logicAppsOfNested(
  { template: json, below }: NestedTemplate,
  pointer: readonly string[],
  around: Template,
): readonly FoundLogicApp[] {
  const at = [...pointer, ...below];
  // Without parameters of its own, the template of a deployment uses those around it.
  const defaults = isObject(json.parameters) ? defaultsOf(json) : around.defaults;
  return logicAppsOf(json, at, { json, at, defaults, ...(below.includes(content) ? { isEscaped: true } : {}) });
}

function written(text: string | undefined, { isEscaped }: Template): string | undefined {
  return isEscaped === true ? text?.replace(/^\[\[/, "[") : text;
}

/** The definition of a logic app: in the resource, or in a variable of the template, where a compiler puts the file that the source names. */
function definitionOf(
  resource: JsonObject,
  pointer: readonly string[],
  template: Template,
): Pick<FoundDefinition, "pointer" | "text"> | undefined {
  const at = valueAt(resource, fileOfWorkflow) === undefined ? ["properties", "definition"] : [...fileOfWorkflow, "definition"];
  const definition = valueAt(resource, at);
  const given = typeof definition === "string" ? written(definition, template) : undefined;
  if (given === undefined) return isDefinition(objectAt(resource, ...at)) ? { pointer: [...pointer, ...at] } : undefined;
  const variable = templateVariable(given, template.json);
  if (variable === undefined) return undefined;
  const held = [...template.at, ...variable.pointer];
  if (typeof variable.value === "string") return { pointer: held, text: variable.value };
  const below = isObject(variable.value)
    ? (definitionPointer(variable.value) ?? (isDefinition(variable.value) ? [] : undefined))
    : undefined;
  return below === undefined ? undefined : { pointer: [...held, ...below] };
}

/** Whether a value is a workflow definition: of a desktop flow, `package` is a member. */
export function isDefinition(value: JsonObject | undefined): value is JsonObject {
  return value !== undefined && (isObject(value.actions) || isObject(value.triggers)) && !("package" in value);
}
