import { countInWords } from "../../findings/list-in-words.ts";
import type { CalledFlow, Requirement, SolutionInventory, VaultName, VaultSecret } from "../../inventory/model.ts";
import { connectorTitle } from "../../knowledge/connectors.ts";
import { solutionKindName } from "../solutions.ts";

/** `unmanaged`, `3 cloud flows`, `1 desktop flow` … */
export function factsOfSolution(inventory: SolutionInventory): readonly string[] {
  const { solution, cloudFlows, desktopFlows, connectionReferences, environmentVariables, customConnectors } = inventory;
  const counts: readonly (readonly [number, string])[] = [
    [cloudFlows.length, "cloud flow"],
    [desktopFlows.length, "desktop flow"],
    [connectionReferences.length, "connection reference"],
    [environmentVariables.length, "environment variable"],
    [customConnectors.length, "custom connector"],
  ];
  const known = counts.filter(([number]) => number > 0).map(([number, noun]) => countInWords(number, noun));
  return [solutionKindName(solution), ...known].filter((fact) => fact !== "");
}

/** What makers call the connector of a reference. */
export function connectorName(id: string | null): string {
  return id === null ? "unknown connector" : connectorTitle(id);
}

/** What another solution brings, in words. */
export function requirementName({ kind }: Requirement): string {
  return kind === "other" ? "component" : kind === "workflow" ? "flow" : kind.replaceAll("-", " ");
}

const types: Readonly<Record<string, string>> = {
  string: "Text",
  number: "Decimal number",
  boolean: "Yes/No",
  json: "JSON",
  "data-source": "Data source",
  secret: "Secret",
  unknown: "unknown type",
};

/** The type of a variable as the designer calls it. */
export function variableTypeName(type: string): string {
  return types[type] ?? type;
}

/** What an export brings along of a variable's value. */
export function valueOfVariable({ hasDefault, hasValue }: { readonly hasDefault: boolean; readonly hasValue: boolean }): string {
  if (hasValue) return "current value in the package";
  return hasDefault ? "default value in the definition" : "no value";
}

/** A flow that another one runs, in words: `Post invoice (desktop flow, unattended)`. */
export function calledFlowName({ kind, name, id, mode }: CalledFlow): string {
  const facts = [kind === "desktop-flow" ? "desktop flow" : "child flow", ...(mode === null ? [] : [mode])];
  const isElsewhere = name === null ? ["not in this run"] : [];
  return `${name ?? id ?? "chosen at run time"} (${[...facts, ...isElsewhere].join(", ")})`;
}

/** A name in words, each text put through `quote`; undefined where nothing says it. */
function nameInWords({ names, variables }: VaultName, quote: (text: string) => string): string | undefined {
  const parts = [...names.map(quote), ...variables.map((name) => `the value of ${quote(name)}`)];
  return parts.length === 0 ? undefined : parts.join(" or ");
}

/** A secret in a vault, in words: its name, the variable that holds the name, or the secret variable that refers to it. */
export function secretInWords({ secret, variable }: VaultSecret, quote: (text: string) => string = String): string {
  if (variable !== null && secret.names.length === 0) return `the secret that ${quote(variable)} refers to`;
  return nameInWords(secret, quote) ?? "a secret chosen at run time";
}

/** The vault of a secret, in words. */
export function vaultInWords({ vault, variable, reference }: VaultSecret, quote: (text: string) => string = String): string {
  if (variable !== null && vault.names.length === 0) return `the vault that ${quote(variable)} refers to`;
  const known = nameInWords(vault, quote);
  if (known !== undefined) return known;
  return reference === null ? "the vault of the connection" : `the vault of the connection behind ${quote(reference)}`;
}
