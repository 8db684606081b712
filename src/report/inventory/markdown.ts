import type { CloudFlowItem, DesktopFlowItem, Inventory, PortItem, SecretItem, SolutionInventory } from "../../inventory/model.ts";
import { markdownText } from "../sanitize.ts";
import { solutionTitle } from "../solutions.ts";
import {
  calledFlowName,
  connectorName,
  factsOfSolution,
  requirementName,
  secretInWords,
  valueOfVariable,
  variableTypeName,
  vaultInWords,
} from "./words.ts";

/** The inventory as a document to keep beside the sources, or in a wiki. */
export function markdownInventory({ solutions }: Inventory): string {
  return `${solutions.map((solution) => solutionParts(solution).join("\n\n")).join("\n\n")}\n`;
}

function solutionParts(inventory: SolutionInventory): readonly string[] {
  const { connectionReferences, environmentVariables, customConnectors, vaultSecrets, requires } = inventory;
  return [
    `# ${markdownText(solutionTitle(inventory.solution))}`,
    markdownText(factsOfSolution(inventory).join(" · ")),
    ...part(
      "Connection references",
      ["logical name", "connector", "used by"],
      connectionReferences.map(({ logicalName, connector, usedBy }) => [logicalName, connectorName(connector), usedBy.join(", ")]),
    ),
    ...part(
      "Environment variables",
      ["schema name", "type", "in the export", "used by"],
      environmentVariables.map((variable) => [
        variable.schemaName,
        variableTypeName(variable.type),
        valueOfVariable(variable),
        variable.usedBy.join(", "),
      ]),
    ),
    ...part(
      "Custom connectors",
      ["name", "id"],
      customConnectors.map(({ name, displayName }) => [displayName, name]),
    ),
    ...part(
      "Secrets in vaults",
      ["secret", "vault", "read by"],
      vaultSecrets.map((secret) => [secretInWords(secret), vaultInWords(secret), secret.readBy.join(", ")]),
    ),
    ...part(
      "Needs from other solutions",
      ["component", "kind", "solution"],
      requires.map((one) => [one.name, requirementName(one), one.solution]),
    ),
    ...(inventory.cloudFlows.length === 0 ? [] : ["## Cloud flows", ...inventory.cloudFlows.flatMap(cloudFlowParts)]),
    ...(inventory.desktopFlows.length === 0 ? [] : ["## Desktop flows", ...inventory.desktopFlows.flatMap(desktopFlowParts)]),
  ];
}

/** A heading and a table; nothing where there are no rows. */
function part(title: string, columns: readonly string[], rows: readonly (readonly string[])[], level = "##"): readonly string[] {
  return rows.length === 0 ? [] : [`${level} ${title}`, table(columns, rows)];
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(columns), line(columns.map(() => "---")), ...rows.map((row) => line(row.map(markdownText)))].join("\n");
}

function cloudFlowParts(flow: CloudFlowItem): readonly string[] {
  const triggers = flow.triggers.map(({ type, connector, operation }) =>
    connector === null ? type : [connectorName(connector), operation ?? ""].filter((text) => text !== "").join(": "),
  );
  return [
    `### ${markdownText(flow.name)}`,
    list([
      `Starts by: ${triggers.length === 0 ? "nothing" : triggers.join(", ")}`,
      `Actions: ${flow.actions}`,
      ...flow.runs.map((run) => `Runs ${calledFlowName(run)} in ${run.at}`),
    ]),
    ...secretParts(flow.secrets),
  ];
}

function desktopFlowParts(flow: DesktopFlowItem): readonly string[] {
  const ports = (kind: string) => (port: PortItem) =>
    [
      port.name,
      kind,
      port.type ?? "",
      port.sensitive ? "yes" : "no",
      port.required ? "yes" : "no",
      port.hasDefault ? "yes" : "no",
    ] as const;
  return [
    `### ${markdownText(flow.name)}`,
    list([`Actions: ${flow.actions}`, ...flow.runs.map((run) => `Runs ${calledFlowName(run)} in ${run.at}`)]),
    ...part(
      "Inputs and outputs",
      ["name", "direction", "type", "sensitive", "required", "default"],
      [...flow.inputs.map(ports("input")), ...flow.outputs.map(ports("output"))],
      "####",
    ),
    ...part(
      "Credentials",
      ["row", "action", "argument", "from"],
      flow.credentials.map(({ at, action, argument, from }) => [at, action, argument ?? "gets one", from.join(", ")]),
      "####",
    ),
    ...secretParts(flow.secrets),
  ];
}

function secretParts(secrets: readonly SecretItem[]): readonly string[] {
  return part(
    "Secrets",
    ["secret", "where", "what happens", "in the run history"],
    secrets.flatMap(({ secret, fromFlow, uses }) => {
      const name = fromFlow === null ? secret : `${secret} in ${fromFlow}`;
      if (uses.length === 0) return [[name, "", "nothing is done with it", ""]];
      return uses.map(({ at, deed, visible }) => [name, at, deed, visible === null ? "" : visible ? "visible" : "hidden"]);
    }),
    "####",
  );
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${markdownText(item)}`).join("\n");
}
