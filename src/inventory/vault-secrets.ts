import type { CloudFlow, Operation } from "../cloud-flow/model.ts";
import { distinct } from "../collections.ts";
import type { Analysis } from "../dataflow/analysis.ts";
import { rowName } from "../desktop-flow/model.ts";
import { variableUses } from "../queries/deployment/variable-uses.ts";
import { desktopVaults } from "../queries/vaults/desktop-vaults.ts";
import type { VaultRead } from "../queries/vaults/model.ts";
import { vaultReads } from "../queries/vaults/vaults.ts";
import type { EnvironmentVariable, Solution } from "../solution/model.ts";
import { readSecretReference } from "../solution/secret-reference.ts";
import type { VaultSecret } from "./model.ts";

/**
 * The secrets that must exist in vaults for the flows of a solution, and the secret variables that refer to others. Readers of one secret are one
 * entry.
 */
export function vaultSecrets(analysis: Analysis, solution: Solution): readonly VaultSecret[] {
  const { workspace } = analysis;
  const uses = variableUses(analysis).declared;
  const found: VaultSecret[] = solution.environmentVariables
    .filter(({ type }) => type === "secret")
    .map((variable) => ofVariable(variable, (uses.get(variable) ?? []).flatMap(readerOf)));
  for (const read of vaultReads(analysis)) {
    if (workspace.solutionOf(read.operation.flow) === solution) found.push(ofRead(read, analysis));
  }
  for (const { row, through, vault, secret } of desktopVaults(analysis).reads) {
    if (workspace.solutionOf(row.desktopFlow) !== solution) continue;
    found.push({
      through: through === "connector" ? "connector" : "script",
      secret: { names: distinct(secret.literals), variables: distinct(secret.variables) },
      vault: { names: distinct(vault.literals), variables: distinct(vault.variables) },
      variable: null,
      reference: null,
      readBy: [`${row.desktopFlow.name}: ${rowName(row)}`],
      access: "secret",
    });
  }
  const entries = new Map<string, VaultSecret>();
  for (const entry of found) {
    const key = JSON.stringify([entry.through, entry.secret, entry.vault, entry.variable, entry.reference, entry.access]);
    const known = entries.get(key);
    entries.set(key, known === undefined ? entry : { ...known, readBy: distinct([...known.readBy, ...entry.readBy]) });
  }
  return [...entries.values()];
}

function readerOf(use: { readonly kind: string; readonly flow: CloudFlow; readonly operation?: Operation }): readonly string[] {
  return use.operation === undefined ? [] : [reader(use.operation)];
}

function reader({ flow, name }: Operation): string {
  return `${flow.name}: ${name}`;
}

/** A secret variable brings its reference along, or gets it in each environment. */
function ofVariable({ schemaName, defaultValue, values }: EnvironmentVariable, readBy: readonly string[]): VaultSecret {
  const reference = readSecretReference((values[0] ?? defaultValue)?.text ?? "");
  const own = { names: [], variables: [schemaName] };
  return {
    through: "secret-variable",
    secret: reference === undefined ? own : { names: [reference.secret], variables: [] },
    vault: reference === undefined ? own : { names: [reference.vault], variables: [] },
    variable: schemaName,
    reference: null,
    readBy,
    access: "secret",
  };
}

function ofRead({ operation, through, vault, secret }: VaultRead, { roles }: Analysis): VaultSecret {
  const { flow, call } = operation;
  const reference = flow.connections.find(({ key }) => key === call?.connectionKey)?.referenceName ?? null;
  const broad = roles.facts(operation)?.broad === true;
  return {
    through,
    secret: { names: distinct(secret.literals), variables: distinct(secret.variables) },
    vault: { names: distinct(vault.literals), variables: distinct(vault.variables) },
    variable: null,
    reference,
    readBy: [reader(operation)],
    access: !broad ? "secret" : /secret/i.test(call?.operationId ?? call?.path ?? "") ? "list" : "key",
  };
}
