import { type CredentialHit, defineRule, describeCredential, isLogicApp, type Repair, rotateNow } from "../../src/rule.ts";

export default defineRule({
  code: "SL1001",
  name: "hardcoded-credential",
  summary: "A credential is hardcoded in a cloud flow.",
  level: "error",
  preset: "recommended",
  securitySeverity: 9.0,
  cwe: [798, 312],
  source: "https://learn.microsoft.com/power-automate/guidance/coding-guidelines/use-secure-inputs-outputs-triggers",
  fixable: "unsafe",
  since: "0.1.0",
  messages: {
    literal: "{label} is hardcoded in '{operation}': {preview} ({evidence}). Everyone who can open or export this flow can read it.",
    assembled:
      "{label} is assembled from hardcoded pieces in '{operation}': {preview} ({evidence}). Everyone who can open or export this flow can read it.",
    staticResult:
      "{label} is hardcoded in the static result '{result}'{user}: {preview} ({evidence}). Everyone who can open or export this flow can read it.",
    parameter:
      "{label} is the hardcoded value of the parameter '{parameter}': {preview} ({evidence}). Everyone who can open or export this flow can read it.",
    step: "{label} is hardcoded in the step '{step}', as the designer keeps it: {preview} ({evidence}). Everyone who can open or export this flow can read it.",
    description:
      "{label} is written in the flow's description: {preview} ({evidence}). Everyone who can see this flow in a list can read it.",
    deployed: "The deployment writes {deployed} into '{operation}' as plain text. Everyone who can open this logic app can read it.",
    deployedParameter:
      "The deployment gives {deployed} to the parameter '{parameter}', which is not of type securestring. Everyone who can open this logic app can read it.",
  },
  advice: {
    literal: `Store it in Azure Key Vault and read it at run time through an environment variable of type Secret. ${rotateNow}`,
    assembled: `Store it in Azure Key Vault and read it at run time through an environment variable of type Secret. ${rotateNow}`,
    staticResult: `Replace it with a made-up value, or remove the static result. ${rotateNow}`,
    parameter: `Store it in Azure Key Vault and read it at run time through an environment variable of type Secret. ${rotateNow}`,
    step: `Open the flow in the designer, and remove it from that step or remove the step. ${rotateNow}`,
    description: `Remove it from the flow's details. ${rotateNow}`,
    deployed:
      "Declare a parameter of type securestring in the definition, let the template give it its value beside the definition (properties › parameters), and read it here with @parameters('…'). Better, use a managed identity: then there is no secret to protect.",
    deployedParameter:
      "Declare the parameter as securestring, or as secureobject, in the definition, without a default, and let the template give it its value beside the definition (properties › parameters).",
  },
  check({ analysis, report }) {
    for (const hit of analysis.credentials) {
      if (hit.match.in === "url" && isUsedUrl(hit)) continue;
      // The value of an environment variable is a finding of plaintext-secret-variable, that of a logic app's file of credential-in-other-component.
      if (hit.parameter?.schemaName !== undefined || hit.parameter?.source !== undefined) continue;
      report({
        at: hit.place,
        message: messageOf(hit),
        advice: isLogicApp(hit.flow) && hit.deployed === undefined ? adviceForLogicApp(hit) : undefined,
        confidence: hit.match.confidence,
        data: {
          ...describeCredential(hit.match),
          deployed: describeDeployed(hit),
          operation: hit.operation?.name ?? "",
          result: hit.staticResult?.name ?? "",
          user: hit.operation === undefined ? "" : ` of '${hit.operation.name}'`,
          parameter: hit.parameter?.name ?? "",
          step: hit.node?.name ?? "",
        },
        repairs: repairsOf(hit),
      });
    }
  },
});

/** Addresses that a flow uses are findings of credential-in-url; those in notes about it, and in what is kept beside it, are none. */
function isUsedUrl({ operation, parameter, staticResult }: CredentialHit): boolean {
  return staticResult === undefined && (operation !== undefined || parameter !== undefined);
}

/** A logic app has no environment variables; what is left out in the advice of its other places fits there, too. */
function adviceForLogicApp({ parameter, operation, staticResult }: CredentialHit): string | undefined {
  if (staticResult !== undefined || (parameter === undefined && operation === undefined)) return undefined;
  return parameter === undefined
    ? `Store it in Azure Key Vault, and read it there with the managed identity of the logic app, or through a parameter of type securestring. ${rotateNow}`
    : `Make the parameter one of type securestring without a default, and let the deployment read its value from Azure Key Vault. ${rotateNow}`;
}

/** What the deployment writes into the definition, in a maker's words. */
function describeDeployed({ deployed }: CredentialHit): string {
  if (deployed === undefined) return "";
  return deployed.from === "parameter" ? `the template's parameter '${deployed.name}'` : `what ${deployed.name}() returns`;
}

function messageOf(
  hit: CredentialHit,
): "literal" | "assembled" | "parameter" | "staticResult" | "step" | "description" | "deployed" | "deployedParameter" {
  if (hit.deployed !== undefined) return hit.operation === undefined ? "deployedParameter" : "deployed";
  if (hit.staticResult !== undefined) return "staticResult";
  if (hit.node !== undefined) return "step";
  if (hit.operation !== undefined) return hit.assembled ? "assembled" : "literal";
  return hit.parameter === undefined ? "description" : "parameter";
}

/**
 * What is put together from pieces, or is in a name, has no one place for an expression; of what may be a placeholder nobody knows what
 * to read instead.
 */
function repairsOf({ operation, path, place: { at }, match, assembled, staticResult, deployed }: CredentialHit): readonly Repair[] {
  if (
    operation === undefined ||
    staticResult !== undefined ||
    deployed !== undefined ||
    assembled ||
    match.confidence === "low" ||
    at.kind !== "json" ||
    at.key === true
  )
    return [];
  const member = path.filter((step) => !/^(?:inputs|parameters|headers|queries|body|authentication|item|\d+)$/i.test(step)).at(-1) ?? "";
  return [{ kind: "secret-variable", operation, path, span: at.span, title: `${operation.name.replaceAll("_", " ")} ${member}`.trim() }];
}
