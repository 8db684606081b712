import type { Json, JsonObject } from "../json.ts";

/** An action of a test flow: its key and its definition. `runAfter` is added by the flow it is in. */
export interface ActionSpec {
  readonly name: string;
  readonly json: JsonObject;
  /** Run after these instead of after the action written before it; an empty list starts a parallel branch. */
  readonly after?: Readonly<Record<string, readonly string[]>>;
}

export interface ActionSettings {
  /** Secure settings: any of `inputs`, `outputs`. */
  readonly secure?: readonly string[];
  readonly note?: string;
}

function action(name: string, json: JsonObject, settings: ActionSettings = {}): ActionSpec {
  return {
    name,
    json: {
      ...json,
      ...(settings.secure === undefined ? {} : { runtimeConfiguration: { secureData: { properties: settings.secure } } }),
      ...(settings.note === undefined ? {} : { description: settings.note }),
    },
  };
}

/** Runs after the given actions with the given statuses instead of after the action written before it. */
export function after(spec: ActionSpec, predecessors: Readonly<Record<string, readonly string[]>>): ActionSpec {
  return { ...spec, after: predecessors };
}

/** Runs beside the action written before it. */
export function parallel(spec: ActionSpec): ActionSpec {
  return { ...spec, after: {} };
}

/** The action gives the static result of this name instead of running, or would if it were switched on. */
export function mocked(spec: ActionSpec, result: string, staticResultOptions: "Enabled" | "Disabled" = "Enabled"): ActionSpec {
  const staticResult = { name: result, staticResultOptions };
  const { runtimeConfiguration } = spec.json;
  const others = typeof runtimeConfiguration === "object" ? (runtimeConfiguration as JsonObject) : {};
  return { ...spec, json: { ...spec.json, runtimeConfiguration: { ...others, staticResult } } };
}

/** Any action by its raw definition. */
export function raw(name: string, json: JsonObject): ActionSpec {
  return { name, json };
}

/** A connector operation in the form that exports have. */
export function connector(
  name: string,
  connectorId: string,
  operationId: string,
  parameters: JsonObject = {},
  settings: ActionSettings = {},
): ActionSpec {
  return action(
    name,
    {
      type: "OpenApiConnection",
      inputs: {
        host: { connectionName: connectorId, operationId, apiId: `/providers/Microsoft.PowerApps/apis/${connectorId}` },
        parameters,
        authentication: "@parameters('$authentication')",
      },
    },
    settings,
  );
}

/** The same in the form of older exports, whose host says where the connector runs and whose path says which operation it is. */
export function olderConnector(name: string, connector: string, inputs: JsonObject): ActionSpec {
  const host = {
    connection: { name: `@parameters('$connections')['${connector}']['connectionId']` },
    api: { runtimeUrl: `https://europe-001.azure-apim.net/apim/${connector}` },
  };
  return raw(name, { type: "ApiConnection", inputs: { host, method: "get", ...inputs } });
}

export const keyVault = {
  /** Azure Key Vault: Get secret. The name comes from an environment variable unless one is given. */
  getSecret: (name: string, settings: ActionSettings & { readonly secretName?: string } = {}): ActionSpec =>
    connector(
      name,
      "shared_keyvault",
      "GetSecret",
      { secretName: settings.secretName ?? "@parameters('Secret name (new_SecretName)')" },
      settings,
    ),
};

/** Dataverse: the unbound action that reads a secret environment variable. */
export function environmentSecret(name: string, settings: ActionSettings & { readonly variable?: string } = {}): ActionSpec {
  const parameters = {
    actionName: "RetrieveEnvironmentVariableSecretValue",
    "item/EnvironmentVariableName": settings.variable ?? "new_ApiKey",
  };
  return connector(name, "shared_commondataserviceforapps", "PerformUnboundAction", parameters, settings);
}

/** An HTTP action. The address is a harmless one unless given. */
export function http(name: string, inputs: JsonObject = {}, settings: ActionSettings = {}): ActionSpec {
  return action(name, { type: "Http", inputs: { method: "POST", uri: "https://api.contoso.com/orders", ...inputs } }, settings);
}

/** A token request to Microsoft Entra ID. */
export function tokenRequest(name: string, body: string, settings: ActionSettings = {}): ActionSpec {
  return http(
    name,
    {
      uri: "https://login.microsoftonline.com/common/oauth2/v2.0/token",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body,
    },
    settings,
  );
}

export const compose = (name: string, inputs: Json, settings: ActionSettings = {}): ActionSpec =>
  action(name, { type: "Compose", inputs }, settings);

export const parseJson = (name: string, content: Json, settings: ActionSettings = {}): ActionSpec =>
  action(name, { type: "ParseJson", inputs: { content, schema: { type: "object", properties: {} } } }, settings);

export const select = (name: string, from: Json, map: Json, settings: ActionSettings = {}): ActionSpec =>
  action(name, { type: "Select", inputs: { from, select: map } }, settings);

export const filterArray = (name: string, from: Json, where: string, settings: ActionSettings = {}): ActionSpec =>
  action(name, { type: "Query", inputs: { from, where } }, settings);

export const join = (name: string, from: Json, joinWith: string, settings: ActionSettings = {}): ActionSpec =>
  action(name, { type: "Join", inputs: { from, joinWith } }, settings);

export const htmlTable = (name: string, from: Json, settings: ActionSettings = {}): ActionSpec =>
  action(name, { type: "Table", inputs: { from, format: "HTML" } }, settings);

export const initializeVariable = (name: string, variable: string, value?: Json, type = "string"): ActionSpec =>
  action(name, {
    type: "InitializeVariable",
    inputs: { variables: [{ name: variable, type, ...(value === undefined ? {} : { value }) }] },
  });

export const setVariable = (name: string, variable: string, value: Json): ActionSpec =>
  action(name, { type: "SetVariable", inputs: { name: variable, value } });

export const appendToString = (name: string, variable: string, value: Json): ActionSpec =>
  action(name, { type: "AppendToStringVariable", inputs: { name: variable, value } });

export const appendToArray = (name: string, variable: string, value: Json): ActionSpec =>
  action(name, { type: "AppendToArrayVariable", inputs: { name: variable, value } });

export const response = (name: string, body: Json, settings: ActionSettings = {}): ActionSpec =>
  action(name, { type: "Response", kind: "Http", inputs: { statusCode: 200, body } }, settings);

/** Respond to a Power App or flow. */
export const respond = (name: string, body: Json, settings: ActionSettings = {}): ActionSpec =>
  action(name, { type: "Response", kind: "PowerApp", inputs: { statusCode: 200, body } }, settings);

export const terminate = (name: string, message: string): ActionSpec =>
  action(name, { type: "Terminate", inputs: { runStatus: "Failed", runError: { code: "500", message } } });

/** Run a Child Flow, by the display name of the called flow. */
export const childFlow = (name: string, called: string, body: JsonObject = {}, settings: ActionSettings = {}): ActionSpec =>
  action(name, { type: "Workflow", inputs: { host: { workflowReferenceName: guidOf(called) }, body } }, settings);

/** Run a flow built with Power Automate for desktop, by its display name. */
export function desktopFlow(name: string, called: string, inputs: JsonObject = {}, settings: ActionSettings = {}): ActionSpec {
  const items = Object.fromEntries(Object.entries(inputs).map(([key, value]) => [`item/${key}`, value as Json]));
  return connector(name, "shared_uiflow", "RunUIFlow_V2", { uiFlowId: guidOf(called), runMode: "unattended", ...items }, settings);
}

/** The same with all inputs as one object, or as an expression for one, which makers write in code view. */
export function desktopFlowWithObject(name: string, called: string, item: Json, settings: ActionSettings = {}): ActionSpec {
  return connector(name, "shared_uiflow", "RunUIFlow_V2", { uiFlowId: guidOf(called), runMode: "unattended", item }, settings);
}

/** Office 365 Outlook: Send an email (V2). */
export const mail = (name: string, body: string, settings: ActionSettings = {}): ActionSpec =>
  connector(
    name,
    "shared_office365",
    "SendEmailV2",
    { "emailMessage/To": "orders@contoso.com", "emailMessage/Subject": "Orders", "emailMessage/Body": body },
    settings,
  );

/** Dataverse: Update a row. */
export const updateRow = (name: string, columns: JsonObject, settings: ActionSettings = {}): ActionSpec =>
  connector(name, "shared_commondataserviceforapps", "UpdateRecord", { entityName: "accounts", recordId: "@guid()", ...columns }, settings);

export function scope(name: string, ...actions: readonly ActionSpec[]): ActionSpec {
  return { name, json: { type: "Scope", actions: chained(actions) } };
}

export function forEach(name: string, list: Json, ...actions: readonly ActionSpec[]): ActionSpec {
  return { name, json: { type: "Foreach", foreach: list, actions: chained(actions) } };
}

export function until(name: string, expression: string, ...actions: readonly ActionSpec[]): ActionSpec {
  return { name, json: { type: "Until", expression, limit: { count: 60, timeout: "PT1H" }, actions: chained(actions) } };
}

export function condition(name: string, expression: Json, then: readonly ActionSpec[], otherwise: readonly ActionSpec[] = []): ActionSpec {
  return { name, json: { type: "If", expression, actions: chained(then), else: { actions: chained(otherwise) } } };
}

export function switchOn(
  name: string,
  expression: string,
  cases: Readonly<Record<string, readonly ActionSpec[]>>,
  fallback: readonly ActionSpec[] = [],
): ActionSpec {
  const entries = Object.entries(cases).map(([value, actions]) => [`Case_${value}`, { case: value, actions: chained(actions) }] as const);
  return { name, json: { type: "Switch", expression, cases: Object.fromEntries(entries), default: { actions: chained(fallback) } } };
}

/** Actions as an `actions` object in which each runs after the one before it. */
export function chained(actions: readonly ActionSpec[]): JsonObject {
  const entries: [string, JsonObject][] = [];
  let previous: string | undefined;
  for (const { name, json, after: given } of actions) {
    const runAfter: JsonObject = given ?? (previous === undefined ? {} : { [previous]: ["Succeeded"] });
    entries.push([name, { ...json, runAfter }]);
    previous = name;
  }
  return Object.fromEntries(entries);
}

/** A made-up GUID that is always the same for a name. */
export function guidOf(name: string): string {
  let hash = 0x811c9dc5;
  let hex = "";
  for (let round = 0; hex.length < 32; round++) {
    for (const character of `${round}${name.toLowerCase()}`) {
      hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
    }
    hex += hash.toString(16).padStart(8, "0");
  }
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
