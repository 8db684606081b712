import { distinct } from "../../collections.ts";
import type { Inventory, SolutionInventory, VaultSecret } from "../../inventory/model.ts";
import { markdownText, terminalText } from "../sanitize.ts";
import { solutionTitle } from "../solutions.ts";
import { connectorName, secretInWords, valueOfVariable, variableTypeName, vaultInWords } from "./words.ts";

/**
 * What has to be done to bring the solutions of a run into an environment, as a Markdown task list for one environment.
 * Sources: https://learn.microsoft.com/power-apps/maker/data-platform/environmentvariables-azure-key-vault-secrets (provider, roles),
 * https://learn.microsoft.com/azure/key-vault/general/rbac-guide (roles),
 * https://learn.microsoft.com/power-platform/alm/conn-ref-env-variables-build-tools (settings file).
 */
export function importChecklist({ solutions }: Inventory): string {
  return `${solutions.map((solution) => checklistOf(solution).join("\n\n")).join("\n\n")}\n`;
}

function checklistOf(inventory: SolutionInventory): readonly string[] {
  const parts: readonly (readonly [string, readonly string[]])[] = [
    ["Before the import", requiredSolutions(inventory)],
    ["Secrets that must exist", secretTasks(inventory.vaultSecrets)],
    ["Roles on the vaults", roleTasks(inventory.vaultSecrets)],
    ["Connection references to bind", referenceTasks(inventory)],
    ["Environment variables to set", variableTasks(inventory)],
    ["Custom connectors", connectorTasks(inventory)],
    ["Desktop flows and machines", desktopTasks(inventory)],
    ["After the import", validationTasks(inventory)],
  ];
  return [
    `# Import checklist: ${text(solutionTitle(inventory.solution))}`,
    "Environment: ______________________",
    ...parts.filter(([, tasks]) => tasks.length > 0).flatMap(([title, tasks]) => [`## ${title}`, tasks.map(task).join("\n")]),
  ];
}

function task(line: string): string {
  return `- [ ] ${line}`;
}

const text = markdownText;

/** A name as code. A backtick would end it. */
function code(name: string): string {
  return `\`${terminalText(name).replace(/[`|]/g, "?")}\``;
}

function requiredSolutions({ requires, solution }: SolutionInventory): readonly string[] {
  const providers = new Map<string, string[]>();
  for (const { solution: provider, name } of requires) providers.set(provider, [...(providers.get(provider) ?? []), name]);
  const tasks = [...providers].map(([provider, names]) =>
    // A dependency on the default solution names nothing that could be installed.
    /^(?:active)?$/i.test(provider)
      ? `These components are in no solution: add them to one, or the import fails: ${names.map(code).join(", ")}.`
      : `${code(provider)} is installed; it brings ${names.map(code).join(", ")}.`,
  );
  return solution.kind === "solution" && solution.managed === false
    ? [...tasks, "For test and production: export the solution as managed; this package is unmanaged."]
    : tasks;
}

function secretTasks(secrets: readonly VaultSecret[]): readonly string[] {
  return distinct(
    secrets
      .filter(({ access }) => access === "secret")
      .map((secret) => {
        const readers = secret.readBy.length === 0 ? "" : ` (read by ${text(secret.readBy.join(", "))})`;
        const vault = secret.variable !== null && secret.vault.names.length === 0 ? "its vault" : vaultInWords(secret, code);
        return `${sentence(secretInWords(secret, code))} exists in ${vault}${readers}.`;
      }),
  );
}

/** Who needs what, in which vault. */
function roleTasks(secrets: readonly VaultSecret[]): readonly string[] {
  const tasks: string[] = [];
  const vaults = (through: VaultSecret["through"], access?: VaultSecret["access"]): readonly string[] =>
    distinct(
      secrets
        .filter((one) => one.through === through && (access === undefined || one.access === access))
        .map((one) => vaultInWords(one, code)),
    );
  const variables = vaults("secret-variable");
  if (variables.length > 0) tasks.push("The resource provider **Microsoft.PowerPlatform** is registered in the subscription of the vault.");
  for (const vault of variables) {
    tasks.push(
      `**Key Vault Secrets User** for the Dataverse service principal (application id \`00000007-0000-0000-c000-000000000000\`) on ${vault}.`,
      `**Key Vault Secrets User** for the account that sets the variables' values on ${vault}.`,
    );
  }
  for (const vault of vaults("connector", "secret"))
    tasks.push(`**Key Vault Secrets User** for the account or service principal of the connection on ${vault}.`);
  for (const vault of vaults("connector", "list"))
    tasks.push(
      `**Key Vault Secrets User** for the account or service principal of the connection, on all of ${vault}: a flow reads the list.`,
    );
  for (const vault of vaults("connector", "key"))
    tasks.push(`**Key Vault Crypto User** for the account or service principal of the connection on ${vault}: a flow uses keys.`);
  for (const vault of vaults("request"))
    tasks.push(`**Key Vault Secrets User** for the identity that the HTTP request signs in with on ${vault}.`);
  for (const vault of vaults("script"))
    tasks.push(`**Key Vault Secrets User** for the account that runs the desktop flow on the machine on ${vault}.`);
  if (secrets.length > 0) tasks.push("The vault's firewall allows access from Power Platform, and the vault is in the same tenant.");
  return tasks;
}

function referenceTasks({ connectionReferences }: SolutionInventory): readonly string[] {
  return connectionReferences.map(({ logicalName, displayName, connector, usedBy }) => {
    const shown = displayName === logicalName ? "" : ` (${text(displayName)})`;
    const flows = usedBy.length === 0 ? "" : `; used by ${text(usedBy.join(", "))}`;
    return `${code(logicalName)}${shown}: a connection to **${text(connectorName(connector))}**${flows}.`;
  });
}

function variableTasks({ environmentVariables }: SolutionInventory): readonly string[] {
  return environmentVariables.map((variable) => {
    const { schemaName, type, displayName } = variable;
    const shown = displayName === schemaName ? "" : ` (${text(displayName)})`;
    const kind =
      type === "secret"
        ? "**Secret**: subscription, resource group, vault and secret name, never the secret itself"
        : text(variableTypeName(type));
    const value = variable.hasValue
      ? "; the package brings a current value, which overrides the one of the environment"
      : variable.hasDefault
        ? "; without a value, the default of the definition applies"
        : `; ${valueOfVariable(variable)} comes with the package`;
    return `${code(schemaName)}${shown}: ${kind}${value}.`;
  });
}

function connectorTasks({ customConnectors }: SolutionInventory): readonly string[] {
  return customConnectors.map(
    ({ displayName }) => `**${text(displayName)}**: the import leaves client secrets out; set the secret on the connector's Security page.`,
  );
}

function desktopTasks({ cloudFlows, desktopFlows, connectionReferences }: SolutionInventory): readonly string[] {
  const runs = cloudFlows.flatMap((flow) => flow.runs.filter(({ kind }) => kind === "desktop-flow").map((run) => ({ flow, run })));
  const tasks = distinct(
    runs.map(({ flow, run }) => {
      const mode = run.mode === null ? "" : ` ${text(run.mode)}`;
      return `${text(flow.name)} runs ${text(run.name ?? run.id ?? "a desktop flow chosen at run time")}${mode}: a machine or machine group of this environment is registered, and the flow's connection points to it.`;
    }),
  );
  if (runs.some(({ run }) => run.mode?.toLowerCase() === "unattended"))
    tasks.push(
      "Unattended runs: the machine has a license for unattended runs, and nobody is signed in to it with the account of the connection.",
    );
  const bound = connectionReferences.filter(({ connector }) => connector === "shared_uiflow").map(({ logicalName }) => code(logicalName));
  if (bound.length > 0)
    tasks.push(
      `The connection of ${bound.join(", ")} signs in to the machine with a credential from Key Vault, not with a typed password.`,
    );
  for (const { name, inputs, credentials, references } of desktopFlows) {
    const sensitive = inputs.filter((port) => port.sensitive).map((port) => code(port.name));
    if (sensitive.length > 0) tasks.push(`${text(name)}: callers fill the sensitive inputs ${sensitive.join(", ")}.`);
    if (credentials.some(({ argument }) => argument === null))
      tasks.push(`${text(name)}: the credentials that it gets exist in this environment.`);
    if (references.length > 0) tasks.push(`${text(name)}: its connector actions use ${references.map(code).join(", ")}.`);
  }
  return tasks;
}

function validationTasks({ cloudFlows, desktopFlows, vaultSecrets, connectionReferences }: SolutionInventory): readonly string[] {
  const tasks: string[] = [];
  if (cloudFlows.length > 0) tasks.push("All cloud flows are turned on; one that stayed off shows which connection is missing.");
  if (connectionReferences.length > 0) tasks.push("Connections belong to a service account, not to a person: check their owners.");
  const readers = distinct(vaultSecrets.flatMap(({ readBy }) => readBy)).map(text);
  if (readers.length > 0) tasks.push(`A test run reads each secret: ${readers.join(", ")}.`);
  const flows = cloudFlows.filter(({ secrets }) => secrets.length > 0).map(({ name }) => text(name));
  if (flows.length > 0) tasks.push(`The run history shows no secret in ${flows.join(", ")}: look at inputs and outputs of each step.`);
  if (desktopFlows.length > 0) tasks.push("A test run of each desktop flow succeeds on the machine, and its log contains no secret.");
  const urls = cloudFlows.filter(({ triggers }) => triggers.some(({ type }) => type === "request/http")).map(({ name }) => text(name));
  if (urls.length > 0) tasks.push(`Callers know the new trigger URL of ${urls.join(", ")}; it differs from environment to environment.`);
  return tasks;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
