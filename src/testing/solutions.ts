import type { Artifact, Container } from "../input/artifact.ts";
import { type Json, type JsonObject, objectAt, textAt } from "../json.ts";
import { lastPart } from "../slash-path.ts";
import { escapeXml } from "../source/xml-text.ts";
import { type ActionSpec, chained, guidOf } from "./actions.ts";
import { writeZip } from "./zip-writer.ts";

export interface FlowSpec {
  readonly name: string;
  readonly trigger?: { readonly name: string; readonly json: JsonObject };
  readonly actions: readonly ActionSpec[];
  /** Members of the definition's `parameters` besides the two that every flow has. */
  readonly parameters?: JsonObject;
  /** Replaces the connection references that are made for the connectors in use. */
  readonly connections?: JsonObject;
  readonly description?: string;
  /** What the maker wrote about it on its page, which is kept beside its name. */
  readonly describedAs?: string;
  /** The outputs that actions give in a test run, by name of the static result. */
  readonly staticResults?: Readonly<Record<string, JsonObject>>;
}

/** A flow with a manual trigger; its actions run one after the other. */
export function flow(name: string, ...actions: readonly ActionSpec[]): FlowSpec {
  return { name, actions };
}

/** An input of a trigger that is shown as dots. */
export interface PasswordInput {
  readonly title: string;
  readonly format: "password";
}

/** A trigger of a flow that others call: inputs by key, with the title that the maker gave. */
export function buttonTrigger(
  inputs: Readonly<Record<string, string | PasswordInput>>,
  secure?: readonly string[],
): NonNullable<FlowSpec["trigger"]> {
  const properties = Object.fromEntries(
    Object.entries(inputs).map(([key, input]) => [
      key,
      {
        ...(typeof input === "string" ? { title: input } : input),
        type: "string",
        "x-ms-dynamically-added": true,
        "x-ms-content-hint": "TEXT",
      },
    ]),
  );
  return {
    name: "manual",
    json: {
      type: "Request",
      kind: "Button",
      inputs: { schema: { type: "object", properties, required: Object.keys(inputs) } },
      ...(secure === undefined ? {} : { runtimeConfiguration: { secureData: { properties: secure } } }),
    },
  };
}

/** "When an HTTP request is received". */
export function httpTrigger(extra: JsonObject = {}): NonNullable<FlowSpec["trigger"]> {
  return { name: "manual", json: { type: "Request", kind: "Http", inputs: { schema: {} }, ...extra } };
}

export interface VariableSpec {
  readonly schemaName: string;
  readonly type?: "string" | "secret" | "number" | "boolean" | "json" | "data-source";
  readonly defaultValue?: string;
  /** A packaged current value. */
  readonly value?: string;
}

export interface ReferenceSpec {
  readonly logicalName: string;
  /** None for a reference of which the solution has the name alone, because the environment brings it. */
  readonly connector?: string;
  /** A concrete connection, which exports leave out. */
  readonly connectionId?: string;
}

export interface DesktopFlowSpec {
  readonly name: string;
  /** What the maker wrote about it on its page. */
  readonly describedAs?: string;
  /** The Robin script with its header. */
  readonly script: string;
  /** How exports hold it: as the text of an element (newer versions, the default), or as an archive inside the flow's file. */
  readonly schema?: "definition" | "package";
}

export interface SolutionSpec {
  readonly uniqueName?: string;
  readonly version?: string;
  readonly managed?: boolean;
  readonly flows?: readonly FlowSpec[];
  readonly desktopFlows?: readonly DesktopFlowSpec[];
  readonly variables?: readonly VariableSpec[];
  /** Replaces the references that are made for the connectors in use. */
  readonly references?: readonly ReferenceSpec[];
  /** `<MissingDependency>` entries, as attributes of `<Required>`. */
  readonly dependencies?: readonly Readonly<Record<string, string>>[];
  /** Further files by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** `false`: only the given variables, without those that the builders of actions use. */
  readonly usualVariables?: boolean;
}

const typeCodes = {
  string: "100000000",
  number: "100000001",
  boolean: "100000002",
  json: "100000003",
  "data-source": "100000004",
  secret: "100000005",
} as const;

/** The files of a solution as an export holds them, by member name. Everything is made of the given names: the same bytes every time. */
export function solutionFiles(spec: SolutionSpec): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const uniqueName = spec.uniqueName ?? "ContosoTest";
  const variables = spec.usualVariables === false ? (spec.variables ?? []) : withDefaults(spec.variables);
  const flows = (spec.flows ?? []).map((one) => ({ spec: one, document: flowDocument(one, variables) }));
  const references = spec.references ?? referencesFor(flows.map(({ document }) => document));
  files.set(
    "[Content_Types].xml",
    `<?xml version="1.0" encoding="utf-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/octet-stream" /><Default Extension="json" ContentType="application/octet-stream" /></Types>`,
  );
  files.set("solution.xml", solutionXml(uniqueName, spec));
  files.set(
    "customizations.xml",
    customizationsXml(
      flows.map(({ spec: one }) => one),
      spec.desktopFlows ?? [],
      references,
    ),
  );
  for (const { spec: one, document } of flows) files.set(workflowFile(one.name), `${JSON.stringify(document)}\r\n`);
  for (const one of spec.desktopFlows ?? []) files.set(workflowFile(one.name), one.schema === "package" ? packedFlow(one) : desktopStub);
  for (const variable of variables) {
    files.set(`environmentvariabledefinitions/${variable.schemaName}/environmentvariabledefinition.xml`, variableXml(variable));
    if (variable.value !== undefined) {
      const json = {
        environmentvariablevalues: {
          environmentvariablevalue: {
            "@environmentvariablevalueid": guidOf(variable.schemaName),
            iscustomizable: "1",
            value: variable.value,
          },
        },
      };
      files.set(`environmentvariabledefinitions/${variable.schemaName}/environmentvariablevalues.json`, JSON.stringify(json, null, 2));
    }
  }
  for (const [name, text] of Object.entries(spec.files ?? {})) files.set(name, text);
  return files;
}

const desktopStub =
  '{"properties":{"definition":{"package":""},"inputs":{"schema":{"required":null,"properties":{},"type":"object"}},"outputs":{"schema":{"properties":{},"type":"object"}}},"schemaversion":"ROBIN_202208_DVRS"}';

/** A desktop flow of the first schema: its script is in an archive, in UTF-16. */
function packedFlow({ name, script }: DesktopFlowSpec): string {
  const archive = writeZip([
    { name: "flow.manifest", content: Buffer.from("{}", "utf16le") },
    { name: "script.robin", content: Buffer.from(script, "utf16le") },
  ]);
  return JSON.stringify({
    properties: {
      definition: { connectionReferences: [], dependencies: [], isvalid: true, name, package: archive.toString("base64") },
      inputs: { schema: { properties: {}, type: "object" } },
      outputs: { schema: { properties: {}, type: "object" } },
    },
    schemaversion: "ROBIN_20211012",
  });
}

/** Variables that the action builders use come with every solution. */
function withDefaults(given: readonly VariableSpec[] = []): readonly VariableSpec[] {
  const names = new Set(given.map((variable) => variable.schemaName));
  const usual: readonly VariableSpec[] = [
    { schemaName: "new_SecretName", defaultValue: "erp-api-key" },
    { schemaName: "new_ApiKey", type: "secret" },
  ];
  return [...given, ...usual.filter((variable) => !names.has(variable.schemaName))];
}

export function workflowFile(name: string): string {
  return `Workflows/${name.replace(/[^\p{L}\p{N}_]/gu, "")}-${guidOf(name).toUpperCase()}.json`;
}

function flowDocument(spec: FlowSpec, variables: readonly VariableSpec[]): JsonObject {
  const trigger = spec.trigger ?? {
    name: "manual",
    json: { type: "Request", kind: "Button", inputs: { schema: { type: "object", properties: {}, required: [] } } },
  };
  const actions = chained(spec.actions);
  const text = JSON.stringify(actions);
  const bound = variables.filter((variable) => variable.type !== "secret" && text.includes(`(${variable.schemaName})`));
  const parameters = Object.fromEntries(
    bound.map((variable) => [
      parameterName(text, variable.schemaName),
      { defaultValue: variable.value ?? variable.defaultValue ?? "", type: "String", metadata: { schemaName: variable.schemaName } },
    ]),
  );
  return {
    properties: {
      connectionReferences: spec.connections ?? connectionsFor(actions),
      definition: {
        $schema: "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
        contentVersion: "1.0.0.0",
        ...(spec.description === undefined ? {} : { description: spec.description }),
        parameters: {
          $connections: { defaultValue: {}, type: "Object" },
          $authentication: { defaultValue: {}, type: "SecureObject" },
          ...parameters,
          ...spec.parameters,
        },
        triggers: { [trigger.name]: trigger.json },
        actions,
        ...(spec.staticResults === undefined
          ? {}
          : {
              staticResults: Object.fromEntries(
                Object.entries(spec.staticResults).map(([name, outputs]) => [name, { status: "Succeeded", outputs }]),
              ),
            }),
      },
      templateName: "",
    },
    schemaVersion: "1.0.0.0",
  };
}

/** The name under which the flow's expressions use the variable: `Display name (schema_name)`. */
function parameterName(text: string, schemaName: string): string {
  const escaped = schemaName.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`parameters\\('([^']*\\(${escaped}\\))'\\)`).exec(text)?.[1] ?? `${schemaName} (${schemaName})`;
}

/** Every connector that the actions name, with a well-bound connection reference. */
function connectionsFor(actions: JsonObject): JsonObject {
  const found = new Map<string, JsonObject>();
  const visit = (value: Json | undefined): void => {
    if (typeof value !== "object" || value === null) return;
    if (Array.isArray(value)) {
      for (const item of value) visit(item as Json);
      return;
    }
    const object = value as JsonObject;
    const key = textAt(object, "host", "connectionName");
    if (key !== undefined) {
      found.set(key, { runtimeSource: "embedded", connection: { connectionReferenceLogicalName: `new_${key}` }, api: { name: key } });
    }
    for (const member of Object.values(object)) visit(member);
  };
  visit(actions);
  return Object.fromEntries(found);
}

function referencesFor(documents: readonly JsonObject[]): readonly ReferenceSpec[] {
  const found = new Map<string, ReferenceSpec>();
  for (const document of documents) {
    const connections = objectAt(document, "properties", "connectionReferences") ?? {};
    for (const key of Object.keys(connections)) {
      const logicalName = textAt(connections, key, "connection", "connectionReferenceLogicalName");
      const connectorName = textAt(connections, key, "api", "name");
      if (logicalName !== undefined && connectorName !== undefined) found.set(logicalName, { logicalName, connector: connectorName });
    }
  }
  return [...found.values()];
}

function solutionXml(uniqueName: string, spec: SolutionSpec): string {
  const dependencies = (spec.dependencies ?? []).map((attributes) => {
    const text = Object.entries(attributes)
      .map(([name, value]) => ` ${name}="${escapeXml(value)}"`)
      .join("");
    return `<MissingDependency><Required key="0"${text} /><Dependent key="1" type="29" displayName="x" /></MissingDependency>`;
  });
  return `<ImportExportXml version="9.2.0.0" SolutionPackageVersion="9.2" languagecode="1033" generatedBy="CrmLive"><SolutionManifest><UniqueName>${escapeXml(uniqueName)}</UniqueName><Version>${spec.version ?? "1.0.0.0"}</Version><Managed>${spec.managed === true ? 1 : 0}</Managed><RootComponents /><MissingDependencies>${dependencies.join("")}</MissingDependencies></SolutionManifest></ImportExportXml>`;
}

function customizationsXml(
  flows: readonly FlowSpec[],
  desktopFlows: readonly DesktopFlowSpec[],
  references: readonly ReferenceSpec[],
): string {
  const cloud = flows.map(
    ({ name, describedAs }) =>
      `<Workflow WorkflowId="{${guidOf(name)}}" Name="${escapeXml(name)}"${descriptionAttribute(describedAs)}><JsonFileName>/${workflowFile(name)}</JsonFileName><Type>1</Type><Category>5</Category></Workflow>`,
  );
  const desktop = desktopFlows.map(
    ({ name, describedAs, script, schema }) =>
      `<Workflow WorkflowId="{${guidOf(name)}}" Name="${escapeXml(name)}"${descriptionAttribute(describedAs)}><JsonFileName>/${workflowFile(name)}</JsonFileName><Type>1</Type><Category>6</Category><UIFlowType>2</UIFlowType>${schema === "package" ? "" : `<Definition>${escapeXml(JSON.stringify(script))}</Definition>`}</Workflow>`,
  );
  const bindings = references.map(({ logicalName, connector, connectionId }) =>
    connector === undefined
      ? `<connectionreference connectionreferencelogicalname="${escapeXml(logicalName)}"></connectionreference>`
      : `<connectionreference connectionreferencelogicalname="${escapeXml(logicalName)}"><connectionreferencedisplayname>${escapeXml(logicalName)}</connectionreferencedisplayname>${connectionId === undefined ? "" : `<connectionid>${escapeXml(connectionId)}</connectionid>`}<connectorid>/providers/Microsoft.PowerApps/apis/${escapeXml(connector)}</connectorid><iscustomizable>1</iscustomizable><statecode>0</statecode><statuscode>1</statuscode></connectionreference>`,
  );
  return `<ImportExportXml xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><Entities></Entities><Workflows>${[...cloud, ...desktop].join("")}</Workflows><connectionreferences>${bindings.join("")}</connectionreferences></ImportExportXml>`;
}

function descriptionAttribute(describedAs: string | undefined): string {
  return describedAs === undefined ? "" : ` Description="${escapeXml(describedAs)}"`;
}

function variableXml(variable: VariableSpec): string {
  const value = variable.defaultValue === undefined ? "" : `<defaultvalue>${escapeXml(variable.defaultValue)}</defaultvalue>`;
  return `<environmentvariabledefinition schemaname="${escapeXml(variable.schemaName)}">${value}<displayname default="${escapeXml(variable.schemaName)}"><label description="${escapeXml(variable.schemaName)}" languagecode="1033" /></displayname><introducedversion>1.0.0.0</introducedversion><iscustomizable>1</iscustomizable><isrequired>0</isrequired><secretstore>0</secretstore><type>${typeCodes[variable.type ?? "string"]}</type></environmentvariabledefinition>`;
}

/** A solution with the custom connector "Contoso ERP"; each file is given as a document, the script as a text. */
export function connectorSolution(
  files: Readonly<Partial<Record<"openapidefinition" | "connectionparameters" | "policytemplateinstances" | "apiproperties", unknown>>> & {
    readonly script?: string;
  },
): SolutionSpec {
  const names = Object.keys(files) as (keyof typeof files)[];
  const fileName = (name: string): string => `Connector/new_contoso-20erp_${name}.${name === "script" ? "csx" : "json"}`;
  const elements = names.map((name) => `<${name}>/${fileName(name)}</${name}>`).join("");
  const connector = `<Connector><connectorid>${guidOf("Contoso ERP")}</connectorid><displayname>Contoso ERP</displayname><name>new_contoso-20erp</name><connectortype>1</connectortype>${elements}</Connector>`;
  return {
    usualVariables: false,
    files: {
      "customizations.xml": `<ImportExportXml><Workflows></Workflows><Connectors>${connector}</Connectors></ImportExportXml>`,
      ...Object.fromEntries(
        names.map((name) => [fileName(name), name === "script" ? (files.script ?? "") : JSON.stringify(files[name], null, 2)]),
      ),
    },
  };
}

/** One file in memory, as a file that is given by itself. */
export function fileContainer(path: string, text: string): Container {
  const bytes = Buffer.from(text, "utf8");
  const name = lastPart(path);
  return { path, prefix: "", kind: "file", artifacts: [{ name, size: bytes.length, read: () => bytes }], problems: [] };
}

/** A container in memory, as an archive named `path` would be. */
export function containerOf(files: ReadonlyMap<string, string>, path = "test.zip"): Container {
  const artifacts: Artifact[] = [...files].map(([name, text]) => {
    const bytes = Buffer.from(text, "utf8");
    return { name, size: bytes.length, read: () => bytes };
  });
  return { path, prefix: "", kind: "archive", artifacts, problems: [] };
}
