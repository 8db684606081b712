import {
  type ConnectionReference,
  connectorTitle,
  defineRule,
  mentionsOf,
  type RelatedPlace,
  referenceUses,
  type Solution,
} from "../../src/rule.ts";

export default defineRule({
  code: "SL5004",
  name: "duplicate-connection-reference",
  summary: "A solution uses several connection references for the same connector.",
  level: "note",
  preset: "recommended",
  source: "https://learn.microsoft.com/power-apps/maker/data-platform/create-connection-reference",
  since: "0.1.0",
  messages: {
    several:
      "The solution uses several connection references for the same connector: {connectors}. Each of them has to be bound at every import.",
    vault:
      "The solution uses {count} connection references for Azure Key Vault. Each can be bound to a different vault, and flows do not show which one they read.",
  },
  advice: {
    several: "Let all flows that need the same account share one reference.",
    vault: "Let all flows share one reference for the vault.",
  },
  check({ analysis, report }) {
    const uses = referenceUses(analysis);
    const usesOf = (reference: ConnectionReference): number => uses.get(reference)?.length ?? 0;
    const { solutions } = analysis.workspace;
    const unbound = solutions.flatMap(({ connectionReferences }) => connectionReferences.filter((reference) => !uses.has(reference)));
    // Those that nothing uses are unused-connection-reference's business.
    const mentioned = mentionsOf(analysis.workspace, new Set(unbound.map(({ logicalName }) => logicalName.toLowerCase())));
    const isUsedIn =
      (solution: Solution) =>
      (reference: ConnectionReference): boolean =>
        usesOf(reference) > 0 || mentioned.includes(reference.logicalName.toLowerCase(), solution);
    const related = (references: readonly ConnectionReference[]): readonly RelatedPlace[] =>
      references.map((reference) => ({
        message: `'${reference.logicalName}' is used by ${flows(usesOf(reference))}.`,
        place: reference.place,
      }));

    for (const solution of solutions) {
      const groups = duplicates(solution, isUsedIn(solution));
      const vaults = groups.get("shared_keyvault") ?? [];
      const [, secondVault] = vaults;
      if (secondVault !== undefined) {
        const others = vaults.filter((reference) => reference !== secondVault);
        report({ at: secondVault.place, message: "vault", level: "warning", data: { count: vaults.length }, related: related(others) });
      }
      const others = [...groups].filter(([connector]) => connector !== "shared_keyvault");
      const second = others[0]?.[1][1];
      if (second === undefined) continue;
      report({
        at: second.place,
        message: "several",
        data: { connectors: others.map(([connector, { length }]) => `${connectorTitle(connector)} (${length})`).join(", ") },
        related: related(others.flatMap(([, references]) => references).filter((reference) => reference !== second)),
      });
    }
  },
});

/** The references of a solution by connector, where there are several in use. */
function duplicates(
  { connectionReferences }: Solution,
  isUsed: (reference: ConnectionReference) => boolean,
): ReadonlyMap<string, readonly ConnectionReference[]> {
  const byConnector = new Map<string, ConnectionReference[]>();
  for (const reference of connectionReferences) {
    if (reference.connector === undefined || !isUsed(reference)) continue;
    byConnector.set(reference.connector, [...(byConnector.get(reference.connector) ?? []), reference]);
  }
  return new Map([...byConnector].filter(([, references]) => references.length > 1));
}

function flows(count: number): string {
  return count === 0 ? "something else than a flow" : count === 1 ? "one flow" : `${count} flows`;
}
