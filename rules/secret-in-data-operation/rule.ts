import { defineRule, hasSecureInputs, hasSecureOutputs, type Leak, mirrorsInputs, type Operation, type ValueFlow } from "../../src/rule.ts";

const names: Readonly<Record<string, string>> = {
  compose: "Compose",
  parsejson: "Parse JSON",
  select: "Select",
  query: "Filter array",
  join: "Join",
  table: "Create table",
};

/** What to do instead: a Compose only copies, a Parse JSON only makes fields selectable that can be read without it, the others work on lists. */
function remedyFor({ type, name }: Operation): string {
  if (type === "compose") return `Use the secret directly where it is needed instead of copying it, and remove '${name}'.`;
  if (type === "parsejson")
    return `Read the secret directly from the step before it, as in body('…')?['…'], or json(…)?['…'] if that step returns text. Then remove '${name}', or parse only what contains no secret.`;
  return `Leave the secret out of what '${name}' receives. If it needs the secret, turn on Secure Inputs and Secure Outputs in its settings.`;
}

export default defineRule({
  code: "SL3001",
  name: "secret-in-data-operation",
  summary: "A secret is copied into a data operation such as Compose or Parse JSON.",
  level: "error",
  preset: "recommended",
  securitySeverity: 7.0,
  cwe: [532, 312],
  source: "https://learn.microsoft.com/azure/logic-apps/logic-apps-securing-a-logic-app#obfuscate",
  fixable: "unsafe",
  since: "0.1.0",
  messages: {
    visible: "The {secret} is copied into '{operation}' ({type}), where the run history shows it.",
    behind:
      "The {secret} is copied into '{operation}' ({type}). This step looks protected, but the next one that reads it shows the value.",
    outputs: "The {secret} is copied into '{operation}' ({type}). Its inputs are hidden, but its outputs are not.",
    received:
      "'{operation}' ({type}) receives the {secret} without Secure Inputs. The run history hides it only because it comes directly from a secured action; any step in between would expose it.",
    made: "'{operation}' ({type}) generates a value that is used as a credential, and the run history shows it.",
    hidden:
      "The {secret} is copied into '{operation}' ({type}). Nothing shows it yet, but any step that reads the copy without Secure Inputs will.",
  },
  advice: {
    visible: "{remedy}",
    behind: "{remedy}",
    outputs: "{remedy}",
    received: "In the settings of '{operation}', turn on Secure Inputs, or leave the secret out of what it receives.",
    made: "In the settings of '{operation}', turn on Secure Inputs{also}, and in those of every action that reads it as well.",
    hidden: "{remedy}",
  },
  check({ values, report }) {
    for (const leak of values.secretsReaching("data-operation")) {
      const { secret, operation, place, path, confidence } = leak;
      const message = leak.isMadeHere ? (isShown(leak) ? "made" : undefined) : messageFor(leak, values);
      if (message === undefined) continue;
      report({
        at: place,
        message,
        level: message === "hidden" || message === "received" ? "warning" : "error",
        confidence,
        data: {
          secret,
          operation: operation.name,
          type: typeName(operation),
          remedy: remedyFor(operation),
          also: mirrorsInputs(operation) ? "" : " and Secure Outputs",
        },
        path: message === "made" ? [] : path,
        repairs: message !== "made" && operation.type === "compose" ? [{ kind: "compose-hop", operation }] : [],
      });
    }
  },
});

/** Whether the run shows what the action holds. */
function isShown({ visibility, operation }: Leak): boolean {
  return visibility === "visible" || !(mirrorsInputs(operation) || hasSecureOutputs(operation));
}

/** Undefined where the action only reads the secret, behind its Secure Inputs, and gives something else. */
function messageFor(leak: Leak, values: ValueFlow): "visible" | "behind" | "outputs" | "hidden" | "received" | undefined {
  const { visibility, origin, operation } = leak;
  if (visibility === "visible") return "visible";
  if (!mirrorsInputs(operation) && !values.isInOutputs(origin, operation)) return hasSecureInputs(operation) ? undefined : "received";
  if (isShown(leak)) return "outputs";
  return values.shownBehind(origin, operation) ? "behind" : "hidden";
}

function typeName(operation: Operation): string {
  return names[operation.type] ?? operation.type;
}
