import {
  defineRule,
  desktopVaults,
  type NameWording,
  nameWording,
  placeKey,
  type RelatedPlace,
  type Report,
  rowName,
  rowOfFlow,
  secretNames,
} from "../../src/rule.ts";

const deployedBy = "by a parameter of the template, or in a Standard logic app by an app setting.";
const logicAppAdvice = `Add a parameter for the secret's name, use it in '{operation}', and let each deployment set it: ${deployedBy}`;

export default defineRule({
  code: "SL4002",
  name: "hardcoded-secret-name",
  summary: "The name of a Key Vault secret is hardcoded.",
  level: "warning",
  preset: "recommended",
  securitySeverity: 3.0,
  cwe: [547],
  source: "https://learn.microsoft.com/power-apps/maker/data-platform/environmentvariables-azure-key-vault-secrets",
  fixable: "unsafe",
  since: "0.1.0",
  messages: {
    literal: "'{operation}' reads the secret by the hardcoded name '{name}'.",
    logicApp: "'{operation}' reads the secret by the hardcoded name '{name}'.",
    row: "'{operation}' reads the secret by the hardcoded name '{name}'.",
    part: "'{operation}' reads a secret whose name is assembled from hardcoded pieces, such as '{name}'.",
    parameter:
      "'{operation}' reads the secret '{name}', which is the default of the parameter '{parameter}'; no environment variable sets that parameter.",
    partInLogicApp: "'{operation}' reads a secret whose name is assembled from hardcoded pieces, such as '{name}'.",
    parameterOfLogicApp:
      "'{operation}' reads the secret '{name}', which is the default of the parameter '{parameter}'; nothing sets that parameter.",
  },
  advice: {
    logicApp: logicAppAdvice,
    literal:
      "Put the secret's name into an environment variable and use it in '{operation}', so that the name can differ between environments.",
    row: "Add an input for the secret's name to the desktop flow, and let the cloud flow fill it from an environment variable, so that the name can differ between environments.",
    part: "Put the secret's name into an environment variable and use it in '{operation}', so that the name can differ between environments.",
    parameter: "Put the secret's name into an environment variable and use it instead of the parameter.",
    partInLogicApp: logicAppAdvice,
    parameterOfLogicApp: `Let each deployment set the parameter '{parameter}': ${deployedBy}`,
  },
  check({ analysis, report }) {
    const found = new Map<string, { first: Report<NameWording | "row">; others: RelatedPlace[] }>();
    for (const literal of secretNames(analysis)) {
      const { text, place, path, operation, parameter, confidence, isPart } = literal;
      const key = placeKey(place);
      const known = found.get(key);
      if (known !== undefined) {
        const use = path.at(-1);
        if (use !== undefined) known.others.push({ message: `'${operation.name}' uses it too.`, place: use.place });
        continue;
      }
      const data = { operation: operation.name, name: text, parameter: parameter?.name ?? "" };
      found.set(key, {
        first: {
          at: place,
          message: nameWording(literal),
          confidence,
          data,
          path,
          repairs: isPart === true ? [] : [{ kind: "name-variable", place, name: text, title: `${text} secret name` }],
        },
        others: [],
      });
    }
    for (const { text, place, path, row } of desktopVaults(analysis).secrets) {
      const data = { operation: rowName(row), name: text, parameter: "" };
      const key = placeKey(place);
      const known = found.get(key);
      if (known === undefined) found.set(key, { first: { at: place, message: "row", data, path }, others: [] });
      else known.others.push({ message: `${rowOfFlow(row)} uses it too.`, place: path.at(-1)?.place ?? place });
    }
    for (const { first, others } of found.values()) report({ ...first, related: others });
  },
});
