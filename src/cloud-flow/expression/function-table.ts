/** What a function is for, in the documentation's order. */
export type FunctionCategory =
  | "workflow"
  | "string"
  | "conversion"
  | "collection"
  | "logical"
  | "math"
  | "manipulation"
  | "dateTime"
  | "uriParsing";

/**
 * What a function's result reveals of its carried arguments.
 *
 * - `none`: no more than a number, a truth value or a time.
 * - `passthrough`: an argument, or parts of it, unchanged.
 * - `structure`: all of it, parsed or written as text, so that keys no longer tell the parts apart.
 * - `derive`: a form that can be turned back; the language has no hash, encryption or mask.
 * - `partial`: a fragment.
 * - `reference`: the value of another place of the flow, whatever the arguments.
 * - `source`: a secret that the function makes itself.
 */
export type FunctionEffect = "none" | "passthrough" | "structure" | "derive" | "partial" | "reference" | "source";

/** What a function's argument names. A scope is a Scope, Foreach or Until. */
export type NamedThing = "action" | "variable" | "parameter" | "foreachLoop" | "untilLoop" | "scope" | "appSetting" | "agentParameter";

/**
 * The functions of the language, as `[name, fewest arguments, most arguments, effect, carried arguments, what the first argument names]`;
 * the last two are left out where nothing is carried or named.
 *
 * Names and arities: https://learn.microsoft.com/azure/logic-apps/expression-functions-reference (October 2025) and the designer's
 * signature table (Azure/LogicAppsUX at 5c7453c9, `libs/designer-ui/src/lib/workflow/languageservice/templatefunctions.ts`). Where the two
 * disagree, the wider range stands. `actionBody`, `actionOutputs` and `encodeBase64` are older spellings that exports still hold;
 * `agentParameters` and `appsetting` exist in Logic Apps only. `encodeUriComponent` carries all arguments because real flows pass two or
 * three. Effects follow from the descriptions in the same reference; arithmetic derives because it can be undone, dates never carry (an
 * expiry is not a secret).
 */
export type FunctionRow = readonly [
  name: string,
  minArguments: number,
  maxArguments: number,
  effect: FunctionEffect,
  carries?: readonly number[] | "all",
  names?: NamedThing,
];

const many = Number.POSITIVE_INFINITY;

/** All functions of the language by what they are for. */
export const functionTable: Readonly<Record<FunctionCategory, readonly FunctionRow[]>> = {
  workflow: [
    ["action", 0, 0, "reference"],
    ["actionBody", 1, 1, "reference", [], "action"],
    ["actionOutputs", 1, 1, "reference", [], "action"],
    ["actions", 1, 1, "reference", [], "action"],
    ["agentParameters", 1, 1, "reference", [], "agentParameter"],
    ["appsetting", 1, 1, "reference", [], "appSetting"],
    ["body", 1, 1, "reference", [], "action"],
    ["formDataMultiValues", 2, 2, "reference", [], "action"],
    ["formDataValue", 2, 2, "reference", [], "action"],
    ["items", 1, 1, "reference", [], "foreachLoop"],
    ["iterationIndexes", 1, 1, "none", [], "untilLoop"],
    ["listCallbackUrl", 0, 0, "source"],
    ["multipartBody", 2, 2, "reference", [], "action"],
    ["outputs", 1, 1, "reference", [], "action"],
    ["parameters", 1, 1, "reference", [], "parameter"],
    ["result", 1, 1, "reference", [], "scope"],
    ["trigger", 0, 0, "reference"],
    ["triggerBody", 0, 0, "reference"],
    ["triggerFormDataMultiValues", 1, 1, "reference"],
    ["triggerFormDataValue", 1, 1, "reference"],
    ["triggerMultipartBody", 1, 1, "reference"],
    ["triggerOutputs", 0, 0, "reference"],
    ["variables", 1, 1, "reference", [], "variable"],
    ["workflow", 0, 0, "none"],
  ],
  string: [
    ["concat", 1, many, "derive", "all"],
    ["decodeXmlName", 1, 1, "derive", [0]],
    ["decodeXmlValue", 1, 1, "derive", [0]],
    ["encodeXmlName", 1, 1, "derive", [0]],
    ["encodeXmlValue", 1, 1, "derive", [0]],
    ["endsWith", 2, 2, "none"],
    ["formatNumber", 2, 3, "derive", [0]],
    ["guid", 0, 1, "none"],
    ["indexOf", 2, 2, "none"],
    ["lastIndexOf", 2, 2, "none"],
    ["nthIndexOf", 3, 3, "none"],
    ["replace", 3, 3, "derive", [0, 2]],
    ["slice", 2, 3, "partial", [0]],
    ["split", 2, 2, "derive", [0]],
    ["startsWith", 2, 2, "none"],
    ["substring", 2, 3, "partial", [0]],
    ["toLower", 1, 1, "derive", [0]],
    ["toUpper", 1, 1, "derive", [0]],
    ["trim", 1, 1, "derive", [0]],
    ["trimByteOrderMark", 1, 1, "derive", [0]],
  ],
  conversion: [
    ["array", 1, 1, "passthrough", [0]],
    ["base64", 1, 1, "derive", [0]],
    ["base64ToBinary", 1, 1, "derive", [0]],
    ["base64ToString", 1, 1, "derive", [0]],
    ["binary", 1, 1, "derive", [0]],
    ["bool", 1, 1, "none"],
    ["createArray", 1, many, "passthrough", "all"],
    ["dataUri", 1, 1, "derive", [0]],
    ["dataUriToBinary", 1, 1, "derive", [0]],
    ["dataUriToString", 1, 1, "derive", [0]],
    ["decimal", 1, 1, "derive", [0]],
    ["decodeBase64", 1, 1, "derive", [0]],
    ["decodeDataUri", 1, 1, "derive", [0]],
    ["decodeUriComponent", 1, 1, "derive", [0]],
    ["encodeBase64", 1, 1, "derive", [0]],
    ["encodeUriComponent", 1, 1, "derive", "all"],
    ["float", 1, 2, "derive", [0]],
    ["int", 1, 1, "derive", [0]],
    ["json", 1, 1, "structure", [0]],
    ["string", 1, 1, "structure", [0]],
    ["uriComponent", 1, 1, "derive", [0]],
    ["uriComponentToBinary", 1, 1, "derive", [0]],
    ["uriComponentToString", 1, 1, "derive", [0]],
    ["utf16Length", 1, 1, "none"],
    ["utf8Length", 1, 1, "none"],
    ["xml", 1, 1, "structure", [0]],
  ],
  collection: [
    ["chunk", 2, 2, "derive", [0]],
    ["contains", 2, 2, "none"],
    ["empty", 1, 1, "none"],
    ["first", 1, 1, "passthrough", [0]],
    ["intersection", 2, many, "passthrough", "all"],
    ["item", 0, 0, "reference"],
    ["join", 2, 2, "derive", [0, 1]],
    ["last", 1, 1, "passthrough", [0]],
    ["length", 1, 1, "none"],
    ["reverse", 1, 1, "passthrough", [0]],
    ["skip", 2, 2, "passthrough", [0]],
    ["sort", 1, 2, "passthrough", [0]],
    ["take", 2, 2, "passthrough", [0]],
    ["union", 2, many, "passthrough", "all"],
  ],
  logical: [
    ["and", 1, many, "none"],
    ["equals", 2, 2, "none"],
    ["greater", 2, 2, "none"],
    ["greaterOrEquals", 2, 2, "none"],
    ["if", 3, 3, "passthrough", [1, 2]],
    ["isFloat", 1, 2, "none"],
    ["isInt", 1, 1, "none"],
    ["less", 2, 2, "none"],
    ["lessOrEquals", 2, 2, "none"],
    ["not", 1, 1, "none"],
    ["or", 1, many, "none"],
  ],
  math: [
    ["add", 2, 2, "derive", "all"],
    ["div", 2, 2, "derive", "all"],
    ["max", 1, many, "passthrough", "all"],
    ["min", 1, many, "passthrough", "all"],
    ["mod", 2, 2, "derive", "all"],
    ["mul", 2, 2, "derive", "all"],
    ["rand", 2, 2, "none"],
    ["range", 2, 2, "none"],
    ["sub", 2, 2, "derive", "all"],
  ],
  manipulation: [
    ["addProperty", 3, 3, "passthrough", "all"],
    ["coalesce", 1, many, "passthrough", "all"],
    ["mergeObjects", 2, 2, "passthrough", "all"],
    ["removeProperty", 2, 2, "passthrough", [0]],
    ["setProperty", 3, 3, "passthrough", "all"],
    ["xpath", 2, 2, "structure", [0]],
  ],
  dateTime: [
    ["addDays", 2, 3, "none"],
    ["addHours", 2, 3, "none"],
    ["addMinutes", 2, 3, "none"],
    ["addSeconds", 2, 3, "none"],
    ["addToTime", 3, 4, "none"],
    ["convertFromUtc", 2, 3, "none"],
    ["convertTimeZone", 3, 4, "none"],
    ["convertToUtc", 2, 3, "none"],
    ["dateDifference", 2, 2, "none"],
    ["dayOfMonth", 1, 1, "none"],
    ["dayOfWeek", 1, 1, "none"],
    ["dayOfYear", 1, 1, "none"],
    ["formatDateTime", 1, 3, "none"],
    ["formatTimeSpan", 2, 3, "none"],
    ["getFutureTime", 2, 3, "none"],
    ["getPastTime", 2, 3, "none"],
    ["parseDateTime", 1, 3, "none"],
    ["startOfDay", 1, 2, "none"],
    ["startOfHour", 1, 2, "none"],
    ["startOfMonth", 1, 2, "none"],
    ["subtractFromTime", 3, 4, "none"],
    ["ticks", 1, 1, "none"],
    ["utcNow", 0, 1, "none"],
  ],
  uriParsing: [
    ["uriHost", 1, 1, "none"],
    ["uriPath", 1, 1, "partial", [0]],
    ["uriPathAndQuery", 1, 1, "partial", [0]],
    ["uriPort", 1, 1, "none"],
    ["uriQuery", 1, 1, "partial", [0]],
    ["uriScheme", 1, 1, "none"],
  ],
};
