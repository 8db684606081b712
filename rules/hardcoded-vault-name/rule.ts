import {
  connectorVaults,
  defineRule,
  desktopVaults,
  type NameWording,
  nameWording,
  type Place,
  type RelatedPlace,
  type Report,
  rowName,
  rowOfFlow,
  type VaultLiteral,
  vaultNames,
} from "../../src/rule.ts";

const deployedBy = "by a parameter of the template, or in a Standard logic app by an app setting.";
const logicAppAdvice = `Add a parameter for the vault's name, use it here, and let each deployment set it: ${deployedBy}`;

export default defineRule({
  code: "SL4001",
  name: "hardcoded-vault-name",
  summary: "The name of a Key Vault is hardcoded instead of coming from an environment variable.",
  level: "error",
  preset: "recommended",
  securitySeverity: 5.0,
  cwe: [1051, 547],
  source: "https://learn.microsoft.com/power-apps/maker/data-platform/environmentvariables-azure-key-vault-secrets",
  fixable: "unsafe",
  since: "0.1.0",
  messages: {
    literal:
      "The vault '{vault}' is hardcoded in the flow and used by '{operation}'. In test or production, the flow would still read the secrets of this environment.",
    part: "The name of the vault that '{operation}' uses is assembled from hardcoded pieces, such as '{vault}'. In test or production, the flow would still read the secrets of this environment.",
    parameter:
      "The vault '{vault}', which '{operation}' uses, is the default of the parameter '{parameter}'; no environment variable sets that parameter.",
    partInLogicApp:
      "The name of the vault that '{operation}' uses is assembled from hardcoded pieces, such as '{vault}'. In test or production, the logic app would still read the secrets of this environment.",
    parameterOfLogicApp:
      "The vault '{vault}', which '{operation}' uses, is the default of the parameter '{parameter}'; nothing sets that parameter.",
    script:
      "The vault '{vault}' is hardcoded in the desktop flow and used by '{row}'. In test or production, the flow would still read the secrets of this environment.",
    logicApp:
      "The vault '{vault}' is hardcoded in the logic app and used by '{operation}'. In test or production, the logic app would still read the secrets of this environment.",
    connector:
      "The vault '{vault}' is hardcoded in the definition of the custom connector '{connector}', so it is the same in every environment.",
  },
  advice: {
    literal: "Create an environment variable for the vault's name, use it here, and set its value in each environment.",
    part: "Create an environment variable for the vault's name, use it here, and set its value in each environment.",
    parameter:
      "Create an environment variable for the vault's name, use it instead of the parameter, and set its value in each environment.",
    script:
      "Add an input for the vault's name to the desktop flow, use it here, and let the cloud flow fill it from an environment variable.",
    logicApp: logicAppAdvice,
    partInLogicApp: logicAppAdvice,
    parameterOfLogicApp: `Let each deployment set the parameter '{parameter}': ${deployedBy}`,
    connector:
      "Take the vault from the connection or from an environment variable: use a policy with @connectionParameters('keyVaultName') or @environmentVariables(\"…\").",
  },
  check({ analysis, report }) {
    const found = new Map<string, FoundName>();
    for (const literal of vaultNames(analysis)) {
      const key = keyOf(literal.vault, literal.place);
      const known = found.get(key);
      // A literal is found where it is and from where it is used; the use has the better story.
      const isBetter = known?.first.path?.length === 0 && literal.path.length > 0;
      if (known !== undefined && !isBetter) {
        addUse(known, literal);
        continue;
      }
      found.delete(key);
      found.set(key, { first: reportOf(literal), others: [] });
    }
    for (const { text: vault, row, place, path } of desktopVaults(analysis).vaults) {
      const key = keyOf(vault, place);
      const known = found.get(key);
      if (known !== undefined) {
        known.others.push({ message: `${rowOfFlow(row)} uses it too.`, place: path.at(-1)?.place ?? place });
        continue;
      }
      const inScript = place.owner?.kind === "desktop-flow";
      const data = { vault, row: rowName(row), operation: rowOfFlow(row) };
      found.set(key, { first: { at: place, message: inScript ? "script" : "literal", data, path }, others: [] });
    }
    for (const { first, others } of found.values()) report({ ...first, related: others });
    for (const { connector, vault, place } of connectorVaults(analysis.workspace)) {
      report({ at: place, message: "connector", data: { connector: connector.displayName, vault } });
    }
  },
});

/** The finding about a name, and the other places that use it. */
interface FoundName {
  readonly first: Report<NameWording | "script">;
  readonly others: RelatedPlace[];
}

function keyOf(vault: string, { source, at }: Place): string {
  return JSON.stringify([vault.toLowerCase(), source.path, source.file, at.kind === "json" ? at.pointer : at.span]);
}

function reportOf(literal: VaultLiteral): FoundName["first"] {
  const { vault, place, path, operation, parameter, confidence, isPart = false } = literal;
  return {
    at: place,
    message: nameWording(literal),
    confidence,
    data: { vault, operation: operation.name, parameter: parameter?.name ?? "" },
    path,
    repairs: isPart ? [] : [{ kind: "name-variable", place, name: vault, title: "Key Vault name" }],
  };
}

function addUse({ first, others }: FoundName, { path, operation }: VaultLiteral): void {
  const use = path.at(-1);
  const message = `'${operation.name}' uses it too.`;
  const isNew = use?.place.owner?.operation !== first.data?.operation && !others.some((other) => other.message === message);
  if (use !== undefined && isNew) others.push({ message, place: use.place });
}
