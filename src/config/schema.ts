import { defaultInputLimits, type InputLimits } from "../input/artifact.ts";
import type { JsonObject } from "../json.ts";
import { type EmbeddedSchema, embedTable, type TableSchema } from "./table-schema.ts";
import { type AnalysisLimits, defaultAnalysisLimits, presetNames, type RuleInfo, ruleLevels } from "./types.ts";

/** Schemas of the knowledge tables, for the own entries that a configuration can add. Without one any object is allowed. */
export interface TableSchemas {
  readonly connectors?: TableSchema;
  readonly desktopActions?: TableSchema;
}

/** Names of rules that are not built in: those of plug-ins and of `customRules`. */
export const foreignRuleName = "^[a-z][a-z0-9-]*/[a-z][a-z0-9-]*$";

/**
 * The JSON Schema (draft-07) of the configuration: what editors offer, and what `compileValidator` makes the validator of. Rules are listed
 * by name; a code (`SL3002`) is accepted as a key as well and means the rule of that code, which `load.ts` looks up before validating.
 * `patternErrorMessage` is the keyword by which VS Code explains a pattern; the validator's messages use it too.
 */
export function configSchema(rules: readonly RuleInfo[], tables: TableSchemas = {}): JsonObject {
  const sorted = [...rules].sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
  const connectors = ownEntries(tables.connectors, "connector");
  const desktopActions = ownEntries(tables.desktopActions, "action");
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Configuration of solutionlint",
    type: "object",
    additionalProperties: false,
    properties: {
      $schema: { type: "string", description: "Address of this schema, for editors." },
      extends: {
        description: `Presets (${presetNames.join(", ")}) and relative paths of other configuration files. Later ones win, and this file wins over all of them. Without a preset: recommended.`,
        type: ["string", "array"],
        items: { type: "string" },
        examples: [...presetNames, "./base.solutionlintrc.json"],
      },
      rules: {
        description: 'Levels by rule: "off", "on" (the rule decides the level), "note", "warning", "error", or [level, options].',
        type: "object",
        additionalProperties: false,
        properties: Object.fromEntries(sorted.map((rule) => [rule.name, ruleSettingSchema(rule)])),
        patternProperties: { "^SL[0-9]{4}$": reference("looseSetting"), [foreignRuleName]: reference("looseSetting") },
      },
      overrides: {
        description: "Different levels for a part of the input; the last override that applies wins.",
        type: "array",
        items: reference("override"),
      },
      ignore: {
        description: "Globs of files, folders and members of archives to leave out. A pattern without a slash matches at any depth.",
        ...globs,
      },
      environments: {
        description: "What is known about each environment, by its name.",
        type: "object",
        additionalProperties: reference("environment"),
      },
      sensitiveNames: {
        description: "Words, in any language, that mark a name as that of a credential.",
        type: "array",
        items: { type: "string", minLength: 2, maxLength: 100 },
      },
      connectors: {
        description:
          "Your own entries for the table of connectors, by connector id: which operations return secrets, take credentials, or store their inputs.",
        ...connectors.root,
      },
      desktopActions: { description: "Your own entries for the table of desktop actions.", ...desktopActions.root },
      customRules: {
        description: 'Own rules as data: every value that "given" selects must satisfy "then".',
        type: "array",
        items: reference("customRule"),
      },
      limits: limitsSchema,
    },
    definitions: { ...definitions, ...connectors.definitions, ...desktopActions.definitions },
  };
}

function ownEntries(table: TableSchema | undefined, prefix: string): EmbeddedSchema {
  return table === undefined
    ? { root: { type: "object", additionalProperties: { type: "object" } }, definitions: {} }
    : embedTable(table, prefix);
}

function ruleSettingSchema(rule: RuleInfo): JsonObject {
  const description = `${rule.summary} (${rule.code}, ${rule.level}, preset ${rule.preset})`;
  if (rule.options === undefined) return { description, allOf: [reference("setting")] };
  return { description, ...settingSchema({ items: [reference("level"), rule.options], minItems: 1, additionalItems: false }) };
}

/** A level, or an array that begins with one. Told apart by `if`, so that the errors speak of the form that was meant. */
function settingSchema(array: JsonObject): JsonObject {
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
  return { if: { type: "array" }, then: { type: "array", ...array }, else: reference("level") };
}

function reference(definition: string): JsonObject {
  return { $ref: `#/definitions/${definition}` };
}

const glob: JsonObject = {
  type: "string",
  minLength: 1,
  maxLength: 500,
  pattern: "^(?!!)",
  patternErrorMessage: 'cannot begin with "!": list what is meant, a match cannot be taken back',
};
const globs: JsonObject = { type: "array", items: glob };
const text: JsonObject = { type: "string", minLength: 1 };
const regularExpression: JsonObject = { type: "string", minLength: 1, maxLength: 500, format: "regex" };
const scalar: JsonObject = { type: ["string", "number", "boolean", "null"] };

const definitions: JsonObject = {
  level: {
    description: "off: not reported. on: reported at the level the rule decides. note, warning, error: reported, always at this level.",
    enum: [...ruleLevels],
  },
  setting: settingSchema({ items: [reference("level")], minItems: 1, additionalItems: false }),
  looseSetting: settingSchema({ items: [reference("level"), { type: "object" }], minItems: 1, additionalItems: false }),
  override: {
    type: "object",
    additionalProperties: false,
    required: ["rules"],
    properties: {
      solutions: { description: "Globs on the unique name of the solution.", ...globs },
      flows: { description: "Globs on the display name of a cloud or desktop flow.", ...globs },
      operations: {
        description: "Globs on the name of an action or trigger; Subflow:line, and names of inputs and outputs, in desktop flows.",
        ...globs,
      },
      files: { description: "Globs on files, folders and members of archives.", ...globs },
      rules: {
        description: "Levels by rule. Options cannot differ by place.",
        type: "object",
        minProperties: 1,
        additionalProperties: reference("level"),
      },
      reason: { description: "Why; shown where the suppressed findings are listed.", ...text },
      expires: {
        description: "The last day on which the override applies.",
        type: "string",
        pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        patternErrorMessage: "must be a date like 2027-01-31",
      },
    },
  },
  environment: {
    type: "object",
    additionalProperties: false,
    properties: {
      settings: { description: "Deployment settings file of the environment, relative to this file.", ...text },
      vaultPattern: { description: "Regular expression that the names of its vaults match.", ...regularExpression },
    },
  },
  customRule: {
    type: "object",
    additionalProperties: false,
    required: ["name", "message", "given", "then"],
    properties: {
      name: {
        description: "Your own prefix, a slash and the name.",
        type: "string",
        pattern: foreignRuleName,
        patternErrorMessage: 'must be two kebab-case words with a slash between, like "contoso/no-http-action"',
      },
      message: { description: "What is wrong, as a full sentence.", ...text },
      advice: { description: "What to do about it.", ...text },
      level: { description: "Default: warning.", enum: ["note", "warning", "error"] },
      given: {
        description: "JSONPath expressions, without filters, applied to the JSON document of each component.",
        type: ["string", "array"],
        items: { type: "string" },
        minItems: 1,
      },
      components: {
        description: "Kinds of components to look at. Default: every component that is JSON.",
        type: "array",
        items: { enum: ["cloud-flow", "custom-connector", "settings", "other"] },
      },
      // biome-ignore lint/suspicious/noThenProperty: a key of the configuration.
      then: {
        description: "What every selected value must satisfy: all of the given comparisons.",
        type: "object",
        additionalProperties: false,
        minProperties: 1,
        properties: {
          field: { description: "A member of the selected value to compare instead; steps separated by dots.", ...text },
          exists: { description: "Whether the value must be there.", type: "boolean" },
          equals: scalar,
          notEquals: scalar,
          oneOf: { type: "array", items: scalar },
          noneOf: { type: "array", items: scalar },
          matches: { description: "Regular expression that the text must match.", ...regularExpression },
          notMatches: { description: "Regular expression that the text must not match.", ...regularExpression },
        },
      },
    },
  },
};

const limitTexts: Readonly<Record<keyof InputLimits | keyof AnalysisLimits, string>> = {
  entrySize: "Largest uncompressed size of one member of an archive, in bytes.",
  totalSize: "Largest sum of the uncompressed sizes that are read from one archive, in bytes.",
  ratio: "Largest compression ratio of a member beyond its first MiB.",
  entries: "Most members of one archive, or files below one folder.",
  depth: "Deepest nesting of archives in archives.",
  archiveSize: "Largest archive file that is read into memory, in bytes.",
  analysisSteps: "Most places that all secrets of a run are followed to together; unrelated solutions are counted separately.",
};

const limitDefaults: Readonly<Record<string, number>> = { ...defaultInputLimits, ...defaultAnalysisLimits };

const limitsSchema: JsonObject = {
  description: "Upper bounds for reading and analysing; reaching one is reported.",
  type: "object",
  additionalProperties: false,
  properties: Object.fromEntries(
    Object.entries(limitTexts).map(([name, description]) => [
      name,
      { description, type: "integer", minimum: 1, default: limitDefaults[name] ?? 1 },
    ]),
  ),
};
