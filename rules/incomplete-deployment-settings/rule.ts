import {
  type Analysis,
  countInWords,
  type DeploymentSettings,
  defineRule,
  type EnvironmentVariable,
  isSkeleton,
  type Level,
  listInWords,
  type Place,
  type RelatedPlace,
  type Report,
  type SettingsScope,
  sameConnector,
  settingsScopes,
} from "../../src/rule.ts";

type Message =
  | "missingReferences"
  | "missingVariables"
  | "defaults"
  | "emptyConnections"
  | "emptyValues"
  | "unknownEntries"
  | "wrongConnector";

export default defineRule<Message>({
  code: "SL6003",
  name: "incomplete-deployment-settings",
  summary: "A deployment settings file does not fit the solution it is for.",
  level: "error",
  preset: "recommended",
  securitySeverity: 3.0,
  cwe: [1053],
  source: "https://learn.microsoft.com/power-platform/alm/conn-ref-env-variables-build-tools",
  since: "0.1.0",
  messages: {
    missingReferences:
      "{references} of {solution} {have} no entry in the settings of {environment}: {names}. After the import the flows that use them are off.",
    missingVariables: "{variables} of {solution} {have} neither an entry in the settings of {environment} nor a default: {names}.",
    defaults: "{variables} of {solution} {have} no entry in the settings of {environment} and {keep} the default of the solution: {names}.",
    emptyConnections: "The settings of {environment} leave {references} without a connection: {names}.",
    emptyValues: "The settings of {environment} leave {variables} empty: {names}.",
    unknownEntries: "The settings of {environment} set {entries} that {solution} does not have: {names}.",
    wrongConnector: "The settings of {environment} give '{name}' the connector {given}; in {solution} it is one of {declared}.",
  },
  advice: {
    missingReferences:
      "Add an entry with LogicalName, ConnectionId and ConnectorId; 'solutionlint inventory --format deployment-settings' writes all of them.",
    missingVariables: "Add an entry with SchemaName and Value; 'solutionlint inventory --format deployment-settings' writes all of them.",
    defaults: "Add an entry where the default is not right for this environment.",
    emptyConnections:
      "Create the connection in the environment and put its id into ConnectionId (it is in the address of the connection's page).",
    emptyValues: "Fill in Value, or let the pipeline replace a token such as $(Name).",
    unknownEntries: "Correct the name, or remove the entry if the solution no longer has it.",
    wrongConnector: "Set ConnectorId to that of the connection reference, and ConnectionId to a connection of that connector.",
  },
  check({ analysis, report }) {
    for (const scope of settingsScopes(analysis.workspace)) {
      for (const finding of problemsOf(scope, analysis)) report(finding);
    }
  },
});

function problemsOf(scope: SettingsScope, { workspace }: Analysis): readonly Report<Message>[] {
  const { settings, solutions, confidence } = scope;
  const given = settings.origin === "given";
  // A skeleton beside the sources is there to be copied and filled in; only that it has to fit the solution.
  const template = !given && settings.environment === undefined && isSkeleton(settings);
  const level: Level = given ? "error" : template ? "note" : "warning";
  const base = { confidence, keepLevel: true, level } as const;
  const found: Report<Message>[] = [];
  const data = {
    environment: `'${settings.environment ?? (settings.source.file || settings.source.path).split("/").at(-1) ?? ""}'`,
    solution: listInWords([...new Set(solutions.map(({ uniqueName }) => uniqueName))]),
  };

  const set = {
    references: new Set(settings.references.map(({ logicalName }) => logicalName.toLowerCase())),
    variables: new Set(settings.variables.map(({ schemaName }) => schemaName.toLowerCase())),
  };
  const references = distinct(
    solutions.flatMap(({ connectionReferences }) => connectionReferences),
    ({ logicalName }) => logicalName,
  );
  const variables = distinct(
    solutions.flatMap(({ environmentVariables }) => environmentVariables),
    ({ schemaName }) => schemaName,
  );

  const withoutReference = references.filter(({ logicalName }) => !set.references.has(logicalName.toLowerCase()));
  if (withoutReference.length > 0) {
    found.push({
      ...base,
      at: settings.referencesPlace,
      message: "missingReferences",
      data: {
        ...data,
        references: countInWords(withoutReference.length, "connection reference"),
        have: withoutReference.length === 1 ? "has" : "have",
        names: listInWords(withoutReference.map(({ logicalName }) => logicalName)),
      },
      related: withoutReference.map(({ logicalName, place }) => ({ message: `'${logicalName}' is declared here.`, place })),
    });
  }
  const withoutVariable = variables.filter(({ schemaName }) => !set.variables.has(schemaName.toLowerCase()));
  for (const [message, missing] of [
    ["missingVariables", withoutVariable.filter((variable) => !hasValue(variable))],
    ["defaults", given ? withoutVariable.filter(hasValue) : []],
  ] as const) {
    if (missing.length === 0) continue;
    found.push({
      ...base,
      ...(message === "defaults" ? { level: "note" as const } : {}),
      at: settings.variablesPlace,
      message,
      data: {
        ...data,
        variables: countInWords(missing.length, "environment variable"),
        have: missing.length === 1 ? "has" : "have",
        keep: missing.length === 1 ? "keeps" : "keep",
        names: listInWords(missing.map(({ schemaName }) => schemaName)),
      },
      related: missing.map(({ schemaName, place }) => ({ message: `'${schemaName}' is declared here.`, place })),
    });
  }

  if (!template) found.push(...emptyEntries(settings, variables, base, data));

  const allReferences = new Set(
    workspace.solutions.flatMap(({ connectionReferences }) => connectionReferences.map(({ logicalName }) => logicalName.toLowerCase())),
  );
  const elsewhere = new Set(solutions.flatMap(({ dependencies }) => dependencies.map(({ name }) => name)));
  const unknown = [
    ...settings.references
      .filter(({ logicalName }) => !allReferences.has(logicalName.toLowerCase()) && !elsewhere.has(logicalName.toLowerCase()))
      .map(({ logicalName, place }) => ({ name: logicalName, place })),
    ...settings.variables
      .filter(({ schemaName }) => !workspace.variables.has(schemaName.toLowerCase()) && !elsewhere.has(schemaName.toLowerCase()))
      .map(({ schemaName, place }) => ({ name: schemaName, place })),
  ];
  const grouped = group(unknown);
  if (grouped !== undefined) {
    found.push({
      ...base,
      at: grouped.at,
      message: "unknownEntries",
      data: { ...data, entries: countInWords(unknown.length, "entry", "entries"), names: listInWords(unknown.map(({ name }) => name)) },
      related: grouped.related,
    });
  }
  for (const { logicalName, connectorId, connectorPlace } of settings.references) {
    const declared = references.find((reference) => reference.logicalName.toLowerCase() === logicalName.toLowerCase())?.connector;
    if (declared === undefined || connectorId === undefined || sameConnector(declared, connectorId)) continue;
    found.push({
      ...base,
      at: connectorPlace,
      message: "wrongConnector",
      data: { ...data, name: logicalName, given: connectorId.split("/").at(-1) ?? connectorId, declared },
    });
  }
  return found;
}

/** Entries that nobody has filled in. */
function emptyEntries(
  settings: DeploymentSettings,
  declared: readonly EnvironmentVariable[],
  base: { readonly confidence: SettingsScope["confidence"]; readonly keepLevel: true; readonly level: Level },
  data: Readonly<Record<string, string>>,
): readonly Report<Message>[] {
  const found: Report<Message>[] = [];
  const connections = settings.references
    .filter(({ connectionId }) => connectionId === "")
    .map(({ logicalName, connectionPlace }) => ({ name: logicalName, place: connectionPlace }));
  const values = settings.variables
    .filter(({ value }) => value === "")
    .map(({ schemaName, valuePlace }) => ({ name: schemaName, place: valuePlace }));
  const emptyConnections = group(connections);
  if (emptyConnections !== undefined) {
    const references = countInWords(connections.length, "connection reference");
    found.push({
      ...base,
      at: emptyConnections.at,
      message: "emptyConnections",
      data: { ...data, references, names: listInWords(connections.map(({ name }) => name)) },
      related: emptyConnections.related,
    });
  }
  const emptyValues = group(values);
  if (emptyValues !== undefined) {
    const needed = values.some(({ name }) => {
      const variable = declared.find(({ schemaName }) => schemaName.toLowerCase() === name.toLowerCase());
      return variable === undefined || !hasValue(variable);
    });
    found.push({
      ...base,
      ...(needed ? {} : { level: base.level === "error" ? ("warning" as const) : ("note" as const) }),
      at: emptyValues.at,
      message: "emptyValues",
      data: { ...data, variables: countInWords(values.length, "environment variable"), names: listInWords(values.map(({ name }) => name)) },
      related: emptyValues.related,
    });
  }
  return found;
}

/** The solution brings a value along that holds when the settings give none. */
function hasValue({ defaultValue, values }: EnvironmentVariable): boolean {
  return defaultValue !== undefined || values.length > 0;
}

/** One finding for several places of one kind: the first, with the others as related. */
function group(
  places: readonly { readonly name: string; readonly place: Place }[],
): { readonly at: Place; readonly related: readonly RelatedPlace[] } | undefined {
  const [first, ...others] = places;
  return first === undefined
    ? undefined
    : { at: first.place, related: others.map(({ name, place }) => ({ message: `The same for '${name}'.`, place })) };
}

function distinct<T>(items: readonly T[], nameOf: (item: T) => string): readonly T[] {
  return [...new Map(items.map((item) => [nameOf(item).toLowerCase(), item])).values()];
}
