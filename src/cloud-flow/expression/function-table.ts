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
export type NamedKind = "action" | "variable" | "parameter" | "foreachLoop" | "untilLoop" | "scope" | "appSetting" | "agentParameter";

/**
 * A function of the language, as `[name, effect, carried arguments, what the first argument names]`; the last two are left out where nothing is
 * carried or named.
 *
 * Names: https://learn.microsoft.com/azure/logic-apps/expression-functions-reference (October 2025) and the designer's signature table
 * (Azure/LogicAppsUX at 5c7453c9, `libs/designer-ui/src/lib/workflow/languageservice/templatefunctions.ts`). `actionBody`, `actionOutputs` and
 * `encodeBase64` are older spellings that exports still hold; `agentParameters` and `appsetting` exist in Logic Apps only. `encodeUriComponent`
 * carries all arguments because real flows pass two or three. Effects follow from the descriptions in the same reference; arithmetic derives
 * because it can be undone, dates never carry (an expiry is not a secret).
 */
export type FunctionRow = readonly [name: string, effect: FunctionEffect, carries?: readonly number[] | "all", names?: NamedKind];

/** All functions of the language, in the documentation's order. */
export const functionTable: readonly FunctionRow[] = [
  // Workflow
  ["action", "reference"],
  ["actionBody", "reference", [], "action"],
  ["actionOutputs", "reference", [], "action"],
  ["actions", "reference", [], "action"],
  ["agentParameters", "reference", [], "agentParameter"],
  ["appsetting", "reference", [], "appSetting"],
  ["body", "reference", [], "action"],
  ["formDataMultiValues", "reference", [], "action"],
  ["formDataValue", "reference", [], "action"],
  ["items", "reference", [], "foreachLoop"],
  ["iterationIndexes", "none", [], "untilLoop"],
  ["listCallbackUrl", "source"],
  ["multipartBody", "reference", [], "action"],
  ["outputs", "reference", [], "action"],
  ["parameters", "reference", [], "parameter"],
  ["result", "reference", [], "scope"],
  ["trigger", "reference"],
  ["triggerBody", "reference"],
  ["triggerFormDataMultiValues", "reference"],
  ["triggerFormDataValue", "reference"],
  ["triggerMultipartBody", "reference"],
  ["triggerOutputs", "reference"],
  ["variables", "reference", [], "variable"],
  ["workflow", "none"],
  // Strings
  ["concat", "derive", "all"],
  ["decodeXmlName", "derive", [0]],
  ["decodeXmlValue", "derive", [0]],
  ["encodeXmlName", "derive", [0]],
  ["encodeXmlValue", "derive", [0]],
  ["endsWith", "none"],
  ["formatNumber", "derive", [0]],
  ["guid", "none"],
  ["indexOf", "none"],
  ["lastIndexOf", "none"],
  ["nthIndexOf", "none"],
  ["replace", "derive", [0, 2]],
  ["slice", "partial", [0]],
  ["split", "derive", [0]],
  ["startsWith", "none"],
  ["substring", "partial", [0]],
  ["toLower", "derive", [0]],
  ["toUpper", "derive", [0]],
  ["trim", "derive", [0]],
  ["trimByteOrderMark", "derive", [0]],
  // Conversion
  ["array", "passthrough", [0]],
  ["base64", "derive", [0]],
  ["base64ToBinary", "derive", [0]],
  ["base64ToString", "derive", [0]],
  ["binary", "derive", [0]],
  ["bool", "none"],
  ["createArray", "passthrough", "all"],
  ["dataUri", "derive", [0]],
  ["dataUriToBinary", "derive", [0]],
  ["dataUriToString", "derive", [0]],
  ["decimal", "derive", [0]],
  ["decodeBase64", "derive", [0]],
  ["decodeDataUri", "derive", [0]],
  ["decodeUriComponent", "derive", [0]],
  ["encodeBase64", "derive", [0]],
  ["encodeUriComponent", "derive", "all"],
  ["float", "derive", [0]],
  ["int", "derive", [0]],
  ["json", "structure", [0]],
  ["string", "structure", [0]],
  ["uriComponent", "derive", [0]],
  ["uriComponentToBinary", "derive", [0]],
  ["uriComponentToString", "derive", [0]],
  ["utf16Length", "none"],
  ["utf8Length", "none"],
  ["xml", "structure", [0]],
  // Collections
  ["chunk", "derive", [0]],
  ["contains", "none"],
  ["empty", "none"],
  ["first", "passthrough", [0]],
  ["intersection", "passthrough", "all"],
  ["item", "reference"],
  ["join", "derive", [0, 1]],
  ["last", "passthrough", [0]],
  ["length", "none"],
  ["reverse", "passthrough", [0]],
  ["skip", "passthrough", [0]],
  ["sort", "passthrough", [0]],
  ["take", "passthrough", [0]],
  ["union", "passthrough", "all"],
  // Comparison
  ["and", "none"],
  ["equals", "none"],
  ["greater", "none"],
  ["greaterOrEquals", "none"],
  ["if", "passthrough", [1, 2]],
  ["isFloat", "none"],
  ["isInt", "none"],
  ["less", "none"],
  ["lessOrEquals", "none"],
  ["not", "none"],
  ["or", "none"],
  // Math
  ["add", "derive", "all"],
  ["div", "derive", "all"],
  ["max", "passthrough", "all"],
  ["min", "passthrough", "all"],
  ["mod", "derive", "all"],
  ["mul", "derive", "all"],
  ["rand", "none"],
  ["range", "none"],
  ["sub", "derive", "all"],
  // Manipulation
  ["addProperty", "passthrough", "all"],
  ["coalesce", "passthrough", "all"],
  ["mergeObjects", "passthrough", "all"],
  ["removeProperty", "passthrough", [0]],
  ["setProperty", "passthrough", "all"],
  ["xpath", "structure", [0]],
  // Date and time
  ["addDays", "none"],
  ["addHours", "none"],
  ["addMinutes", "none"],
  ["addSeconds", "none"],
  ["addToTime", "none"],
  ["convertFromUtc", "none"],
  ["convertTimeZone", "none"],
  ["convertToUtc", "none"],
  ["dateDifference", "none"],
  ["dayOfMonth", "none"],
  ["dayOfWeek", "none"],
  ["dayOfYear", "none"],
  ["formatDateTime", "none"],
  ["formatTimeSpan", "none"],
  ["getFutureTime", "none"],
  ["getPastTime", "none"],
  ["parseDateTime", "none"],
  ["startOfDay", "none"],
  ["startOfHour", "none"],
  ["startOfMonth", "none"],
  ["subtractFromTime", "none"],
  ["ticks", "none"],
  ["utcNow", "none"],
  // Parts of URIs
  ["uriHost", "none"],
  ["uriPath", "partial", [0]],
  ["uriPathAndQuery", "partial", [0]],
  ["uriPort", "none"],
  ["uriQuery", "partial", [0]],
  ["uriScheme", "none"],
];
