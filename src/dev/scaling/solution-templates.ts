import { logicAppTemplate } from "../../testing/templates.ts";
import { type FilesSubject, templateCall } from "./solution-parts.ts";
import { many, numbered } from "./subject.ts";

/** Templates and logic apps that are added to a small solution with one flow. */
export const templates: readonly FilesSubject[] = [
  [
    "resources of a template",
    (n, { plainText }) => ({
      "azuredeploy.json": JSON.stringify({
        resources: many(n, (i) => ({
          type: "Microsoft.Logic/workflows",
          name: `Orders${i}`,
          properties: {
            definition: {
              triggers: {},
              actions: {
                Call: { type: "Http", inputs: { method: "GET", uri: "https://api.contoso.com", headers: { "x-api-key": plainText(i) } } },
              },
            },
          },
        })),
      }),
    }),
  ],
  [
    "parameters of a template",
    (n, { plainText }) =>
      logicAppTemplate(
        numbered(
          n,
          (i) => templateCall(`[parameters('key${i}')]`),
          (i) => `Call${i}`,
        ),
        {
          template: {
            parameters: numbered(
              n,
              (i) => ({ type: "string", defaultValue: plainText(i) }),
              (i) => `key${i}`,
            ),
          },
        },
      ),
  ],
  [
    "variables of a template that hand a value on",
    (n, { plainText }) =>
      logicAppTemplate(
        { Call: templateCall(`[variables('v${n - 1}')]`) },
        {
          template: {
            variables: numbered(
              n,
              (i) => (i === 0 ? plainText(0) : `[concat(variables('v${i - 1}'), 'x')]`),
              (i) => `v${i}`,
            ),
          },
        },
      ),
  ],
  [
    "workflows of a logic app",
    (n, { plainText }) => ({
      "app/host.json": "{}",
      ...numbered(
        n,
        (i) =>
          JSON.stringify({
            definition: {
              $schema: "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
              triggers: {},
              actions: {
                Call: { type: "Http", inputs: { method: "GET", uri: "https://api.contoso.com", headers: { "x-api-key": plainText(i) } } },
              },
            },
            kind: "Stateful",
          }),
        (i) => `app/W${i}/workflow.json`,
      ),
    }),
  ],
  [
    "settings and connections of a logic app",
    (n, { plainText }) => ({
      "app/Orders/workflow.json": JSON.stringify({
        definition: {
          $schema: "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
          triggers: {},
          actions: numbered(
            n,
            (i) => ({
              type: "Http",
              inputs: { method: "GET", uri: "https://api.contoso.com", headers: { "x-api-key": `@appsetting('KEY${i}')` } },
            }),
            (i) => `Call${i}`,
          ),
        },
        kind: "Stateful",
      }),
      "app/local.settings.json": JSON.stringify({ Values: numbered(n, plainText, (i) => `KEY${i}`) }),
      "app/connections.json": JSON.stringify({
        serviceProviderConnections: numbered(
          n,
          (i) => ({ parameterValues: { connectionString: plainText(i) } }),
          (i) => `c${i}`,
        ),
      }),
    }),
  ],
];
