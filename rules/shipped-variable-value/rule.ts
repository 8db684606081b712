import {
  type Analysis,
  countInWords,
  defineRule,
  describeCredential,
  type EnvironmentVariable,
  flowPlace,
  isReplacedLater,
  listInWords,
  type Place,
  type PlaintextVariable,
  plaintextVariables,
  type RelatedPlace,
  type Report,
  readSecretReference,
  rotateNow,
  type Solution,
} from "../../src/rule.ts";

export default defineRule({
  code: "SL6001",
  name: "shipped-variable-value",
  summary: "A solution contains the current value of an environment variable.",
  level: "warning",
  preset: "recommended",
  securitySeverity: 4.0,
  cwe: [1051, 312],
  source: "https://learn.microsoft.com/power-apps/maker/data-platform/environmentvariables",
  fixable: "unsafe",
  since: "0.1.0",
  messages: {
    value:
      "The current value of '{variable}' is part of the solution. Every import writes it over the value that is set in the target environment.",
    secret:
      "The current value of the secret variable '{variable}' is part of the solution: after the import, the target environment reads the secret of this one.",
    credential: "The current value of '{variable}', {label}, is part of the solution: {preview}. Everyone who gets the file can read it.",
    used: "The current value of '{variable}', which '{operation}' uses as a credential, is part of the solution. Everyone who gets the file can read it.",
    baked:
      "As in every export, the flows of this solution contain the current {values}: {names}. Whoever gets the file can read {pronoun}.",
  },
  advice: {
    value:
      "In the solution, open the variable and select 'Remove from this solution' under Current Value, then export again. Set the value in the target environment or its settings file.",
    secret:
      "In the solution, open the variable and select 'Remove from this solution' under Current Value, then export again. Set the secret of each environment in its settings file.",
    credential: `Remove the value from the solution, and use a variable of type Secret instead. ${rotateNow}`,
    used: `Remove the value from the solution, and use a variable of type Secret instead. ${rotateNow}`,
    baked: "Keep nothing confidential in environment variables that are not of type Secret.",
  },
  check({ analysis, report }) {
    const copies = copiesInFlows(analysis);
    const credentialIn = plaintextLookup(analysis);
    for (const solution of analysis.workspace.solutions) {
      for (const variable of solution.environmentVariables) {
        const [value] = variable.values;
        if (value === undefined || isReplacedLater(value.text)) continue;
        const credential = analysis.components.variables.find((one) => one.value === value && one.match.confidence === "high");
        const use = credentialIn(solution, variable.schemaName)?.use;
        const isSecret = variable.type === "secret";
        // Text that is no reference is a finding of malformed-secret-reference, and leads to no secret of this environment.
        const isReference = isSecret && readSecretReference(value.text) !== undefined;
        const message = credential !== undefined ? "credential" : isReference ? "secret" : use?.strength === "position" ? "used" : "value";
        report({
          at: credential?.place ?? value.place,
          message,
          level: message === "value" && !isSecret ? "warning" : "error",
          data: {
            variable: variable.schemaName,
            operation: use?.operation.name ?? "",
            label: credential?.match.label ?? "",
            preview: credential === undefined ? "" : describeCredential(credential.match).preview,
          },
          repairs: [{ kind: "shipped-value", variable: variable.schemaName, value }],
          related: (copies.get(variable.schemaName.toLowerCase()) ?? [])
            .filter(({ home }) => home === solution)
            .map(({ place, flow }) => ({ message: `'${flow}' contains a copy of it.`, place })),
        });
      }
      const baked = solution.kind === "solution" ? bakedValues(solution, copies, credentialIn) : undefined;
      if (baked !== undefined) report({ ...baked, message: "baked", level: "note" });
    }
  },
});

/** Finds the variable of a solution that holds a credential in plain text, by its schema name in any case. */
type PlaintextLookup = (solution: Solution, schemaName: string) => PlaintextVariable | undefined;

function plaintextLookup(analysis: Analysis): PlaintextLookup {
  const bySolution = new Map<Solution, Map<string, PlaintextVariable>>();
  for (const found of plaintextVariables(analysis)) {
    const own = bySolution.get(found.solution) ?? new Map<string, PlaintextVariable>();
    bySolution.set(found.solution, own.set(found.variable.toLowerCase(), found));
  }
  return (solution, schemaName) => bySolution.get(solution)?.get(schemaName.toLowerCase());
}

/** Values that only flows hold: one finding for a solution, at the first of them. */
function bakedValues(
  solution: Solution,
  copies: ReadonlyMap<string, readonly Copy[]>,
  credentialIn: PlaintextLookup,
): Pick<Report, "at" | "data" | "related"> | undefined {
  const places: RelatedPlace[] = [];
  const names: string[] = [];
  for (const [name, own] of copies) {
    // A credential is a finding of plaintext-secret-variable.
    const here = own.filter(
      (copy) => copy.solution === solution && !isDefault(copy.text, copy.declared) && credentialIn(copy.home, name) === undefined,
    );
    const [first] = here;
    if (first === undefined || (first.declared?.values.length ?? 0) > 0) continue;
    names.push(first.variable);
    for (const { place, flow, variable } of here) places.push({ message: `'${flow}' contains a value of '${variable}'.`, place });
  }
  const [first, ...related] = places;
  if (first === undefined) return undefined;
  const data = {
    values: `value${names.length === 1 ? "" : "s"} of ${countInWords(names.length, "environment variable")}`,
    names: listInWords(names),
    pronoun: names.length === 1 ? "it" : "them",
  };
  return { at: first.place, data, related };
}

interface Copy {
  /** The solution of the flow. */
  readonly solution: Solution;
  /** The solution that declares the variable, or else the flow's own. */
  readonly home: Solution;
  readonly declared: EnvironmentVariable | undefined;
  readonly variable: string;
  readonly flow: string;
  readonly text: string;
  readonly place: Place;
}

/** Values of environment variables in the parameters of flows, by lower-case schema name. */
function copiesInFlows({ workspace }: Analysis): ReadonlyMap<string, readonly Copy[]> {
  const copies = new Map<string, Copy[]>();
  for (const flow of workspace.cloudFlows) {
    for (const { schemaName, defaultValue, pointer } of flow.parameters) {
      if (schemaName === undefined || defaultValue === undefined || defaultValue === null || defaultValue === "") continue;
      const text = typeof defaultValue === "object" ? JSON.stringify(defaultValue) : String(defaultValue);
      const solution = workspace.solutionOf(flow);
      const declared = workspace.variableOf(schemaName, flow);
      const copy: Copy = {
        solution,
        home: declared?.solution ?? solution,
        declared: declared?.variable,
        variable: schemaName,
        flow: flow.name,
        text,
        place: flowPlace(flow, pointer),
      };
      const others = copies.get(schemaName.toLowerCase());
      if (others === undefined) copies.set(schemaName.toLowerCase(), [copy]);
      else others.push(copy);
    }
  }
  return copies;
}

/** The default of the definition comes along anyway. Booleans are `yes` and `no` there. */
function isDefault(text: string, declared: EnvironmentVariable | undefined): boolean {
  const value = declared?.defaultValue?.text.trim().toLowerCase();
  const copy = text.trim().toLowerCase();
  if (value === undefined) return false;
  return value === copy || (value === "yes" && copy === "true") || (value === "no" && copy === "false");
}
