import type { DesktopFlow } from "../../../desktop-flow/model.ts";
import type { Condition, Expression, Reference, Statement, SwitchStatement } from "../../../desktop-flow/robin/ast.ts";
import { bodiesOf, childrenOf, constantText, identifiersOf, isSameName, plainValue, stepKey } from "../../../desktop-flow/robin/walk.ts";
import { credentialName } from "../../../secrets/names/credential-name.ts";
import type { Edge, ValueGraph } from "../../graph/graph.ts";
import { anyStep, type Path, pathKey } from "../../graph/path.ts";

/**
 * Which elements of a list are used as a credential, where a flow reads settings from rows of a table: `IF Row['Name'] = 'Url' THEN SET Url TO
 * Row['Value']`, `SET Config[Row['Name']] TO Row['Value']`. That one of the values is a password does not make one of the others.
 */
export interface PickedElements {
  /** Called when an edge is followed backward from a place that is made for a credential. */
  pass(edge: Edge, used: Path): void;
  /** How credentials go on through the edges that pick an element: where they are written, nowhere if another element is picked. */
  narrowed(flows: readonly DesktopFlow[], graph: ValueGraph): ReadonlyMap<Edge, readonly Path[]>;
}

/** Collects what is used as a credential. */
export function createPickedElements(): PickedElements {
  const passed = new Map<Edge, Map<string, Path>>();
  return {
    pass(edge, used) {
      if (edge.desktop?.row.statement.kind !== "set" || edge.from.kind !== "desktop-statement") return;
      const writes = passed.get(edge) ?? new Map<string, Path>();
      passed.set(edge, writes);
      const write = edge.write.map((step, index) => (step === anyStep ? (used[index] ?? anyStep) : step));
      writes.set(pathKey(write), write);
    },
    narrowed(flows, graph) {
      const narrowed = new Map<Edge, readonly Path[]>();
      for (const [edge, writes] of passed) if (edge.write.includes(anyStep)) narrowed.set(edge, [...writes.values()]);
      for (const { rows, statements } of flows.map((flow) => ({ rows: flow.rows, statements: pickingRows(flow) }))) {
        for (const row of rows) {
          if (!statements.has(row.statement)) continue;
          for (const edge of graph.outgoing(graph.node("desktop-statement", row))) if (!passed.has(edge)) narrowed.set(edge, []);
        }
      }
      return narrowed;
    },
  };
}

/** The SET rows that take a value from the element that a test has found by another text than the name of a credential. */
function pickingRows({ script }: DesktopFlow): ReadonlySet<Statement> {
  const found = new Set<Statement>();
  const visit = (body: readonly Statement[], elements: readonly string[], tested: readonly string[]): void => {
    for (const statement of body) {
      if (statement.kind === "set" && identifiersOf(statement.value).some(({ name }) => tested.some((one) => isSameName(one, name))))
        found.add(statement);
      const inner =
        statement.kind === "loop-each" && statement.variable.kind === "reference" ? [...elements, statement.variable.name] : elements;
      const tests = testsIn(statement, inner);
      for (const [index, nested] of bodiesOf(statement).entries()) visit(nested, inner, [...tested, ...(tests[index] ?? [])]);
    }
  };
  visit(script.main, [], []);
  for (const { body } of script.functions) visit(body, [], []);
  return found;
}

/** The variables whose element is found by each of the bodies of a row. */
function testsIn(statement: Statement, elements: readonly string[]): readonly (readonly string[])[] {
  if (statement.kind === "if") return statement.branches.map(({ condition }) => foundBy(comparisonsIn(condition), elements));
  if (statement.kind !== "switch") return [];
  return [[], ...statement.cases.map((one) => foundBy(comparisonOf(statement, one), elements))];
}

/** What is compared with what, as far as equality decides. */
type Comparison = readonly [Expression, Expression];

function comparisonOf({ value }: SwitchStatement, { test }: SwitchStatement["cases"][number]): readonly Comparison[] {
  return test === undefined || (test.operator !== undefined && test.operator !== "=") ? [] : [[value, test.value]];
}

/** Functions that tell an element by a part of its text. */
const findsText: ReadonlySet<string> = new Set(["contains", "startswith", "endswith"]);

function comparisonsIn(condition: Condition | undefined): readonly Comparison[] {
  if (condition === undefined || condition.kind === "action-call") return [];
  const value = plainValue(condition);
  if (value.kind === "binary" && value.operator === "=") return [[value.left, value.right]];
  if (value.kind === "function-call" && findsText.has(value.name.toLowerCase())) {
    const [read, wanted] = value.arguments;
    return read === undefined || wanted === undefined ? [] : [[read, wanted]];
  }
  return value.kind === "binary" && (value.operator === "and" || value.operator === "or") ? childrenOf(value).flatMap(comparisonsIn) : [];
}

/** The variables of which an element is found; none where a text that it is found by names a credential. */
function foundBy(comparisons: readonly Comparison[], elements: readonly string[]): readonly string[] {
  const found = comparisons.flatMap(([left, right]) => {
    const [read, text] = [plainValue(left), constantText(right)];
    return read.kind === "reference" && text !== undefined && isElement(read, elements) ? [{ name: read.name, text }] : [];
  });
  return found.some(({ text }) => credentialName(text) !== undefined) ? [] : found.map(({ name }) => name);
}

/** A member of what a loop goes through, or of what is at a computed place of a list. */
function isElement({ name, path: [first, ...rest] }: Reference, elements: readonly string[]): boolean {
  if (first === undefined) return false;
  return elements.some((one) => isSameName(one, name)) || (rest.length > 0 && stepKey(first) === undefined);
}
