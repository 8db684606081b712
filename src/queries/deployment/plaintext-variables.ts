import { type CloudFlow, flowPlace, type Operation, operationPlace } from "../../cloud-flow/model.ts";
import { distinctBy, remember } from "../../collections.ts";
import type { Analysis } from "../../dataflow/analysis.ts";
import type { Fact, Origin } from "../../dataflow/following/follow.ts";
import { variableHome } from "../../dataflow/graph/variable-node.ts";
import { preparesRequest, sendsPreparedRequest } from "../../dataflow/sources/credential-sites.ts";
import type { CredentialUse } from "../../dataflow/sources/credential-use.ts";
import type { FlowStep, RelatedPlace } from "../../findings/finding.ts";
import type { CredentialMatch } from "../../secrets/credential.ts";
import type { EnvironmentVariable, Solution } from "../../solution/model.ts";
import { type Place, placeKey } from "../../source/place.ts";

/** An environment variable of a plain type that is a credential: by its value, or by what flows do with it. */
export interface PlaintextVariable {
  /** Schema name. */
  readonly variable: string;
  /** The solution that declares it, or else uses it. */
  readonly solution: Solution;
  readonly match: CredentialMatch | undefined;
  /** The use as a credential that says most. */
  readonly use: CredentialUse | undefined;
  /** The operation that sends it: behind the use, where that is a Compose action or a variable which prepares what is sent. */
  readonly user: Operation | undefined;
  /** The value in the definition or value file; else the first flow's copy of it; else the definition. */
  readonly place: Place;
  readonly path: readonly FlowStep[];
  readonly related: readonly RelatedPlace[];
}

interface Evidence {
  readonly variable: string;
  readonly solution: Solution;
  /** Values with their match: current values first, then defaults, then copies in flows. */
  readonly values: { readonly match: CredentialMatch; readonly place: Place; readonly note: string }[];
  readonly uses: CredentialUse[];
}

/** Types whose variables hold no text, and the one that is made for secrets. */
const otherTypes = new Set(["number", "boolean", "data-source", "secret"]);

/** All environment variables that hold a credential, or are used as one, in the clear. One entry for each, however many flows repeat its value. */
export function plaintextVariables(analysis: Analysis): readonly PlaintextVariable[] {
  const { workspace } = analysis;
  const found = new Map<Solution, Map<string, Evidence>>();
  const evidenceIn = (solution: Solution, schemaName: string): Evidence => {
    const own = remember(found, solution, () => new Map<string, Evidence>());
    return remember(own, schemaName.toLowerCase(), () => ({ variable: schemaName, solution, values: [], uses: [] }));
  };
  const evidenceFor = (schemaName: string, flow: CloudFlow): Evidence => evidenceIn(variableHome(schemaName, flow, workspace), schemaName);
  for (const { variable, solution, match, place, isDefault } of analysis.components.variables) {
    if (otherTypes.has(variable.type)) continue;
    evidenceIn(solution, variable.schemaName).values.push({
      match,
      place,
      note: isDefault ? "The default value." : "The current value in the solution.",
    });
  }
  for (const { match, place, parameter, flow } of analysis.credentials) {
    if (parameter?.schemaName !== undefined)
      evidenceFor(parameter.schemaName, flow).values.push({ match, place, note: `'${flow.name}' contains a copy of the value.` });
  }
  for (const use of analysis.uses) {
    const { origin } = use;
    if (origin.kind !== "environment-variable" && origin.kind !== "parameter") continue;
    const schemaName = origin.kind === "environment-variable" ? origin.schemaName : origin.parameter.schemaName;
    if (schemaName === undefined || schemaName === "") continue;
    // The trace from a variable begins in the flow that it is bound in.
    const flow = origin.kind === "parameter" ? origin.flow : (origin.trace[0]?.to.flow ?? use.operation.flow);
    evidenceFor(schemaName, flow).uses.push(use);
  }
  return [...found].flatMap(([solution, own]) =>
    [...own].flatMap(([key, evidence]) => {
      const declared = workspace.variables.get(key)?.find((one) => one.solution === solution)?.variable;
      if (declared !== undefined && otherTypes.has(declared.type)) return [];
      return toVariable(evidence, declared, analysis) ?? [];
    }),
  );
}

function toVariable(
  { variable, solution, values, uses }: Evidence,
  declared: EnvironmentVariable | undefined,
  analysis: Analysis,
): PlaintextVariable | undefined {
  const { workspace } = analysis;
  const definition = declared?.typePlace;
  const written = [...(declared?.values ?? []), ...(declared?.defaultValue === undefined ? [] : [declared.defaultValue])].find(
    ({ text }) => text !== "",
  );
  const use = uses.find(({ strength }) => strength === "position") ?? uses[0];
  const [first, ...others] = values;
  const copies = workspace.cloudFlows.flatMap((flow) =>
    flow.parameters.flatMap(({ schemaName, defaultValue, pointer }) =>
      schemaName?.toLowerCase() === variable.toLowerCase() &&
      variableHome(schemaName, flow, workspace) === solution &&
      typeof defaultValue === "string" &&
      defaultValue !== ""
        ? [{ place: flowPlace(flow, pointer), message: `'${flow.name}' contains a copy of the value.` }]
        : [],
    ),
  );
  const place =
    first?.place ??
    written?.place ??
    copies[0]?.place ??
    definition ??
    (use === undefined ? undefined : operationPlace(use.operation, use.path));
  if (place === undefined) return undefined;
  const related: RelatedPlace[] = [
    ...others.map(({ place: other, note }) => ({ message: note, place: other })),
    ...(first === undefined ? copies.filter((copy) => copy.place !== place) : []),
    ...(definition === undefined || [place, ...others.map((other) => other.place)].some(({ source }) => source === definition.source)
      ? []
      : [{ message: "The type of the variable is not Secret.", place: definition }]),
    ...distinctBy(uses, ({ operation, path }) => placeKey(operationPlace(operation, path))).map(({ operation, path }) => ({
      message: `'${operation.name}' ${preparesRequest(operation) ? "puts it into what is sent as a credential" : "uses it as a credential"}.`,
      place: operationPlace(operation, path),
    })),
  ];
  const user = use === undefined ? undefined : userOf(use, analysis);
  return { variable, solution, match: first?.match, use, user, place, path: [], related };
}

/** The nearest operation that sends what the use prepares, or the use itself. */
function userOf({ operation, origin }: CredentialUse, { values }: Analysis): Operation {
  if (!preparesRequest(operation)) return operation;
  for (const followed of values.origins.filter((one) => isSame(origin, one))) {
    const behind = new Set<Fact>();
    for (const fact of values.reachOf(followed).facts) {
      const at = fact.node.operation;
      if (at !== operation && (fact.via === undefined || !behind.has(fact.via.from))) continue;
      behind.add(fact);
      if (at !== undefined && fact.node.kind === "inputs" && sendsPreparedRequest(at, values.roles)) return at;
    }
  }
  return operation;
}

/** Whether a followed secret begins where a value comes from. */
function isSame(origin: CredentialUse["origin"], { node }: Origin): boolean {
  if (origin.kind === "environment-variable") return node === origin.node;
  if (origin.kind !== "parameter") return false;
  return node.kind === "parameter" && node.flow === origin.flow && node.name === origin.parameter.name;
}
