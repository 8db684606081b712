import {
  countInWords,
  defineRule,
  type Level,
  listInWords,
  type NamedPlace,
  type Report,
  type SettingsGaps,
  settingsGaps,
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
  summary: "A deployment settings file does not match its solution.",
  level: "error",
  preset: "recommended",
  securitySeverity: 3.0,
  cwe: [1053],
  source: "https://learn.microsoft.com/power-platform/alm/conn-ref-env-variables-build-tools",
  since: "0.1.0",
  messages: {
    missingReferences:
      "{count} of {solution} {have} no entry in the settings of {environment}: {names}. Flows that use them stay turned off after the import.",
    missingVariables: "{count} of {solution} {have} no default and no entry in the settings of {environment}: {names}.",
    defaults: "{count} of {solution} {have} no entry in the settings of {environment} and {keep} the solution's default: {names}.",
    emptyConnections: "The settings of {environment} have no connection for {count}: {names}.",
    emptyValues: "The settings of {environment} have no value for {count}: {names}.",
    unknownEntries: "The settings of {environment} contain {count} that no solution of the run has: {names}.",
    wrongConnector: "The settings of {environment} give '{name}' the connector {given}, but in the solution its connector is {declared}.",
  },
  advice: {
    missingReferences: "Add entries with LogicalName, ConnectionId and ConnectorId; 'pac solution create-settings' writes all of them.",
    missingVariables: "Add entries with SchemaName and Value; 'pac solution create-settings' writes all of them.",
    defaults: "Add an entry if the default is wrong for this environment.",
    emptyConnections:
      "Create the connection in the environment and copy its id, which is part of the address of the connection's page, to ConnectionId.",
    emptyValues: "Fill in Value, or write a token such as $(Name) that the pipeline replaces.",
    unknownEntries: "Correct the name, or remove the entry if the solution no longer has it.",
    wrongConnector: "Set ConnectorId to the connector of the connection reference, and ConnectionId to a connection of that connector.",
  },
  check({ analysis, report }) {
    for (const gaps of settingsGaps(analysis.workspace)) {
      const { settings } = gaps;
      const given = settings.origin === "given";
      const level: Level = given ? "error" : gaps.isTemplate ? "note" : "warning";
      const data = {
        environment: `'${settings.environment ?? (settings.source.file || settings.source.path).split("/").at(-1) ?? ""}'`,
      };
      for (const { own = level, ...found } of reportsOf(gaps))
        report({ ...found, level: own, keepLevel: true, confidence: gaps.confidence, data: { ...data, ...found.data } });
    }
  },
});

type Found = Report<Message> & {
  /** Another level than that of the file. */
  readonly own?: Level;
};

function reportsOf(gaps: SettingsGaps): readonly Found[] {
  const { settings } = gaps;
  const given = settings.origin === "given";
  const references = gaps.missingReferences.map(({ logicalName, place }) => ({ name: logicalName, place }));
  const variables = gaps.missingVariables.map(({ schemaName, place }) => ({ name: schemaName, place }));
  const defaults = gaps.defaultedVariables.map(({ schemaName, place }) => ({ name: schemaName, place }));
  const missing = (message: Message, at: Report["at"], noun: string, names: readonly NamedPlace[]): readonly Found[] =>
    names.length === 0
      ? []
      : [
          {
            at,
            message,
            data: {
              ...counted(names, noun),
              have: names.length === 1 ? "has" : "have",
              keep: names.length === 1 ? "keeps" : "keep",
              solution: listInWords([...new Set(names.flatMap(({ place }) => place.owner?.solution ?? []))]),
            },
            related: names.map(({ name, place }) => ({ message: `'${name}' is declared here.`, place })),
          },
        ];
  const entries = (message: Message, noun: string, places: readonly NamedPlace[], plural?: string): readonly Found[] => {
    const [first, ...others] = places;
    if (first === undefined) return [];
    const related = others.map(({ name, place }) => ({ message: `The same for '${name}'.`, place }));
    return [{ at: first.place, message, data: counted(places, noun, plural), related }];
  };
  // The default may be right for the environment: without --settings nobody has asked.
  const noted = given ? missing("defaults", settings.variablesPlace, "environment variable", defaults) : [];
  const emptyValues = entries("emptyValues", "environment variable", gaps.emptyValues);
  return [
    ...missing("missingReferences", settings.referencesPlace, "connection reference", references),
    ...missing("missingVariables", settings.variablesPlace, "environment variable", variables),
    ...noted.map((found) => ({ ...found, own: "note" as const })),
    ...entries("emptyConnections", "connection reference", gaps.emptyConnections),
    ...(gaps.emptyValueIsNeeded
      ? emptyValues
      : emptyValues.map((found) => ({ ...found, own: given ? ("warning" as const) : ("note" as const) }))),
    ...entries("unknownEntries", "entry", gaps.unknownEntries, "entries"),
    ...gaps.connectorMismatches.map(({ name, place, given: written, declared }) => ({
      at: place,
      message: "wrongConnector" as const,
      data: { name, given: written, declared },
    })),
  ];
}

function counted(places: readonly NamedPlace[], noun: string, plural?: string): { readonly count: string; readonly names: string } {
  return { count: countInWords(places.length, noun, plural), names: listInWords(places.map(({ name }) => name)) };
}
