import { describe, expect, it } from "vitest";
import { definitionPointer, definitionsIn, nestedTemplates } from "../../src/cloud-flow/definitions.ts";
import { wholeFlowAt } from "../../src/cloud-flow/whole-flow.ts";

const definition = { triggers: {}, actions: {} };
const logicApp = (name: string): object => ({ type: "Microsoft.Logic/workflows", name, properties: { definition } });

describe("logic apps in a template", () => {
  const namesOf = (template: object): readonly (string | undefined)[] =>
    definitionsIn(JSON.parse(JSON.stringify(template))).definitions.map(({ name }) => name);

  it("are found in the template of a deployment, and in what the content of a Sentinel solution installs", () => {
    const inner = (name: string): object => ({ parameters: { Name: { defaultValue: "Block" } }, resources: [logicApp(name)] });
    const holder = (member: string, name: string): object => ({ type: "x", properties: { [member]: inner(name) } });
    expect(namesOf({ resources: [holder("template", "[parameters('Name')]"), holder("mainTemplate", "[[parameters('Name')]")] })).toEqual([
      "Block",
      "Block",
    ]);
    expect(namesOf({ resources: [holder("otherTemplate", "Orders")] })).toEqual([]);
  });

  it.each(["Microsoft.Logic/workflows/triggers", "Contoso.Microsoft.Logic/workflows"])("are no resources of the type %s", (type) => {
    expect(namesOf({ resources: [{ type, name: "Orders", properties: { definition } }] })).toEqual([]);
  });

  it("have names that begin with a bracket only where nothing is escaped", () => {
    expect(namesOf({ resources: [logicApp("[[Orders]")] })).toEqual(["[Orders]"]);
  });
});

it("finds the workflow of a Standard logic app in a template", () => {
  const resource = {
    type: "Microsoft.Web/sites/workflows",
    name: "app/Orders",
    properties: { files: { "workflow.json": { definition } } },
  };
  expect(definitionsIn({ resources: [resource] }).definitions).toMatchObject([
    { pointer: ["resources", "0", "properties", "files", "workflow.json", "definition"], name: "Orders" },
  ]);
});

it("finds the flows of a list, below value and by itself", () => {
  const flow = { name: "f1", properties: { displayName: "Send order", definition } };
  const found = (document: object) =>
    definitionsIn(JSON.parse(JSON.stringify(document))).definitions.map(({ pointer, listed }) => [listed?.name, pointer.join("/")]);
  expect(found({ value: [flow, { name: "none" }, { name: "app", definition }] })).toEqual([
    ["Send order", "value/0/properties/definition"],
    ["app", "value/2/definition"],
  ]);
  expect(found({ 0: flow, 1: flow })).toEqual([
    ["Send order", "0/properties/definition"],
    ["Send order", "1/properties/definition"],
  ]);
  expect(wholeFlowAt(["value", "0", "properties", "definition"])).toEqual(["value", "0"]);
  expect(wholeFlowAt(["1", "definition"])).toEqual(["1"]);
  expect(wholeFlowAt(["properties", "definition"])).toEqual([]);
});

it("tells the templates that a resource holds, with their places", () => {
  const template = { resources: [] };
  expect(nestedTemplates({ properties: { template, mainTemplate: "none" } })).toEqual([{ template, below: ["properties", "template"] }]);
  expect(nestedTemplates({ properties: { mainTemplate: template } })).toEqual([{ template, below: ["properties", "mainTemplate"] }]);
  expect(nestedTemplates({ name: "x" })).toEqual([]);
});

it("takes a document for a definition by its schema, or its actions", () => {
  const triggers = { manual: { type: "Request" } };
  expect(definitionPointer({ $schema: "https://x.example/workflowdefinition.json#", triggers })).toEqual([]);
  expect(definitionPointer({ actions: {} })).toEqual([]);
  expect(definitionPointer({ triggers })).toBeUndefined();
});

it("finds the definition in what Azure answers about a workflow of a Standard logic app", () => {
  const answer = (file: string) => ({
    type: "Microsoft.Web/sites/workflows",
    properties: { files: { [file]: { definition, kind: "Stateful" } } },
  });
  expect(definitionPointer(answer("workflow.json"))).toEqual(["properties", "files", "workflow.json", "definition"]);
  expect(definitionPointer(answer("other.json"))).toBeUndefined();
});
