/** What the schema of a file for Azure Resource Manager says that it is. */
export type DeploymentFileKind = "template" | "parameters";

const schemas: readonly (readonly [RegExp, DeploymentFileKind])[] = [
  [/"https?:\/\/schema\.management\.azure\.com\/[^"]{0,100}deploymentTemplate\.json/i, "template"],
  [/"https?:\/\/schema\.management\.azure\.com\/[^"]{0,100}deploymentParameters\.json/i, "parameters"],
];

/** Whether a text is a template, or a file of values for the parameters of one: each names its schema. */
export function deploymentFileKind(text: string): DeploymentFileKind | undefined {
  return schemas.find(([pattern]) => pattern.test(text))?.[1];
}

/** What of a logic app is deployed: the app of workflows, a workflow or what belongs to one, or a connection. */
const partOfLogicApp = /"Microsoft\.Logic\/|"Microsoft\.Web\/sites\/workflows"|workflowapp|"Microsoft\.Web\/connections/i;

/** Whether a template deploys a logic app, what it is set to, or a connection of one. */
export function deploysLogicApp(template: string): boolean {
  return partOfLogicApp.test(template);
}
