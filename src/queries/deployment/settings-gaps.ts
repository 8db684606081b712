import type { Workspace } from "../../dataflow/workspace/workspace.ts";
import { sameConnector } from "../../knowledge/connector-id.ts";
import { lastPart } from "../../slash-path.ts";
import type { ConnectionReference, EnvironmentVariable } from "../../solution/model.ts";
import type { Place } from "../../source/place.ts";
import { isDescribed } from "./reference-uses.ts";
import { isSkeleton, type SettingsScope, settingsScopes } from "./settings-scope.ts";

/** A name and where it is. */
export interface NamedPlace {
  readonly name: string;
  readonly place: Place;
}

/** A reference that the settings bind to another connector than the solution does. */
export interface ConnectorMismatch extends NamedPlace {
  /** Connector ids as the settings and the solution say. */
  readonly given: string;
  readonly declared: string;
}

/** Where a settings file and its solutions do not fit together. */
export interface SettingsGaps extends SettingsScope {
  /** A skeleton beside the sources: it is there to be copied and filled in. */
  readonly isTemplate: boolean;
  /** Connection references without an entry. */
  readonly missingReferences: readonly ConnectionReference[];
  /** Variables without an entry, and without a value that the solution brings along. */
  readonly missingVariables: readonly EnvironmentVariable[];
  /** Variables without an entry that keep the value of the solution. */
  readonly defaultedVariables: readonly EnvironmentVariable[];
  /** Entries that nobody has filled in; those of a template are meant to be empty. */
  readonly emptyConnections: readonly NamedPlace[];
  readonly emptyValues: readonly NamedPlace[];
  /** One of the empty values has nothing in the solution to stand for it. */
  readonly emptyValueIsNeeded: boolean;
  /** Entries that no solution of the run declares or depends on. */
  readonly unknownEntries: readonly NamedPlace[];
  readonly connectorMismatches: readonly ConnectorMismatch[];
}

/** Compares every settings file with the solutions it is for. */
export function settingsGaps(workspace: Workspace): readonly SettingsGaps[] {
  const known = new Set(
    workspace.solutions.flatMap(({ connectionReferences, environmentVariables }) => [
      ...connectionReferences.map(({ logicalName }) => logicalName.toLowerCase()),
      ...environmentVariables.map(({ schemaName }) => schemaName.toLowerCase()),
    ]),
  );
  return settingsScopes(workspace).map((scope) => gapsOf(scope, known));
}

function gapsOf(scope: SettingsScope, known: ReadonlySet<string>): SettingsGaps {
  const { settings, solutions } = scope;
  const isTemplate = settings.origin === "found" && settings.environment === undefined && isSkeleton(settings);
  const references = byName(
    solutions.flatMap(({ connectionReferences }) => connectionReferences),
    ({ logicalName }) => logicalName,
  );
  const variables = byName(
    solutions.flatMap(({ environmentVariables }) => environmentVariables),
    ({ schemaName }) => schemaName,
  );
  const setReferences = new Set(settings.references.map(({ logicalName }) => logicalName.toLowerCase()));
  const setVariables = new Set(settings.variables.map(({ schemaName }) => schemaName.toLowerCase()));
  const withoutEntry = [...variables].filter(([name]) => !setVariables.has(name)).map(([, variable]) => variable);
  const dependencies = new Set(solutions.flatMap((solution) => solution.dependencies.map(({ name }) => name)));
  const isUnknown = ({ name }: NamedPlace): boolean => !known.has(name.toLowerCase()) && !dependencies.has(name.toLowerCase());
  // An entry that is not to be there needs no value.
  const isKnown = (entry: NamedPlace): boolean => !isUnknown(entry);
  const emptyValues = settings.variables
    .filter(({ value }) => value === "")
    .map(({ schemaName, valuePlace }) => ({ name: schemaName, place: valuePlace }))
    .filter(isKnown);
  return {
    ...scope,
    isTemplate,
    missingReferences: [...references]
      .filter(([name, reference]) => !setReferences.has(name) && isDescribed(reference))
      .map(([, reference]) => reference),
    missingVariables: withoutEntry.filter((variable) => !bringsValue(variable)),
    defaultedVariables: withoutEntry.filter(bringsValue),
    emptyConnections: isTemplate
      ? []
      : settings.references
          .filter(({ connectionId }) => connectionId === "")
          .map(({ logicalName, connectionPlace }) => ({ name: logicalName, place: connectionPlace }))
          .filter(isKnown),
    emptyValues: isTemplate ? [] : emptyValues,
    emptyValueIsNeeded: emptyValues.some(({ name }) => {
      const variable = variables.get(name.toLowerCase());
      return variable === undefined || !bringsValue(variable);
    }),
    unknownEntries: [
      ...settings.references.map(({ logicalName, place }) => ({ name: logicalName, place })),
      ...settings.variables.map(({ schemaName, place }) => ({ name: schemaName, place })),
    ].filter(isUnknown),
    connectorMismatches: settings.references.flatMap(({ logicalName, connectorId, connectorPlace }) => {
      const declared = references.get(logicalName.toLowerCase())?.connector;
      if (declared === undefined || connectorId === undefined || sameConnector(declared, connectorId)) return [];
      return [{ name: logicalName, place: connectorPlace, given: lastPart(connectorId), declared }];
    }),
  };
}

/** The solution has a value that holds when the settings give none. */
function bringsValue({ defaultValue, values }: EnvironmentVariable): boolean {
  return defaultValue !== undefined || values.length > 0;
}

function byName<T>(items: readonly T[], nameOf: (item: T) => string): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [nameOf(item).toLowerCase(), item]));
}
