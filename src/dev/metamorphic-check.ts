import { rules } from "../../rules/index.ts";
import type { CloudFlow } from "../cloud-flow/model.ts";
import { append } from "../collections.ts";
import { analyse } from "../dataflow/analysis.ts";
import { readWorkspace } from "../dataflow/workspace/read-workspace.ts";
import type { Finding } from "../findings/finding.ts";
import { isMoreSevere } from "../findings/level.ts";
import type { Container } from "../input/artifact.ts";
import { isObject, type Json, type JsonObject } from "../json.ts";
import { runRules } from "../linter/run-rules.ts";
import { rewriteDefinition } from "./flow-rewriting.ts";
import { rewriteContainer, rewritings, sketchOf } from "./metamorphic.ts";

/** Everything that the rules say of some inputs. A rule that throws is a defect. */
export function findingsIn(containers: readonly Container[]): readonly Finding[] {
  const { findings, failures } = runRules(rules, analyse(readWorkspace(containers)), { enabled: () => true, options: () => ({}) });
  const [failure] = failures;
  if (failure !== undefined) throw failure.error;
  return findings;
}

/** A property that does not hold: what was done to the flows, and the findings that should not have changed. */
export interface Violation {
  readonly property: string;
  readonly gone: readonly string[];
  readonly added: readonly string[];
}

/** Writes flows differently without changing what they do, in every known way; returns what changes the findings. */
export function rewritingViolations(containers: readonly Container[], found = findingsIn(containers)): readonly Violation[] {
  const before = sketchOf(found);
  return rewritings.flatMap((rewriting) => {
    const after = sketchOf(findingsIn(containers.map((container) => rewriteContainer(container, rewriting))), rewriting);
    return before.join("\n") === after.join("\n")
      ? []
      : [{ property: rewriting.name, gone: without(before, after), added: without(after, before) }];
  });
}

/** Elements of the first list that the second does not have, or has fewer of. */
function without(first: readonly string[], second: readonly string[]): readonly string[] {
  const left = [...second];
  return first.filter((element) => {
    const index = left.indexOf(element);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

/** The name of the action that {@link lossViolations} adds. */
const added = "A_further_secret";

/** Adds a source to every flow, and takes all protections away; returns the findings about secrets that this hides. */
export function lossViolations(containers: readonly Container[], found = findingsIn(containers)): readonly Violation[] {
  const changes = [
    { property: "another source", rewrite: withAnotherSource },
    { property: "no protection", rewrite: withoutProtection },
  ];
  return changes.flatMap(({ property, rewrite }) => {
    const gone = lost(found, findingsIn(containers.map((container) => rewriteContainer(container, { rewrite }))));
    return gone.length === 0 ? [] : [{ property, gone, added: [] }];
  });
}

/**
 * Has the run read everything twice, as a repository that keeps a package beside its sources; returns what is found of the one or the other
 * that was not found before.
 */
export function copyViolations(containers: readonly Container[], found = findingsIn(containers)): readonly Violation[] {
  const copyOf = (container: Container): Container => ({ ...container, path: `copy/${container.path}` });
  const both = findingsIn([...containers, ...containers.map(copyOf)]);
  const before = sketchOf(found);
  const isCopy = ({ place: { source } }: Finding): boolean => source.path.startsWith("copy/");
  return [both.filter((finding) => !isCopy(finding)), both.filter(isCopy)].flatMap((own, index) => {
    const after = sketchOf(own);
    return before.join("\n") === after.join("\n")
      ? []
      : [
          {
            property: `a copy in the run: ${index === 0 ? "the first" : "the second"}`,
            gone: without(before, after),
            added: without(after, before),
          },
        ];
  });
}

/**
 * Findings about secrets behind which nothing as severe about a secret is any more at the same operation: of two rules about one place one
 * may take the other's part.
 */
function lost(before: readonly Finding[], after: readonly Finding[]): readonly string[] {
  const key = ({ place: { owner } }: Finding): string => [owner?.solution, owner?.name, owner?.operation].join(" | ");
  const left = new Map<string, Finding[]>();
  for (const finding of after.filter(isAboutSecrets)) append(left, key(finding), finding);
  return before
    .filter(isAboutSecrets)
    .filter((finding) => (left.get(key(finding)) ?? []).every(({ level }) => isMoreSevere(finding.level, level)))
    .map((finding) => `${finding.code} | ${key(finding)}`);
}

function isAboutSecrets({ code }: Finding): boolean {
  return /^SL(?:200[123]|30)/.test(code);
}

function withAnotherSource(flow: CloudFlow): JsonObject {
  const inputs = {
    host: { connectionName: "shared_keyvault", operationId: "GetSecret", apiId: "/providers/Microsoft.PowerApps/apis/shared_keyvault" },
    parameters: { secretName: "@triggerBody()" },
  };
  return rewriteDefinition(flow, (definition) => ({
    ...definition,
    actions: { ...(isObject(definition.actions) ? definition.actions : {}), [added]: { type: "OpenApiConnection", inputs, runAfter: {} } },
  }));
}

function withoutProtection({ document }: CloudFlow): JsonObject {
  return unprotected(document) as JsonObject;
}

function unprotected(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((item: Json) => unprotected(item) as Json);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) => (key === "secureData" ? [] : [[key, unprotected(member)] as const])),
  );
}

/** Findings that say the same at the same place: of several origins each must be told apart, or all be told in one. */
export function repeatedFindings(findings: readonly Finding[]): readonly string[] {
  const seen = new Set<string>();
  return findings.flatMap(({ code, message, place: { source, at, owner } }) => {
    const where = at.kind === "json" ? [...at.pointer, at.span?.start ?? ""] : [at.span.start];
    const text = [code, source.path, source.file, ...where, message].join("\u0001");
    if (!seen.has(text)) {
      seen.add(text);
      return [];
    }
    return [`${code} | ${owner?.name ?? ""} | ${owner?.operation ?? ""} | ${message}`];
  });
}
