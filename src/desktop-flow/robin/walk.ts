import { remember } from "../../collections.ts";
import type {
  AccessStep,
  ActionCall,
  Argument,
  Condition,
  Expression,
  FunctionDefinition,
  Output,
  Reference,
  Script,
  Statement,
  Target,
  TextPart,
} from "./ast.ts";

/** All rows of a script: those of the main flow, then those of each function; what is in a block or handler follows the row it belongs to. */
export function* statementsOf(
  script: Script,
): Generator<{ readonly statement: Statement; readonly within: FunctionDefinition | undefined }> {
  for (const statement of nestedStatements(script.main)) yield { statement, within: undefined };
  for (const within of script.functions) for (const statement of nestedStatements(within.body)) yield { statement, within };
}

/** The rows of a body and everything in them, in order. */
export function* nestedStatements(body: readonly Statement[]): Generator<Statement> {
  const pending: Statement[] = body.toReversed();
  for (let statement = pending.pop(); statement !== undefined; statement = pending.pop()) {
    yield statement;
    for (const inner of bodiesOf(statement).toReversed())
      for (let index = inner.length - 1; index >= 0; index--) pending.push(inner[index] ?? statement);
  }
}

/** The bodies directly in a row, in order: of its branches, its cases, its loop or block, then of its error handlers. */
export function bodiesOf(statement: Statement): readonly (readonly Statement[])[] {
  const bodies: (readonly Statement[])[] = [];
  switch (statement.kind) {
    case "if":
      for (const branch of statement.branches) bodies.push(branch.body);
      break;
    case "switch":
      bodies.push(statement.before);
      for (const { body } of statement.cases) bodies.push(body);
      break;
    case "block":
      for (const { body } of statement.blockHandlers) bodies.push(body);
      bodies.push(statement.body);
      break;
    case "loop-range":
    case "loop-each":
    case "loop-while":
      bodies.push(statement.body);
      break;
    default:
  }
  for (const handler of statement.handlers) bodies.push(handler.body);
  return bodies;
}

/** What a value says that something is called: a text, or the last step to an element, `appmask['Sign in']['Password']`. */
export function nameIn(value: Expression): string | undefined {
  const last = value.kind === "reference" ? value.path.at(-1) : undefined;
  const key = last === undefined ? constantText(value) : stepKey(last);
  return typeof key === "string" ? key : undefined;
}

/** The actions of a row itself: an action row's, or those that an IF, a loop or WAIT asks. */
export function actionCallsOf(statement: Statement): readonly ActionCall[] {
  if (statement.kind === "action") return [statement.call];
  const conditions = conditionsOf(statement);
  return conditions.length === 0 ? noCalls : conditions.filter((condition) => condition.kind === "action-call");
}

const noCalls: readonly ActionCall[] = [];
const noConditions: readonly Condition[] = [];

function conditionsOf(statement: Statement): readonly Condition[] {
  switch (statement.kind) {
    case "if":
      return statement.branches.flatMap((branch) => branch.condition ?? []);
    case "loop-while":
    case "wait":
      return [statement.condition];
    default:
      return noConditions;
  }
}

/**
 * The values that a row itself reads, in order; those of the rows in it are not among them. An action's arguments count, also where the action is the
 * condition of a block; so do the keys by which a target is addressed (`SET Map[Key] TO …`).
 */
export function expressionsOf(statement: Statement): readonly Expression[] {
  const values: Expression[] = [];
  const add = (value: Condition | undefined): void => {
    if (value?.kind === "action-call") addCall(value.arguments, value.outputs);
    else if (value !== undefined) values.push(value);
  };
  const addCall = (inputs: readonly Argument[], outputs: readonly Output[]): void => {
    for (const { value } of inputs) values.push(value);
    for (const { target } of outputs) addKeys(target);
  };
  const addKeys = (target: Target): void => {
    if (target.kind === "error") return;
    for (const step of target.path) if (step.kind === "index") values.push(step.index);
  };
  switch (statement.kind) {
    case "action":
      add(statement.call);
      break;
    case "set":
      addKeys(statement.target);
      values.push(statement.value);
      break;
    case "switch":
      values.push(statement.value);
      for (const { test } of statement.cases) add(test?.value);
      break;
    case "loop-range":
      add(statement.from);
      add(statement.to);
      add(statement.step);
      break;
    case "loop-each":
      values.push(statement.source);
      break;
    case "wait":
      add(statement.condition);
      add(statement.timeout);
      break;
    case "call":
      addCall(statement.arguments, statement.outputs);
      break;
    case "exit":
    case "last-error":
      addCall(statement.arguments, []);
      break;
    default:
      for (const condition of conditionsOf(statement)) add(condition);
  }
  return values;
}

/** What a row itself writes to, in order: SET, loop variables, outputs of actions, the last error. */
export function targetsOf(statement: Statement): readonly Target[] {
  switch (statement.kind) {
    case "set":
    case "last-error":
      return [statement.target];
    case "loop-range":
      return statement.variable === undefined ? [] : [statement.variable];
    case "loop-each":
      return [statement.variable];
    case "call":
      return statement.outputs.map((output) => output.target);
    default:
      return actionCallsOf(statement).flatMap((call) => call.outputs.map((output) => output.target));
  }
}

/** The values directly in a value, in order: operands, elements, keys, the expressions in an interpolated text. */
export function childrenOf(expression: Expression | TextPart): readonly Expression[] {
  switch (expression.kind) {
    case "interpolation":
      return expression.parts.filter((part) => part.kind !== "text-part");
    case "formula":
      return expression.references;
    case "reference":
      return expression.path.length === 0 ? noExpressions : indexesOf(expression.path);
    case "access":
      return [expression.object, ...indexesOf(expression.path)];
    case "unary":
      return [expression.operand];
    case "binary":
      return [expression.left, expression.right];
    case "function-call":
      return expression.arguments;
    case "list":
      return expression.elements;
    case "object":
      return expression.members.flatMap((member) => [member.key, member.value]);
    case "table":
      return expression.rows.map((row) => row.cells);
    case "error":
      return expression.readable;
    default:
      return noExpressions;
  }
}

const noExpressions: readonly Expression[] = [];

function indexesOf(path: readonly AccessStep[]): readonly Expression[] {
  return path.flatMap((step) => (step.kind === "index" ? [step.index] : []));
}

/**
 * All names that a value reads, in order, wherever they are in it: in `%…%` and `${…}` of texts, in Power Fx formulas, in indexes, in what could be
 * read of a broken expression. Each comes with its access path and its place.
 */
export function identifiersOf(expression: Expression): readonly Reference[] {
  const found: Reference[] = [];
  const pending: Expression[] = [expression];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (value.kind === "reference") found.push(value);
    const children = childrenOf(value);
    if (children.length > 0) for (const child of children.toReversed()) pending.push(child);
  }
  return found;
}

/** The key of a step where it is written down: a member's name, a text or a whole number in brackets. `undefined` where it is computed. */
export function stepKey(step: AccessStep): string | number | undefined {
  if (step.kind === "member") return step.name;
  return step.index.kind === "number" ? step.index.value : constantText(step.index);
}

/** What a value is, also where it is written as a Power Fx formula. */
export function plainValue(value: Expression): Expression {
  return value.kind === "formula" ? (value.value ?? value) : value;
}

/** The text that a value always has; `undefined` where it depends on a variable, or is not a text. A joined text (`'a' + 'b'`) counts. */
export function constantText(expression: Expression): string | undefined {
  switch (expression.kind) {
    case "text":
      return expression.value;
    case "interpolation": {
      let text = "";
      for (const part of expression.parts) {
        const value = part.kind === "text-part" ? part.value : part.kind === "number" ? part.text : constantText(part);
        if (value === undefined) return undefined;
        text += value;
      }
      return text;
    }
    case "binary": {
      if (expression.operator !== "+") return undefined;
      const left = constantText(expression.left);
      const right = left === undefined ? undefined : constantText(expression.right);
      return left === undefined || right === undefined ? undefined : left + right;
    }
    case "formula":
      return expression.value === undefined ? undefined : constantText(expression.value);
    default:
      return undefined;
  }
}

/** The argument of that name, in any case. Where it is given twice, the first counts. */
export function argumentNamed(inputs: readonly Argument[], name: string): Argument | undefined {
  if (inputs.length <= fewArguments) return inputs.find((input) => isSameName(input.name, name));
  return remember(argumentIndexes, inputs, () => indexByName(inputs)).get(name.toLowerCase());
}

/** No action of the product has more. */
const fewArguments = 50;
const argumentIndexes = new WeakMap<readonly Argument[], ReadonlyMap<string, Argument>>();

function indexByName(inputs: readonly Argument[]): ReadonlyMap<string, Argument> {
  const index = new Map<string, Argument>();
  for (const input of inputs) remember(index, input.name.toLowerCase(), () => input);
  return index;
}

/** Whether two names are one to the language. */
export function isSameName(left: string, right: string): boolean {
  return left === right || left.toLowerCase() === right.toLowerCase();
}
