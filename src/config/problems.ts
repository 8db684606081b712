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
  const pointer = pointerSteps(error.instancePath);
  const schema = error.parentSchema;
  const here = (message: string): ConfigProblem => ({ pointer, key: false, message: `${subject(pointer)} ${message}` });

  // Told once, by the error of `propertyNames`.
  if (error.propertyName !== undefined && error.keyword !== "propertyNames") return undefined;
  switch (error.keyword) {
    case "if":
      // The errors of the branch that was taken say what is wrong.
      return undefined;
    case "additionalProperties": {
      const name = String(error.params.additionalProperty);
      const known = isObject(schema.properties) ? Object.keys(schema.properties) : [];
      return {
        pointer: [...pointer, name],
        key: true,
        message: `unknown key ${quoted(name)}${didYouMean(name, known)}${listed(name, known)}`,
      };
    }
    case "propertyNames": {
      const name = String(error.params.propertyName);
      return { pointer: [...pointer, name], key: true, message: `${quoted(name)} cannot be a name in ${subject(pointer)}` };
    }
    case "uniqueItems":
      return here("must not hold the same entry twice");
    case "required":
      return here(`needs ${quoted(String(error.params.missingProperty))}`);
    case "enum": {
      const allowed = Array.isArray(schema.enum) ? schema.enum.map(String) : [];
      const given = error.data;
      const meant = typeof given === "string" || typeof given === "number" ? meantLevel(String(given), allowed) : undefined;
      return here(`must be one of ${allowed.join(", ")}${suggestion(meant)}`);
    }
    case "type":
      return here(`must be ${typeNames(error.params.type)}`);
    case "pattern":
      return here(
        typeof schema.patternErrorMessage === "string" ? schema.patternErrorMessage : `must match ${String(error.params.pattern)}`,
      );
    case "additionalItems":
      return here(tupleMessage(error.params.limit));
    case "minItems":
    case "minProperties":
    case "minLength":
      return here(
        error.params.limit === 1 ? "must not be empty" : `must have at least ${String(error.params.limit)} ${unit(error.keyword)}`,
      );
    case "maxItems":
    case "maxProperties":
    case "maxLength":
      return here(`must have at most ${String(error.params.limit)} ${unit(error.keyword)}`);
    case "minimum":
      return here(`must be at least ${String(error.params.limit)}`);
    case "maximum":
      return here(`must be at most ${String(error.params.limit)}`);
    default:
      return here(`is not allowed (${error.keyword})`);
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
  return quoted(pointer.map((step, index) => (/^\d+$/.test(step) ? `[${step}]` : index === 0 ? step : `.${step}`)).join(""));
}

/** A name from a file, quoted, shortened and free of control characters, so that it cannot write to a terminal. */
export function quoted(name: string): string {
  const safe = name.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "\u{fffd}");
  return `"${safe.length > 100 ? `${safe.slice(0, 100)}…` : safe}"`;
}
