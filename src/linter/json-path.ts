import { JSONPath } from "jsonpath-plus";
import { errorText, UserError } from "../errors.ts";
import { type Json, pointerSteps } from "../json.ts";

/** A value that a path selects. */
export interface JsonPathMatch {
  /** Unescaped steps of its RFC 6901 pointer. */
  readonly pointer: readonly string[];
  readonly value: Json;
}

/** More `..` in one path multiply the work by the size of the document each. */
const mostDescents = 2;

/**
 * Compiles a JSONPath of the configuration. The only module that knows jsonpath-plus, and it never lets it evaluate anything: filters and
 * scripts are refused. Steps that begin with `@` are keys (`['@odata.type']`), not type operators.
 * @throws UserError for a path that selects by code, or that is too costly
 */
export function compileJsonPath(path: string): (document: Json) => readonly JsonPathMatch[] {
  const steps = JSONPath.toPathArray(path);
  if (steps.some((step) => /^\??\(/.test(step) || /^@\w+\(\)$/.test(step)))
    throw new UserError(`The JSONPath '${path}' has a filter or an operator, which is not supported: compare in "then".`);
  if (steps.filter((step) => step === "..").length > mostDescents)
    throw new UserError(`The JSONPath '${path}' has more than ${mostDescents} '..', which would take too long.`);
  const literal = steps.map((step) => (step.startsWith("@") ? `\`${step}` : step));
  return (document) => {
    if (typeof document !== "object" || document === null) return [];
    try {
      // The types know the path as a text only; its steps are accepted as well (README, "Properties").
      const found = JSONPath<readonly { readonly pointer: string; readonly value: Json }[]>({
        path: literal as unknown as string,
        json: document as object,
        eval: false,
        resultType: "all",
        wrap: true,
      });
      return found.map(({ pointer, value }) => ({ pointer: pointerSteps(pointer), value }));
    } catch (error) {
      throw new UserError(`The JSONPath '${path}' cannot be used: ${errorText(error)}`);
    }
  };
}
