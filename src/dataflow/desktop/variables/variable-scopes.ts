import { once, remember } from "../../../collections.ts";
import { isLocal, marksOf, type NamedVariable, ownerOf } from "../../../desktop-flow/local-variables.ts";
import type { DesktopFlow } from "../../../desktop-flow/model.ts";
import type { ActionCall, CallStatement, FunctionDefinition, Reference, Statement, Target } from "../../../desktop-flow/robin/ast.ts";
import { argumentNamed, expressionsOf, identifiersOf, nestedStatements, plainValue, targetsOf } from "../../../desktop-flow/robin/walk.ts";
import { createDesktopActionLookup } from "../../../knowledge/desktop-actions.ts";

/** The rows of a flow that run as one, with what they do to variables. */
export interface Scope {
  /** In small letters. */
  readonly name: string;
  readonly body: readonly Statement[];
  /** The subflow, where it is a local one and so has variables of its own. */
  readonly local: FunctionDefinition | undefined;
  /** The keys of the variables that its rows read or write, see {@link keyOf}. */
  readonly names: ReadonlySet<string>;
  /** How often its rows set a variable anew. */
  readonly settings: ReadonlyMap<string, number>;
  /** A row ends the whole flow. */
  readonly mayEndFlow: boolean;
  readonly calls: readonly CallStatement[];
}

/** The subflows of a flow, behind the rows that none of them holds. */
export function scopesOf({ script }: DesktopFlow): readonly Scope[] {
  const isMainNamed = script.functions.some(({ name }) => name.toLowerCase() === mainName);
  const bodies = [
    { name: isMainNamed ? "" : mainName, body: script.main, local: undefined },
    ...script.functions.map((subflow) => ({
      name: subflow.name.toLowerCase(),
      body: subflow.body,
      local: isLocal(subflow) ? subflow : undefined,
    })),
  ];
  return bodies.map(({ name, body, local }) => {
    const names = new Set<string>();
    const settings = new Map<string, number>();
    const calls: CallStatement[] = [];
    let mayEndFlow = false;
    for (const row of nestedStatements(body)) {
      if (row.kind === "call") calls.push(row);
      if (row.kind === "exit") mayEndFlow = true;
      for (const key of keysReadBy(row, local)) names.add(key);
      for (const target of writtenBy(row)) {
        for (const key of keyWritten(target, local)) {
          names.add(key);
          if (isWhole(target)) settings.set(key, (settings.get(key) ?? 0) + 1);
        }
      }
    }
    for (const port of portsOf(local)) names.add(keyOf({ name: port }, local));
    return { name, body, local, names, settings, calls, mayEndFlow };
  });
}

/** What CALL names the rows that no subflow holds. */
const mainName = "main";

/** Most subflows, with the rows that none of them holds: what each calls is asked of every one. */
const mostSubflows = 501;

/** Most rows that set a marked variable: of each range that nothing explains, the mark tells that it is a secret. */
const mostMarked = 50;

/**
 * Variables whose values can be told apart. What arguments or other variables of the same name can change at any time stays one range, and so does what is given
 * or returned by a flow whose beginning is a subflow.
 * @param least how often rows set a variable: once, so that rows which read it before are told apart, or at least twice; what callers give to an input counts
 */
export function separable(
  { script, inputs, outputs, isSensitive }: DesktopFlow,
  scopes: readonly Scope[],
  least: 1 | 2,
): ReadonlySet<string> {
  if (scopes.length > mostSubflows || new Set(scopes.map(({ name }) => name)).size < scopes.length) return new Set();
  const beginsInSubflow = scopes[0]?.name !== mainName;
  const shared = new Set(beginsInSubflow ? [...inputs, ...outputs].map(({ name }) => name.toLowerCase()) : []);
  const locals = localSubflows(script.functions);
  const settings = new Map(inputs.map(({ name }) => [name.toLowerCase(), 1]));
  const markedInLocals = new Set<string>();
  for (const { local, calls, settings: own } of scopes) {
    for (const name of portsOf(local)) shared.add(keyOf({ name }, local));
    if (local !== undefined) for (const name of marksOf(local)) markedInLocals.add(keyOf({ name }, local));
    for (const call of calls)
      for (const { name } of [...call.arguments, ...call.outputs]) shared.add(keyOf({ name }, locals.get(calledName(call))));
    for (const [key, count] of own) settings.set(key, (settings.get(key) ?? 0) + count);
  }
  const isSeparable = ([key, count]: readonly [string, number]): boolean =>
    count >= least && !shared.has(key) && (count <= mostMarked || !(isSensitive(key) || markedInLocals.has(key)));
  return new Set([...settings].filter(isSeparable).map(([key]) => key));
}

const localsByName = new WeakMap<readonly FunctionDefinition[], ReadonlyMap<string, FunctionDefinition>>();

/** The local subflows by their names in small letters. */
export function localSubflows(functions: readonly FunctionDefinition[]): ReadonlyMap<string, FunctionDefinition> {
  return remember(
    localsByName,
    functions,
    () => new Map(functions.filter(isLocal).map((subflow) => [subflow.name.toLowerCase(), subflow])),
  );
}

function portsOf(local: FunctionDefinition | undefined): readonly string[] {
  return local === undefined ? [] : [...local.inputs, ...local.outputs];
}

/**
 * What tells the variables of a script apart: the name in small letters, for one of a local subflow behind the name of the subflow.
 * @param local the local subflow of the row that calls the variable so
 */
export function keyOf(variable: NamedVariable, local: FunctionDefinition | undefined): string {
  const name = variable.name.toLowerCase();
  const owner = ownerOf(variable, local);
  return owner === undefined ? name : `${owner.name.toLowerCase()}${keyMark}${name}`;
}

/** No name contains it. */
const keyMark = "\u0001";

/** The variable's name in small letters. */
export function nameOfKey(key: string): string {
  return key.slice(key.lastIndexOf(keyMark) + 1);
}

/** Whether the variable is one of the subflow that uses it. */
export function isKeyOf(key: string, local: FunctionDefinition | undefined): boolean {
  return local !== undefined && key.includes(keyMark);
}

/** The subflow that a row calls, in small letters. */
export const calledName = ({ name }: CallStatement): string => name.toLowerCase();

/** The keys of the variables that a row reads. */
export function keysReadBy(row: Statement, local: FunctionDefinition | undefined): readonly string[] {
  const emptied = emptiedBy(row);
  const keys: string[] = [];
  for (const value of expressionsOf(row))
    for (const read of identifiersOf(value)) if (!emptied.some(({ start }) => start === read.start)) keys.push(keyOf(read, local));
  return keys;
}

/** What a row writes to: its targets, and the lists and tables that it empties. */
export function writtenBy(row: Statement): readonly Target[] {
  return [...targetsOf(row), ...emptiedBy(row)];
}

const factsOf = once(() => createDesktopActionLookup());

/** The variables that an action empties, as its arguments name them: what is in them afterwards has nothing to do with what was there. */
export function emptiedBy(row: Statement): readonly Reference[] {
  return row.kind === "action" ? remember(emptied, row, () => emptiedByAction(row.call)) : nothing;
}

const emptied = new WeakMap<Statement, readonly Reference[]>();
const nothing: readonly Reference[] = [];

function emptiedByAction({ module, action, selector, arguments: given }: ActionCall): readonly Reference[] {
  const names = factsOf()(module, action, selector)?.clears;
  if (names === undefined || names.length === 0) return nothing;
  return names.flatMap((name) => {
    const value = argumentNamed(given, name)?.value;
    const plain = value === undefined ? undefined : plainValue(value);
    return plain?.kind === "reference" && plain.path.length === 0 ? [plain] : [];
  });
}

/** The key of the variable that a row writes. */
export function keyWritten(target: Target, local: FunctionDefinition | undefined): readonly string[] {
  return target.kind === "reference" ? [keyOf(target, local)] : [];
}

/** The row sets the whole variable, and not a member of what it holds. */
export const isWhole = (target: Target): target is Extract<Target, { kind: "reference" }> =>
  target.kind === "reference" && target.path.length === 0;
