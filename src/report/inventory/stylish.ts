import { largest } from "../../collections.ts";
import type { CloudFlowItem, DesktopFlowItem, Inventory, PortItem, SecretItem, SolutionInventory } from "../../inventory/model.ts";
import { shortenIds } from "../locations.ts";
import { terminalText } from "../sanitize.ts";
import { solutionPlaceName, solutionTitle } from "../solutions.ts";
import { glyphs, type Style } from "../stylish-style.ts";
import { clipText, padText, textWidth, wrapText } from "../text-layout.ts";
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

/** The inventory for people at a terminal. */
export function stylishInventory({ solutions }: Inventory, style: Style): string {
  const blocks = solutions.flatMap((solution) => solutionBlocks(solution, style));
  return `${blocks.map((lines) => lines.map((line) => line.trimEnd()).join("\n")).join("\n\n")}\n`;
}

function solutionBlocks(inventory: SolutionInventory, style: Style): readonly (readonly string[])[] {
  const { chalk, width } = style;
  const head = [
    chalk.bold.underline(terminalText(solutionTitle(inventory.solution))),
    ...wrapText(factsOfSolution(inventory).join(` ${glyphs.dot} `), width - 2).map((line) => `  ${chalk.dim(line)}`),
    `  ${chalk.dim(terminalText(solutionPlaceName(inventory.solution)))}`,
  ];
  const { connectionReferences, environmentVariables, customConnectors, vaultSecrets, requires } = inventory;
  return [
    head,
    ...section(
      "Connection references",
      connectionReferences.map(({ logicalName, connector, usedBy }) => [logicalName, connectorName(connector), users(usedBy)]),
      style,
    ),
    ...section(
      "Environment variables",
      environmentVariables.map((variable) => [
        variable.schemaName,
        variableTypeName(variable.type),
        valueOfVariable(variable),
        users(variable.usedBy),
      ]),
      style,
    ),
    ...section(
      "Custom connectors",
      customConnectors.map(({ name, displayName }) => [displayName, name]),
      style,
    ),
    ...section(
      "Secrets in vaults",
      vaultSecrets.map((secret) => [
        secretInWords(secret),
        vaultInWords(secret),
        secret.readBy.length === 0 ? "read by no flow" : `read by ${secret.readBy.join(", ")}`,
      ]),
      style,
    ),
    ...section(
      "Needs from other solutions",
      requires.map((one) => [one.name, requirementName(one), one.solution]),
      style,
    ),
    ...inventory.cloudFlows.map((flow) => cloudFlowLines(flow, style)),
    ...inventory.desktopFlows.map((flow) => desktopFlowLines(flow, style)),
  ];
}

function users(names: readonly string[]): string {
  return names.length === 0 ? "not used by a flow" : `used by ${names.join(", ")}`;
}

/** A title and a table below it; nothing where there are no rows. */
function section(title: string, rows: readonly (readonly string[])[], style: Style): readonly (readonly string[])[] {
  return rows.length === 0 ? [] : [[`  ${style.chalk.bold(title)}`, ...table(rows, 4, style)]];
}

/**
 * Columns as wide as they need, the first in plain text and the others dim; the last one is wrapped. Where that leaves it no room, each row
 * goes on below its first column.
 */
function table(rows: readonly (readonly string[])[], indent: number, { chalk, width }: Style): readonly string[] {
  const shown = rows.map((row) => row.map(terminalText));
  const last = largest(shown, (row) => row.length) - 1;
  const widths = Array.from({ length: last }, (_, column) => largest(shown, (row) => textWidth(row[column] ?? "")));
  const start = indent + widths.reduce((sum, one) => sum + one + 2, 0);
  const left = " ".repeat(indent);
  return shown.flatMap((row) => {
    const [first = "", ...others] = row;
    if (width - start < 30) {
      const rest = others.filter((cell) => cell !== "").join(", ");
      return [left + first, ...wrapText(rest, width - indent - 4).map((line) => `${left}    ${chalk.dim(line)}`)];
    }
    const cells = row.slice(0, last).map((cell, column) => padText(cell, widths[column] ?? 0));
    const head = [cells[0], ...cells.slice(1).map((cell) => chalk.dim(cell))].join("  ");
    return wrapText(row[last] ?? "", width - start).map(
      (line, index) => (index === 0 ? `${left}${head}  ` : " ".repeat(start)) + chalk.dim(line),
    );
  });
}

function flowHead(name: string, kind: string, file: string, { chalk, width }: Style): string {
  const title = clipText(terminalText(name), width - textWidth(kind) - 2, glyphs.ellipsis);
  const shown = terminalText(shortenIds(file, glyphs.ellipsis));
  const gap = width - textWidth(title) - textWidth(kind) - textWidth(shown);
  const head = `${chalk.bold(title)}${chalk.dim(kind)}`;
  return gap >= 2 ? `${head}${" ".repeat(gap)}${chalk.dim(shown)}` : `${head}\n    ${chalk.dim(shown)}`;
}

/** `label  text`, wrapped below the text. */
function labelled(label: string, text: string, { chalk, width }: Style): readonly string[] {
  const indent = labelWidth + 4;
  return wrapText(terminalText(text), width - indent).map(
    (line, index) => `  ${index === 0 ? chalk.dim(padText(label, labelWidth)) : " ".repeat(labelWidth)}  ${line}`,
  );
}

const labelWidth = 11;

function cloudFlowLines(flow: CloudFlowItem, style: Style): readonly string[] {
  const triggers = flow.triggers.map(({ name, type, connector, operation }) =>
    connector === null ? `${name} (${type})` : `${name} (${connectorName(connector)}${operation === null ? "" : `: ${operation}`})`,
  );
  const connections = flow.connections.map(({ connector, reference, binding }) =>
    reference === null ? `${connectorName(connector)} (${bindings[binding]})` : `${connectorName(connector)} (${reference})`,
  );
  return [
    flowHead(flow.name, "", flow.file, style),
    ...labelled("trigger", triggers.length === 0 ? "none" : triggers.join(", "), style),
    ...labelled("actions", String(flow.actions), style),
    ...(connections.length === 0 ? [] : labelled("connections", connections.join(", "), style)),
    ...flow.runs.flatMap((run) => labelled("runs", `${calledFlowName(run)} in ${run.at}`, style)),
    ...secretLines(flow.secrets, style),
  ];
}

const bindings = {
  reference: "connection reference",
  none: "no connection",
  connection: "a connection of the author",
  invoker: "the connection of whoever runs it",
} as const;

function desktopFlowLines(flow: DesktopFlowItem, style: Style): readonly string[] {
  const ports = (label: string, list: readonly PortItem[]): readonly string[] =>
    list.flatMap((port, index) => labelled(index === 0 ? label : "", portText(port), style));
  return [
    flowHead(flow.name, " (desktop)", flow.file, style),
    ...labelled("actions", `${flow.actions} in ${flow.subflows} ${flow.subflows === 1 ? "subflow" : "subflows"}`, style),
    ...ports("inputs", flow.inputs),
    ...ports("outputs", flow.outputs),
    ...(flow.references.length === 0 ? [] : labelled("connections", flow.references.join(", "), style)),
    ...flow.credentials.flatMap((item, index) => labelled(index === 0 ? "credentials" : "", credentialText(item), style)),
    ...flow.runs.flatMap((run) => labelled("runs", `${calledFlowName(run)} in ${run.at}`, style)),
    ...secretLines(flow.secrets, style),
  ];
}

/** `Password  String, sensitive, required, with a default` */
function portText({ name, type, sensitive, required, hasDefault }: PortItem): string {
  const facts = [
    ...(type === null ? [] : [type]),
    sensitive ? "sensitive" : "not sensitive",
    ...(required ? ["required"] : []),
    ...(hasDefault ? ["with a default"] : []),
  ];
  return `${name} (${facts.join(", ")})`;
}

/** `Main:41 Connect takes 'Password' from AppPassword` */
function credentialText({ at, action, argument, from }: DesktopFlowItem["credentials"][number]): string {
  return argument === null ? `${at} ${action} gets one` : `${at} ${action} takes '${argument}' from ${from.join(", ")}`;
}

function secretLines(secrets: readonly SecretItem[], style: Style): readonly string[] {
  const { chalk, width } = style;
  return secrets.flatMap((secret, index) => {
    const elsewhere = secret.fromFlow === null ? "" : ` in ${secret.fromFlow}`;
    const sure = secret.confidence === "high" ? "" : ` (${secret.confidence} confidence)`;
    const names = secret.uses.map(({ at }) => textWidth(terminalText(at)));
    const column = Math.min(Math.max(0, ...names), 40);
    const start = labelWidth + 4;
    // Two spaces and `visible` follow the deed.
    const room = width - start - textWidth(glyphs.branch) - column - 3 - 9;
    const deeds = secret.uses.map(({ deed }) => clipText(terminalText(deed), room, glyphs.ellipsis));
    const deedWidth = Math.max(0, ...deeds.map(textWidth));
    return [
      ...labelled(index === 0 ? "secrets" : "", `${secret.secret}${elsewhere}${sure}`, style),
      ...secret.uses.map(({ at, visible }, use) => {
        const seen = visible === true ? chalk.red("visible") : visible === false ? chalk.green("hidden") : "";
        const name = padText(clipText(terminalText(at), column, glyphs.ellipsis), column);
        const branch = use === secret.uses.length - 1 ? glyphs.lastBranch : glyphs.branch;
        return `${" ".repeat(start)}${chalk.dim(branch)} ${name}  ${padText(deeds[use] ?? "", deedWidth)}  ${seen}`;
      }),
      ...(secret.uses.length === 0 ? [`${" ".repeat(start)}${chalk.dim(`${glyphs.lastBranch} nothing is done with it`)}`] : []),
    ];
  });
}
