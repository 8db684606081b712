import { remember } from "../../../collections.ts";
import type { DesktopFlow } from "../../../desktop-flow/model.ts";
import type { CallStatement, Statement, Target } from "../../../desktop-flow/robin/ast.ts";
import { expressionsOf, identifiersOf, nestedStatements, targetsOf } from "../../../desktop-flow/robin/walk.ts";

/** The rows of a flow that run as one, with what they do to variables. */
export interface Scope {
  /** In small letters. */
  readonly name: string;
  readonly body: readonly Statement[];
  /** Subflows that are not global have variables of their own. */
  readonly isGlobal: boolean;
  /** The variables that its rows read or write. */
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
    { name: isMainNamed ? "" : mainName, body: script.main, global: true },
    ...script.functions.map(({ name, body, global }) => ({ name: name.toLowerCase(), body, global })),
  ];
  return bodies.map(({ name, body, global }) => {
    const names = new Set<string>();
    const settings = new Map<string, number>();
    const calls: CallStatement[] = [];
    let mayEndFlow = false;
    for (const row of nestedStatements(body)) {
      if (row.kind === "call") calls.push(row);
      if (row.kind === "exit") mayEndFlow = true;
      for (const used of [...namesReadBy(row), ...targetsOf(row).flatMap(nameOf)]) names.add(used);
      for (const set of targetsOf(row).filter(isWhole).flatMap(nameOf)) settings.set(set, (settings.get(set) ?? 0) + 1);
    }
    return { name, body, isGlobal: global, names, settings, calls, mayEndFlow };
  });
}

/** What CALL names the rows that no subflow holds. */
const mainName = "main";

/** Most subflows, with the rows that none of them holds: what each calls is asked of every one. */
const mostSubflows = 501;

/** Most rows that set a marked variable: of each range that nothing explains, the mark tells that it is a secret. */
const mostMarked = 50;

/**
 * Variables that are set anew more than once; one of an input holds what callers give before it is set. What arguments or other variables of the same name can
 * change at any time stays one range, and so does what is given or returned by a flow whose beginning is a subflow.
 */
export function separable({ script, inputs, outputs, isSensitive }: DesktopFlow, scopes: readonly Scope[]): ReadonlySet<string> {
  if (scopes.length > mostSubflows || new Set(scopes.map(({ name }) => name)).size < scopes.length) return new Set();
  const given = new Set(inputs.map(({ name }) => name.toLowerCase()));
  const beginsInSubflow = scopes[0]?.name !== mainName;
  const shared = new Set(beginsInSubflow ? [...inputs, ...outputs].map(({ name }) => name.toLowerCase()) : []);
  for (const definition of script.functions)
    for (const name of [...definition.inputs, ...definition.outputs]) shared.add(name.toLowerCase());
  const homeOf = new Map<string, object>();
  const settings = new Map<string, number>();
  for (const scope of scopes) {
    const home = scope.isGlobal ? scopes : scope;
    for (const call of scope.calls) for (const { name } of [...call.arguments, ...call.outputs]) shared.add(name.toLowerCase());
    for (const name of scope.names) if (remember(homeOf, name, () => home) !== home) shared.add(name);
    for (const [name, count] of scope.settings) settings.set(name, (settings.get(name) ?? 0) + count);
  }
  const isSeparable = ([name, count]: readonly [string, number]): boolean =>
    count > (given.has(name) ? 0 : 1) && !shared.has(name) && (count <= mostMarked || !isSensitive(name));
  return new Set([...settings].filter(isSeparable).map(([name]) => name));
}

/** The subflow that a row calls, in small letters. */
export const calledName = ({ name }: CallStatement): string => name.toLowerCase();

/** The variables that a row reads, in small letters. */
export function namesReadBy(row: Statement): readonly string[] {
  return expressionsOf(row).flatMap((value) => identifiersOf(value).map(({ name }) => name.toLowerCase()));
}

/** The variable that a row writes, in small letters. */
export function nameOf(target: Target): readonly string[] {
  return target.kind === "reference" ? [target.name.toLowerCase()] : [];
}

/** The row sets the whole variable, and not a member of what it holds. */
export const isWhole = (target: Target): target is Extract<Target, { kind: "reference" }> =>
  target.kind === "reference" && target.path.length === 0;
