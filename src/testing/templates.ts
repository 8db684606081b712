/**
 * The file of a template for Azure Resource Manager that deploys a logic app with these actions, outside of any solution.
 * @param actions as they are written in the template, with its own expressions (`[concat(…)]`)
 * @param parts further members of the template, of the resource's properties and of the definition
 */
export function logicAppTemplate(
  actions: object,
  {
    template = {},
    properties = {},
    definition = {},
  }: { readonly template?: object; readonly properties?: object; readonly definition?: object } = {},
): { readonly "azuredeploy.json": string } {
  const logicApp = {
    type: "Microsoft.Logic/workflows",
    name: "Orders",
    properties: { definition: { triggers: {}, actions, ...definition }, ...properties },
  };
  return { "azuredeploy.json": JSON.stringify({ ...template, resources: [logicApp] }) };
}

/** The action of such a template that reads the secret whose name the deployment gives. */
export const deployedSecretAction = {
  type: "ApiConnection",
  inputs: {
    host: { connection: { name: "@parameters('$connections')['keyvault']['connectionId']" } },
    method: "get",
    path: "[concat('/secrets/@{encodeURIComponent(''', parameters('SecretName'), ''')}/value')]",
  },
};

/**
 * The file of a workflow of a Standard logic app.
 * @param name of the workflow, which its folder has
 */
export function standardWorkflow(name: string, actions: object, parameters: object = {}): Readonly<Record<string, string>> {
  const definition = {
    $schema: "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
    triggers: { manual: { type: "Request", kind: "Http" } },
    actions,
    parameters,
  };
  return { [`${name}/workflow.json`]: JSON.stringify({ definition, kind: "Stateful" }) };
}
