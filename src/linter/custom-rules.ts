import { homepage } from "../about.ts";
import { append, remember } from "../collections.ts";
import type { CustomRuleAssertion, ResolvedCustomRule } from "../config/types.ts";
import type { Analysis } from "../dataflow/analysis.ts";
import { type Json, type JsonObject, valueAt } from "../json.ts";
import { compileRegularExpression } from "../matching/regular-expression.ts";
import { type CloudFlow, flowPlace, type Operation, operationPlace, type Rule, type Solution } from "../rule.ts";
import { parsedDocument } from "../source/json-comments.ts";
import { componentOwner, type Place } from "../source/place.ts";
import { sourceOf, textOf } from "../source/source-file.ts";
import { compileJsonPath } from "./json-path.ts";

type DocumentKind = "cloud-flow" | "custom-connector" | "settings" | "other";

/** A JSON file of a component. */
interface ComponentDocument {
  readonly kind: DocumentKind;
  readonly value: Json;
  placeOf(pointer: readonly string[]): Place;
}

/**
 * Makes rules of the configuration's `customRules`.
 * @throws UserError for a JSONPath that is not supported
 */
export function customRules(configured: readonly ResolvedCustomRule[]): readonly Rule[] {
  // All rules of a run look at the same documents.
  const documents = new WeakMap<Analysis, readonly ComponentDocument[]>();
  return configured.map(({ name, message, advice, level, given, components, then }): Rule => {
    const paths = given.map(compileJsonPath);
    const holds = compileAssertion(then);
    return {
      code: name,
      name,
      summary: message,
      level,
      preset: "recommended",
      source: `${homepage}/blob/main/docs/custom-rules.md`,
      since: "0.1.0",
      // The texts are data: braces in them are not placeholders.
      messages: { violation: "{text}" },
      advice: advice === undefined ? {} : { violation: "{advice}" },
      check({ analysis, report }) {
        for (const document of remember(documents, analysis, () => readDocuments(analysis))) {
          if (components !== undefined && !components.includes(document.kind)) continue;
          const seen = new Set<string>();
          for (const { pointer, value } of paths.flatMap((select) => select(document.value))) {
            const key = pointer.join("\u0000");
            if (seen.has(key) || holds(value)) continue;
            seen.add(key);
            report({ at: document.placeOf(pointer), message: "violation", data: { text: message, advice: advice ?? "" } });
          }
        }
      },
    };
  });
}

/**
 * Tests whether all assertions hold. A text comparison with a value that is missing or not a scalar does not hold; its negation does.
 */
function compileAssertion(then: CustomRuleAssertion): (selected: Json) => boolean {
  const steps = then.field?.split(".");
  const matches = then.matches === undefined ? undefined : compileRegularExpression(then.matches);
  const notMatches = then.notMatches === undefined ? undefined : compileRegularExpression(then.notMatches);
  return (selected) => {
    const value = steps === undefined ? selected : valueAt(selected, steps);
    const text = typeof value === "object" || value === undefined ? undefined : String(value);
    const among = (list: readonly unknown[]): boolean => list.some((item) => item === value);
    return (
      (then.exists === undefined || then.exists === (value !== undefined)) &&
      (then.equals === undefined || value === then.equals) &&
      (then.notEquals === undefined || value !== then.notEquals) &&
      (then.oneOf === undefined || among(then.oneOf)) &&
      (then.noneOf === undefined || !among(then.noneOf)) &&
      (matches === undefined || (text !== undefined && matches.test(text))) &&
      (notMatches === undefined || text === undefined || !notMatches.test(text))
    );
  };
}

function readDocuments({ workspace }: Analysis): readonly ComponentDocument[] {
  const flows = new Map<Solution, CloudFlow[]>();
  for (const flow of workspace.cloudFlows) append(flows, workspace.solutionOf(flow), flow);
  return workspace.solutions.flatMap((solution) => {
    const own = flows.get(solution) ?? [];
    return [...own.map(flowDocument), ...otherDocuments(solution, new Set(own.map((flow) => flow.source.file)))];
  });
}

function flowDocument(flow: CloudFlow): ComponentDocument {
  const operations = new Map<string, Operation>();
  for (const operation of flow.operations) operations.set(operation.pointer.join("\u0000"), operation);
  return {
    kind: "cloud-flow",
    value: flow.document,
    placeOf(pointer) {
      for (let length = pointer.length; length > 0; length--) {
        const operation = operations.get(pointer.slice(0, length).join("\u0000"));
        if (operation !== undefined) return operationPlace(operation, pointer.slice(length));
      }
      return flowPlace(flow, pointer);
    },
  };
}

/** JSON files besides flows. What is no JSON is another rule's business. */
function otherDocuments(solution: Solution, flowFiles: ReadonlySet<string>): readonly ComponentDocument[] {
  if (solution.kind === "loose") return [];
  const connectors = new Map(
    solution.customConnectors.flatMap(({ files, displayName }) => files.map(({ source }) => [source.file, displayName])),
  );
  return solution.files.flatMap((artifact): readonly ComponentDocument[] => {
    if (!/\.json$/i.test(artifact.name)) return [];
    const source = sourceOf(solution.container, artifact);
    if (flowFiles.has(source.file)) return [];
    const value = parsedDocument(textOf(source) ?? "");
    if (value === undefined) return [];
    const connector = connectors.get(source.file);
    const kind = connector !== undefined ? "custom-connector" : isSettings(value) ? "settings" : "other";
    const owner = componentOwner(kind, connector ?? artifact.name.slice(solution.root.length), solution.uniqueName);
    return [{ kind, value, placeOf: (pointer) => ({ source, at: { kind: "json", pointer }, owner }) }];
  });
}

/** Deployment settings as `pac solution create-settings` writes them. */
function isSettings(value: JsonObject): boolean {
  return Array.isArray(value.EnvironmentVariables) || Array.isArray(value.ConnectionReferences);
}
