import { foldedText, foldTemplate, unknownPart } from "../cloud-flow/expression/fold.ts";
import { mayHoldExpression, parseTemplate } from "../cloud-flow/expression/template.ts";
import { type FlowParameter, flowPlace, type Operation, operationPlace } from "../cloud-flow/model.ts";
import { visitStrings } from "../cloud-flow/sites.ts";
import { type Json, valueAt } from "../json.ts";
import type { Confidence, FlowStep } from "../linter/finding.ts";
import type { Place } from "../source/place.ts";
import type { Analysis } from "./analysis.ts";
import { actionOf } from "./describe.ts";
import type { ValueOrigin } from "./origins.ts";

/** A literal that names a vault, a secret or a version, and the operation that uses it. */
export interface VaultLiteral {
  readonly operation: Operation;
  /** Where the literal stands. */
  readonly place: Place;
  /** The way from the literal to the use; empty when it stands there itself. */
  readonly path: readonly FlowStep[];
  readonly confidence: Confidence;
}

const vaultHost =
  /([a-z0-9][a-z0-9-]{1,22}[a-z0-9])\.(?:vault\.azure\.net|vault\.azure\.cn|vault\.usgovcloudapi\.net|vault\.microsoftazure\.de|managedhsm\.azure\.net)/i;
const vaultResource = /\/providers\/Microsoft\.KeyVault\/vaults\/([^/\s'"]+)/i;

/** Literals that name a vault: in a URL or resource path anywhere in a flow, and in the vault parameter of a Key Vault operation, wherever they come from. */
export function vaultNames(
  analysis: Analysis,
): readonly (VaultLiteral & { readonly vault: string; readonly parameter: FlowParameter | undefined })[] {
  const found: (VaultLiteral & { vault: string; parameter: FlowParameter | undefined })[] = [];
  for (const flow of analysis.workspace.cloudFlows) {
    for (const operation of [...flow.triggers, ...flow.actions]) {
      visitStrings(operation, (text, path, key) => {
        if (key || !/vault/i.test(text)) return;
        const vault = vaultIn(foldedText(foldTemplate(parseTemplate(text))));
        if (vault === undefined) return;
        const start = text.toLowerCase().indexOf(vault.toLowerCase());
        const span = start < 0 ? undefined : { start, end: start + vault.length };
        found.push({ vault, operation, place: operationPlace(operation, path, span), path: [], confidence: "high", parameter: undefined });
      });
      for (const { origin } of parameterOrigins(analysis, operation, "vaultNameInputs")) {
        if (origin.kind === "literal" && origin.mode !== "derived")
          found.push({ ...literalUse(origin, operation, analysis), vault: vaultIn(origin.text) ?? origin.text, parameter: undefined });
        else if (origin.kind === "parameter" && typeof origin.parameter.defaultValue === "string" && origin.parameter.defaultValue !== "") {
          const { parameter } = origin;
          found.push({
            vault: vaultIn(String(parameter.defaultValue)) ?? String(parameter.defaultValue),
            operation,
            place: flowPlace(flow, parameter.pointer),
            path: [],
            confidence: "high",
            parameter,
          });
        }
      }
    }
    for (const parameter of flow.parameters) {
      if (parameter.schemaName !== undefined || typeof parameter.defaultValue !== "string") continue;
      const vault = vaultIn(parameter.defaultValue);
      const user = vault === undefined ? undefined : userOf(analysis, flow.actions, parameter);
      if (vault === undefined || user === undefined) continue;
      found.push({ vault, operation: user, place: flowPlace(flow, parameter.pointer), path: [], confidence: "high", parameter });
    }
  }
  return found;
}

function vaultIn(text: string): string | undefined {
  const name = vaultHost.exec(text)?.[1] ?? vaultResource.exec(text)?.[1];
  return name === undefined || name.includes(unknownPart) || name.startsWith("@") ? undefined : name;
}

/** The first operation that reads the parameter. */
function userOf(analysis: Analysis, operations: readonly Operation[], parameter: FlowParameter): Operation | undefined {
  return operations.find((operation) => {
    const scan = analysis.scanOf(operation.flow);
    return (scan.sitesOf.get(operation) ?? []).some((site) =>
      scan
        .references(site)
        .some(({ canonical }) => canonical.node === "parameter" && canonical.name?.toLowerCase() === parameter.name.toLowerCase()),
    );
  });
}

/** Literals that name the secret which a Key Vault operation reads. */
export function secretNames(analysis: Analysis): readonly (VaultLiteral & { readonly name: string })[] {
  return literalsOf(analysis, "secretNameInputs").map(({ text, ...rest }) => ({ ...rest, name: text }));
}

/** Literals that fix the version of a secret. */
export function secretVersions(analysis: Analysis): readonly VaultLiteral[] {
  return [...literalsOf(analysis, "secretVersionInputs").filter(({ text }) => text !== ""), ...versionsInUrls(analysis)];
}

type VaultInputs = "vaultNameInputs" | "secretNameInputs" | "secretVersionInputs";

function literalsOf(analysis: Analysis, inputs: VaultInputs): readonly (VaultLiteral & { readonly text: string })[] {
  const found = new Map<string, VaultLiteral & { readonly text: string }>();
  for (const flow of analysis.workspace.cloudFlows) {
    for (const operation of flow.actions) {
      for (const { origin } of parameterOrigins(analysis, operation, inputs)) {
        if (origin.kind !== "literal" || origin.text === "") continue;
        const use = literalUse(origin, operation, analysis);
        const key = JSON.stringify([operation.pointer, use.place.at]);
        if (!found.has(key)) found.set(key, { ...use, text: origin.text });
      }
    }
  }
  return [...found.values()];
}

/** What can stand in the parameters of an operation that take a vault's, secret's or version's name. */
function parameterOrigins(analysis: Analysis, operation: Operation, inputs: VaultInputs): readonly { readonly origin: ValueOrigin }[] {
  const facts = analysis.roles.facts(operation);
  if (facts === undefined || facts[inputs].length === 0) return [];
  return facts[inputs].flatMap((name) => {
    const path = inputPath(operation, name);
    return path === undefined ? [] : analysis.values.originsOf(operation, path).map((origin) => ({ origin }));
  });
}

/** Where a parameter stands: among the named parameters of newer actions; the older ones have it in their path. */
function inputPath(operation: Operation, name: string): readonly string[] | undefined {
  const parameters = Object.keys(operation.call?.parameters ?? {});
  const key = parameters.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  if (key !== undefined) return ["inputs", "parameters", key];
  return undefined;
}

function literalUse(origin: ValueOrigin & { readonly kind: "literal" }, operation: Operation, analysis: Analysis): VaultLiteral {
  const place = operationPlace(origin.operation, origin.path, origin.span);
  const steps: FlowStep[] = origin.way.flatMap((edge) => {
    if (edge.site === undefined) return [];
    const { operation: at, path, span, key } = edge.site;
    return [
      {
        message: actionOf(analysis.roles.of(at, path), at).replace("sends it in", "uses it in"),
        place: operationPlace(at, path, span, key),
      },
    ];
  });
  return { operation, place, path: steps.length === 0 ? [] : [{ message: "holds the name", place }, ...steps], confidence: "high" };
}

const versionUrl = /\/secrets\/[^/?#]+\/([0-9a-f]{32})(?:[/?#]|$)/i;

function versionsInUrls(analysis: Analysis): readonly VaultLiteral[] {
  const found: VaultLiteral[] = [];
  for (const flow of analysis.workspace.cloudFlows) {
    for (const operation of flow.actions) {
      if (operation.type !== "http" && operation.call?.connector !== "shared_keyvault") continue;
      for (const path of [
        ["inputs", "uri"],
        ["inputs", "path"],
      ]) {
        const text: Json | undefined = valueAt(operation.json, path);
        if (typeof text !== "string") continue;
        const readable = mayHoldExpression(text) ? foldedText(foldTemplate(parseTemplate(text))) : text;
        const version = versionUrl.exec(readable)?.[1];
        if (version === undefined) continue;
        const start = text.indexOf(version);
        found.push({
          operation,
          place: operationPlace(operation, path, start < 0 ? undefined : { start, end: start + version.length }),
          path: [],
          confidence: "high",
        });
      }
    }
  }
  return found;
}
