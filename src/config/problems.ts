import { isObject, type JsonObject, pointerSteps } from "../json.ts";
import { didYouMean, meantLevel, nearest, suggestion } from "./nearest.ts";

/** One error of the generated validator: the part of ajv's error object (made with `verbose`) that is used. */
export interface ValidationError {
  /** RFC 6901 pointer of the value. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The schema that holds the keyword. */
  readonly parentSchema: JsonObject;
  /** The value itself. */
  readonly data: unknown;
  /** Set when the error is about the name of a member. */
  readonly propertyName?: string;
}

/** What `validator.generated.ts` exports: true, or false and the errors of this call. */
export interface ConfigValidator {
  (value: unknown): boolean;
  errors?: readonly ValidationError[] | null;
}

/**
 * Something wrong in a configuration: what, and where in the document. Values are never repeated: nobody knows what is in a file that
 * is no configuration.
 */
export interface ConfigProblem {
  /** Unescaped steps. */
  readonly pointer: readonly string[];
  /** Points at the member's name rather than at its value. */
  readonly key: boolean;
  readonly message: string;
}

/** Turns the validator's errors into problems in the words of a user. */
export function explainErrors(errors: readonly ValidationError[]): ConfigProblem[] {
  return errors.map(explain).filter((problem) => problem !== undefined);
}

function explain(error: ValidationError): ConfigProblem | undefined {
  const { keyword, params, parentSchema: schema } = error;
  const pointer = pointerSteps(error.instancePath);
  // Told once, by the error of `propertyNames`.
  if (error.propertyName !== undefined && keyword !== "propertyNames") return undefined;
  // The errors of the branch that was taken say what is wrong.
  if (keyword === "if") return undefined;
  if (keyword === "additionalProperties") {
    const name = String(params.additionalProperty);
    const known = isObject(schema.properties) ? Object.keys(schema.properties) : [];
    const message = `unknown key ${shownName(name)}${didYouMean(name, known)}${listed(name, known)}`;
    return { pointer: [...pointer, name], key: true, message };
  }
  if (keyword === "propertyNames") {
    const name = String(params.propertyName);
    return { pointer: [...pointer, name], key: true, message: `${shownName(name)} cannot be a name in ${subject(pointer)}` };
  }
  return { pointer, key: false, message: `${subject(pointer)} ${whatIsWrong(error)}` };
}

/** Completes the sentence that begins with the name of the value. */
function whatIsWrong({ keyword, params, parentSchema: schema, data }: ValidationError): string {
  switch (keyword) {
    case "uniqueItems":
      return "must not hold the same entry twice";
    case "required":
      return `needs ${shownName(String(params.missingProperty))}`;
    case "enum": {
      const allowed = Array.isArray(schema.enum) ? schema.enum.map(String) : [];
      const meant = typeof data === "string" || typeof data === "number" ? meantLevel(String(data), allowed) : undefined;
      return `must be one of ${allowed.join(", ")}${suggestion(meant)}`;
    }
    case "type":
      return `must be ${typeNames(params.type)}`;
    case "pattern":
      return typeof schema.patternErrorMessage === "string" ? schema.patternErrorMessage : `must match ${String(params.pattern)}`;
    case "additionalItems":
      return tupleMessage(params.limit);
    case "minItems":
    case "minProperties":
    case "minLength":
      return params.limit === 1 ? "must not be empty" : `must have at least ${String(params.limit)} ${unit(keyword)}`;
    case "maxItems":
    case "maxProperties":
    case "maxLength":
      return `must have at most ${String(params.limit)} ${unit(keyword)}`;
    case "minimum":
      return `must be at least ${String(params.limit)}`;
    case "maximum":
      return `must be at most ${String(params.limit)}`;
    default:
      return `is not allowed (${keyword})`;
  }
}

/** The keys that are possible, when they are few and none of them looks like what was written. */
function listed(name: string, known: readonly string[]): string {
  return nearest(name, known) === undefined && known.length > 0 && known.length <= 15 ? `; possible: ${known.join(", ")}` : "";
}

/** A tuple of one is a rule without options; a tuple of two is a level and options. */
function tupleMessage(limit: unknown): string {
  return limit === 1 ? "has no options: give the level alone" : "must be a level, or [level, options]";
}

const typeWords: Readonly<Record<string, string>> = {
  string: "a string",
  object: "an object",
  array: "a list",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  null: "null",
};

function typeNames(type: unknown): string {
  const names: readonly unknown[] = Array.isArray(type) ? type : [type];
  return names.map((name) => typeWords[String(name)] ?? String(name)).join(" or ");
}

function unit(keyword: string): string {
  return keyword.endsWith("Items") ? "entries" : keyword.endsWith("Properties") ? "members" : "characters";
}

/** The path of a value as users read it: `rules.secret-in-variable[1].max`. */
export function subject(pointer: readonly string[]): string {
  if (pointer.length === 0) return "the configuration";
  return shownName(pointer.map((step, index) => (/^\d+$/.test(step) ? `[${step}]` : index === 0 ? step : `.${step}`)).join(""));
}

/** A name from a file, quoted, shortened and free of control characters, so that it cannot write to a terminal. */
export function shownName(name: string): string {
  const safe = name.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "\u{fffd}");
  return `"${safe.length > 100 ? `${safe.slice(0, 100)}…` : safe}"`;
}
