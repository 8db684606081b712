import { type ConnectorEntry, type FactsEntry, mainTable, type OperationEntry, type OperationGroup } from "./connector-table.ts";
import { compileLegacyForm, type LegacyForm } from "./legacy-path.ts";
import { type Wildcard, wildcard } from "./wildcard.ts";

/** A connector's operations, ready to be looked up. */
export interface OperationIndex {
  /** Facts by {@link operationKey}. */
  readonly exact: ReadonlyMap<string, NamedEntry>;
  /** Patterns, the one that says most first. */
  readonly patterns: readonly PatternEntry[];
  readonly legacy: readonly LegacyForm[];
}

/** Facts with the name that the table gives the operation. */
export interface NamedEntry {
  readonly name: string;
  readonly entry: OperationEntry;
}

interface PatternEntry extends Wildcard {
  readonly own: boolean;
  readonly entry: OperationEntry;
}

const readsOnly: FactsEntry = { sink: "none" };

/** An operation's name without what does not count: letter case, `_` and `-`. */
export function operationKey(name: string): string {
  return name.toLowerCase().replace(/[_-]/g, "");
}

/** The same without a version suffix: `SendEmailV2`, `GetItem_V2`. */
export function unversionedKey(key: string): string {
  return key.replace(/v\d+$/, "");
}

/** Compiles the operations of a connector and of its families. Names of a family that nothing defines are ignored. */
export function indexOperations(connector: ConnectorEntry): OperationIndex {
  const exact = new Map<string, NamedEntry>();
  const patterns: PatternEntry[] = [];
  const legacy: LegacyForm[] = [];
  const add = (group: OperationGroup, own: boolean): void => {
    for (const [names, entry] of [...Object.entries(group.operations ?? {}), [group.reads ?? "", readsOnly] as const]) {
      for (const name of names.split("|")) {
        if (name === "") continue;
        if (name.includes("*")) patterns.push({ ...wildcard(name), own, entry });
        else if (!exact.has(operationKey(name))) exact.set(operationKey(name), { name, entry });
      }
    }
    for (const [form, operation] of Object.entries(group.legacy ?? {})) legacy.push(compileLegacyForm(form, operation));
  };
  add(connector, true);
  for (const name of connector.families ?? []) add(mainTable().families[name] ?? {}, false);
  patterns.sort((a, b) => Number(b.own) - Number(a.own) || b.literalLength - a.literalLength);
  return { exact, patterns, legacy };
}

/** The facts of an operation by its name, with or without version suffix. */
export function findExact(index: OperationIndex, operation: string): NamedEntry | undefined {
  const key = operationKey(operation);
  return index.exact.get(key) ?? index.exact.get(unversionedKey(key));
}

/** The facts of an operation by the pattern with the longest literal part. */
export function findPattern(index: OperationIndex, operation: string): NamedEntry | undefined {
  const found = index.patterns.find((pattern) => pattern.test(operation));
  return found && { name: operation, entry: found.entry };
}
