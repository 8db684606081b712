import { defineRule, describeCredential, type OtherCredential, rotateNow } from "../../src/rule.ts";

export default defineRule({
  code: "SL1007",
  name: "credential-in-other-component",
  summary: "A credential is hardcoded in a web resource, app, agent, plug-in step or another component.",
  level: "error",
  preset: "recommended",
  securitySeverity: 9.0,
  cwe: [798, 312],
  source: "https://learn.microsoft.com/power-platform/well-architected/security/application-secrets",
  since: "0.1.0",
  messages: {
    credential:
      "{label} is hardcoded in the {what} '{name}': {preview} ({evidence}). Everyone who can open or edit it, or gets an export, can read it.",
    logicApp: "{label} is hardcoded in the {what} '{name}' of a logic app: {preview} ({evidence}). Everyone who gets the file can use it.",
    deployment: "{label} is hardcoded in the {what} '{name}': {preview} ({evidence}). Everyone who gets the file can use it.",
    description:
      "{label} is in the description of the {what} '{name}': {preview} ({evidence}). Everyone who can open it, or gets an export, can read it.",
    comment:
      "{label} is in a comment in the file of the {what} '{name}': {preview} ({evidence}). What is commented out is still in the file, and everyone who gets the file can use it.",
  },
  advice: {
    credential: `Store it in Azure Key Vault, and let a cloud flow read it there and make the call. ${rotateNow}`,
    logicApp: `Store it in Azure Key Vault. Let a template take it as a parameter of type securestring without a default, a file of parameters refer to the vault for it, and an app read it from an app setting that refers to the vault. ${rotateNow}`,
    deployment: `Store it in Azure Key Vault. Let a template take it as a parameter of type securestring without a default, and a file of parameters refer to the vault for it. ${rotateNow}`,
    description: `Take it out of the description. ${rotateNow}`,
    comment: `Delete the comment. ${rotateNow}`,
  },
  check({ analysis, report }) {
    for (const credential of analysis.otherComponents().credentials) {
      const { match, place, what, name } = credential;
      report({
        at: place,
        message: messageFor(credential),
        advice: credential.inComment === true || credential.inDescription === true ? undefined : adviceFor(credential),
        confidence: match.confidence,
        data: { ...describeCredential(match), what, name },
      });
    }
  },
});

function messageFor({ kind, inComment, inDescription, isOnlyBeside }: OtherCredential) {
  if (inComment === true) return "comment";
  if (inDescription === true) return "description";
  if (kind !== "logic-app") return "credential";
  return isOnlyBeside === true ? "deployment" : "logicApp";
}

/** What to do where the component has a way of its own; see the rule's page. */
function adviceFor({ kind, isSetting }: OtherCredential): string | undefined {
  switch (kind) {
    // Of flows, variables and settings files, only what cannot be parsed is told here.
    case "cloud-flow":
      return `Store it in Azure Key Vault, and let the flow read it there when it runs. ${rotateNow}`;
    case "environment-variable":
      return `Store it in Azure Key Vault, and create a variable of type Secret that refers to it. ${rotateNow}`;
    case "settings":
      return `Store it in Azure Key Vault, and set the secret's path here for a variable of type Secret; or let the pipeline fill in the value. ${rotateNow}`;
    case "power-pages-component":
      return isSetting
        ? `Link the site setting to an environment variable of type Secret, which refers to Azure Key Vault. ${rotateNow}`
        : undefined;
    case "plug-in-step":
    case "plug-in-assembly":
      return `Store it in Azure Key Vault, and let the plug-in read it there with a managed identity. ${rotateNow}`;
    case "service-endpoint":
      return `Take the key out of the solution, and give the endpoint of each environment a key of its own in the Plug-in Registration Tool. ${rotateNow}`;
    case "classic-workflow":
      return `Store it in Azure Key Vault, and replace the workflow with a cloud flow that reads it there. ${rotateNow}`;
    case "desktop-flow":
      return `Open the flow in Power Automate for desktop, and take the value out of the selectors of its UI elements, or capture them again where no credential is shown. ${rotateNow}`;
    case "agent-component":
      return `Store it in Azure Key Vault, and let the agent call a cloud flow that reads it there and makes the request. ${rotateNow}`;
    case "canvas-app":
    case "web-resource":
    case "code-component":
      return `Store it in Azure Key Vault, and call a cloud flow that reads it there and makes the request: what runs in the browser can hide nothing. ${rotateNow}`;
    case "configuration-data":
      return `Leave the column out of the data that is exported, and set it in each environment. ${rotateNow}`;
    default:
      return undefined;
  }
}
