import type { DeployedValue } from "../../cloud-flow/deployed-values.ts";
import { type CloudFlow, type FlowParameter, flowPlace, type Operation, operationPlace } from "../../cloud-flow/model.ts";
import { objectAt, textAt } from "../../json.ts";
import type { CredentialMatch } from "../../secrets/credential.ts";
import { credentialName } from "../../secrets/names/credential-name.ts";
import type { Place } from "../../source/place.ts";

/** A secret that the deployment of a template writes into a logic app, where everyone who may open the logic app can read it. */
export interface DeployedCredential {
  readonly value: DeployedValue;
  readonly match: CredentialMatch;
  readonly place: Place;
  /** The operation that takes it, and where below its object; undefined for a parameter of the definition. */
  readonly operation: Operation | undefined;
  readonly path: readonly string[];
  /** The parameter that takes it, though its type does not protect it. */
  readonly parameter: FlowParameter | undefined;
}

/**
 * The secrets among the values that a deployment writes into a flow: by their types, by the functions that return them, and by the names of the
 * template's parameters, which are often declared as plain texts.
 */
export function deployedCredentials(flow: CloudFlow, sensitiveNames: readonly string[]): readonly DeployedCredential[] {
  if (flow.deployedValues.length === 0) return [];
  const holders = holdersOf(flow);
  const told = new Set<readonly string[]>();
  return flow.deployedValues.flatMap((value): readonly DeployedCredential[] => {
    const { pointer } = value;
    if (told.has(pointer) || !isSecret(value, sensitiveNames)) return [];
    const { holder, path } = holderOf(pointer, holders);
    if (holder === undefined || ("flow" in holder && notValues.test(path[0] ?? ""))) return [];
    told.add(pointer);
    return "flow" in holder
      ? [{ value, match, place: operationPlace(holder, path), operation: holder, path, parameter: undefined }]
      : [{ value, match, place: flowPlace(flow, pointer), operation: undefined, path, parameter: holder }];
  });
}

/** Members that hold data of the designer and the order of actions, not values. */
const notValues = /^(?:type|kind|runAfter|metadata)$/;

/** A tree of pointers: each step leads to what holds values there. */
interface Holders {
  holder: Operation | FlowParameter | undefined;
  readonly below: Map<string, Holders>;
}

/** The operations, and the parameters of plain types, with the values beside the definition. */
function holdersOf(flow: CloudFlow): Holders {
  const root: Holders = { holder: undefined, below: new Map() };
  const add = (pointer: readonly string[], holder: Operation | FlowParameter): void => {
    let at = root;
    for (const step of pointer) {
      const next = at.below.get(step) ?? { holder: undefined, below: new Map() };
      at.below.set(step, next);
      at = next;
    }
    at.holder = holder;
  };
  for (const operation of flow.operations) add(operation.pointer, operation);
  const declared = objectAt(flow.definition, "parameters") ?? {};
  const given = objectAt(flow.document, ...flow.pointer.slice(0, -1), "parameters") ?? {};
  const namesGiven = new Map(Object.keys(given).map((name) => [name.toLowerCase(), name]));
  for (const parameter of flow.parameters) {
    const { name } = parameter;
    if (name.startsWith("$") || /^secure/i.test(textAt(declared, name, "type") ?? "")) continue;
    for (const member of ["defaultValue", "value"]) add([...flow.pointer, "parameters", name, member], parameter);
    add([...flow.pointer.slice(0, -1), "parameters", namesGiven.get(name.toLowerCase()) ?? name, "value"], parameter);
  }
  return root;
}

/** The innermost holder of what is at a pointer, and the path below it. */
function holderOf(
  pointer: readonly string[],
  holders: Holders,
): { readonly holder: Operation | FlowParameter | undefined; readonly path: readonly string[] } {
  let found: Operation | FlowParameter | undefined;
  let length = 0;
  let at: Holders | undefined = holders;
  for (let i = 0; i < pointer.length && at !== undefined; i++) {
    at = at.below.get(pointer[i] ?? "");
    if (at?.holder !== undefined) {
      found = at.holder;
      length = i + 1;
    }
  }
  return { holder: found, path: pointer.slice(length) };
}

function isSecret({ from, name, isSecret }: DeployedValue, sensitiveNames: readonly string[]): boolean {
  return isSecret || (from === "parameter" && credentialName(name, sensitiveNames)?.strength === "strong");
}

/** Nothing of the secret is in the file. The template only says where it comes from, and by its name, or more, that it is one. */
const match: CredentialMatch = {
  kind: "deployed-secret",
  label: "a secret",
  span: { start: 0, end: 0 },
  preview: "",
  confidence: "medium",
  evidence: [],
  in: "text",
};
