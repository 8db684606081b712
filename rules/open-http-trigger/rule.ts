import {
  type CloudFlow,
  defineRule,
  flowsWithSecrets,
  isLogicApp,
  isObject,
  nameOfOrigin,
  type Operation,
  objectAt,
  operationPlace,
  textAt,
  valueAt,
} from "../../src/rule.ts";

const adviceForLogicApp =
  "Require a Microsoft Entra ID token: in a Consumption logic app by an authorization policy under 'Authorization', in a Standard one by 'Authentication'. Or let only known addresses call it.";

export default defineRule({
  code: "SL8001",
  name: "open-http-trigger",
  summary: "Anyone with the URL can start a flow that handles secrets.",
  level: "warning",
  preset: "recommended",
  securitySeverity: 6.5,
  cwe: [306],
  source: "https://learn.microsoft.com/power-automate/oauth-authentication",
  since: "0.1.0",
  messages: {
    open: "Anyone who has the URL of '{trigger}' can start this flow, which handles the {secret}. URLs end up in logs, and nothing else protects the flow.",
    checked:
      "Anyone who has the URL of '{trigger}' can call this flow, which handles the {secret}. URLs end up in logs, and all that protects the flow is what it checks itself.",
  },
  advice: {
    open: "Open '{trigger}' and set 'Who can trigger the flow?' to 'Any user in my tenant' or 'Specific users in my tenant'.",
    checked: "Open '{trigger}' and set 'Who can trigger the flow?' to 'Any user in my tenant' or 'Specific users in my tenant'.",
  },
  check({ analysis, report }) {
    for (const [flow, origin] of flowsWithSecrets(analysis)) {
      for (const trigger of flow.triggers) {
        if (!isOpen(trigger) || isGuarded(flow)) continue;
        const isChecked = checksCaller(trigger) || checksHeaders(flow);
        report({
          at: operationPlace(trigger),
          message: isChecked ? "checked" : "open",
          advice: isLogicApp(flow) ? adviceForLogicApp : undefined,
          confidence: isChecked ? "medium" : "high",
          data: { trigger: trigger.name, secret: nameOfOrigin(origin) },
          related: [{ message: `This is the ${nameOfOrigin(origin)}.`, place: origin.place }],
        });
      }
    }
  },
});

/** "When an HTTP request is received", without a restriction on who may call it. Flows made before there was a choice are open. */
function isOpen(trigger: Operation): boolean {
  if (trigger.type !== "request" || (trigger.kind !== "http" && trigger.kind !== "")) return false;
  const who = textAt(trigger.inputs, "triggerAuthenticationType")?.toLowerCase();
  return who === undefined || who === "" || who === "all";
}

/**
 * The resource of a logic app says who may call its triggers: by claims of a token, or by address.
 * Source: https://learn.microsoft.com/azure/logic-apps/logic-apps-securing-a-logic-app
 */
function isGuarded({ document, pointer }: CloudFlow): boolean {
  const triggers = [...pointer.slice(0, -1), "accessControl", "triggers"];
  const policies = objectAt(document, ...triggers, "openAuthenticationPolicies", "policies") ?? {};
  const addresses = valueAt(document, [...triggers, "allowedCallerIpAddresses"]);
  return pointer.length > 0 && (Object.values(policies).some(isObject) || Array.isArray(addresses));
}

/** A trigger condition on the headers, or the Authorization header among the outputs: the flow may check its caller itself. */
function checksCaller(trigger: Operation): boolean {
  const conditions = JSON.stringify(trigger.json.conditions ?? "");
  return /headers/i.test(conditions) || /IncludeAuthorizationHeadersInOutputs/i.test(textAt(trigger.json, "operationOptions") ?? "");
}

/** A condition on a header of the request: a key that the caller has to send. */
function checksHeaders({ operations }: CloudFlow): boolean {
  return operations.some(({ json }) => /trigger(?:Outputs)?\(\)[^"]{0,40}headers/i.test(JSON.stringify(json.expression ?? "")));
}
