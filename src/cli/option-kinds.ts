import { meantLevel, suggestion } from "../config/nearest.ts";
import { UserError } from "../errors.ts";

// A value that is missing or wrong always ends the run: a pipeline that passes an empty variable must not go on without the report or the
// limit that it asked for.

/** An option that may be given several times. */
export const textList = { type: "string", array: true, requiresArg: true } as const;

/** An option that is given once. @throws UserError, when it is read, for an empty value */
export function text(option: string) {
  return {
    type: "string",
    requiresArg: true,
    coerce: (value: unknown): unknown => {
      const given = lastOf(value);
      if (given === "") throw new UserError(needsValue(option));
      return given;
    },
  } as const;
}

/** An option that is one of a few words. @throws UserError, when it is read, for another word, with the nearest one */
export function word<Word extends string>(option: string, words: readonly Word[]) {
  const choices = `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
  return {
    choices: words,
    requiresArg: true,
    coerce: (value: unknown): Word => {
      const given = String(lastOf(value));
      const found = words.find((one) => one === given);
      if (found === undefined) throw new UserError(`--${option} ${given}: write ${choices}${suggestion(meantLevel(given, words))}`);
      return found;
    },
  } as const;
}

/** An option that is a number of things. @throws UserError, when it is read, for anything else */
export function wholeNumber(option: string) {
  return {
    type: "number",
    requiresArg: true,
    coerce: (value: unknown): number => {
      const given = lastOf(value);
      if (typeof given !== "number" || !Number.isSafeInteger(given) || given < 0)
        throw new UserError(`--${option}: write a whole number, 0 or more.`);
      return given;
    },
  } as const;
}

/** The message about an option without its value. */
export function needsValue(option: string): string {
  return `--${option} needs a value.`;
}

/** If an option is given twice, the last one counts, as in other tools. */
function lastOf(value: unknown): unknown {
  return Array.isArray(value) ? value.at(-1) : value;
}
