import { describe, expect, it } from "vitest";
import { createRunOrder } from "../../../src/dataflow/edges/order.ts";
import {
  type ActionSpec,
  appendToString,
  chained,
  compose,
  condition,
  after as following,
  forEach,
  initializeVariable,
  parallel,
  scope,
  setVariable,
  switchOn,
  terminate,
  until,
} from "../../../src/testing/actions.ts";
import { flow } from "../../../src/testing/solutions.ts";
import { analysed, operationNamed } from "../analysed.ts";

const succeeded = ["Succeeded"];
const failed = ["Failed"];

const step = (name: string): ActionSpec => compose(name, "");
const write = (name: string): ActionSpec => setVariable(name, "x", name);
const read = (name = "Read"): ActionSpec => compose(name, "@variables('x')");
const declare = initializeVariable("Declare", "x", "");

/** Answers about the operations of one flow, by their names. */
function orderOf(...actions: readonly ActionSpec[]) {
  const analysis = analysed(flow("Flow", ...actions));
  const [only] = analysis.workspace.cloudFlows;
  if (only === undefined) throw new Error("The flow was not read.");
  const order = createRunOrder(only);
  const named = (name: string) => operationNamed(analysis, name);
  return {
    precedes: (first: string, second: string) => order.precedes(named(first), named(second)),
    followsFailure: (first: string, second: string) => order.followsFailure(named(first), named(second)),
    writes: (reader = "Read", variable = "x") => order.reachingWrites(variable, named(reader)).map(({ name }) => name),
  };
}

describe("an operation precedes", () => {
  it("those that run after it, directly or not", () => {
    const { precedes } = orderOf(step("A"), step("B"), step("C"));
    expect([precedes("A", "B"), precedes("A", "C"), precedes("C", "A"), precedes("A", "A")]).toEqual([true, true, false, false]);
  });

  it("none that runs beside it", () => {
    const { precedes } = orderOf(step("A"), parallel(step("B")));
    expect([precedes("A", "B"), precedes("B", "A")]).toEqual([false, false]);
  });

  it("those that wait for both of two branches", () => {
    const { precedes } = orderOf(step("A"), parallel(step("B")), following(step("C"), { A: succeeded, B: failed }));
    expect([precedes("A", "C"), precedes("B", "C")]).toEqual([true, true]);
  });

  it("everything inside a container that runs after it, from inside another too", () => {
    const { precedes } = orderOf(scope("First", step("A")), condition("Second", "@equals(1, 1)", [step("B")], [step("C")]));
    expect([precedes("A", "B"), precedes("A", "C"), precedes("First", "C"), precedes("C", "A")]).toEqual([true, true, true, false]);
  });

  it("nothing in another branch of the same container", () => {
    const { precedes } = orderOf(switchOn("Switch", "@variables('x')", { one: [step("A")], two: [step("B")] }, [step("C")]));
    expect([precedes("A", "B"), precedes("A", "C"), precedes("B", "A")]).toEqual([false, false, false]);
  });

  it("neither what it holds nor what holds it", () => {
    const { precedes } = orderOf(scope("Scope", step("A")));
    expect([precedes("Scope", "A"), precedes("A", "Scope")]).toEqual([false, false]);
  });

  it("every action, when it is the trigger", () => {
    const { precedes } = orderOf(step("A"));
    expect([precedes("manual", "A"), precedes("A", "manual")]).toEqual([true, false]);
  });

  it("those that name it in other letters", () => {
    const { precedes } = orderOf(step("Step_A"), following(step("B"), { step_a: succeeded }));
    expect(precedes("Step_A", "B")).toBe(true);
  });
});

describe("an operation follows the failure of another", () => {
  it("when it waits for nothing else", () => {
    const { followsFailure } = orderOf(step("A"), following(step("B"), { A: ["Failed", "TimedOut", "Skipped"] }), step("C"));
    expect([followsFailure("A", "B"), followsFailure("A", "C"), followsFailure("B", "C")]).toEqual([true, true, false]);
  });

  it("not when it runs after success as well", () => {
    const { followsFailure } = orderOf(step("A"), following(step("B"), { A: ["Failed", "Succeeded"] }), step("C"));
    expect([followsFailure("A", "B"), followsFailure("A", "C")]).toEqual([false, false]);
  });

  it("not when what leads there may be skipped", () => {
    const { followsFailure } = orderOf(
      step("A"),
      following(step("B"), { A: failed }),
      following(step("C"), { B: ["Succeeded", "Skipped"] }),
    );
    expect(followsFailure("A", "C")).toBe(false);
  });

  it("from inside a container, but not where another action of a container may have failed", () => {
    const { followsFailure } = orderOf(
      step("A"),
      following(scope("Catch", step("B")), { A: failed }),
      following(scope("Try", step("C")), { A: succeeded }),
      following(step("D"), { Try: failed }),
    );
    expect([followsFailure("A", "B"), followsFailure("C", "D"), followsFailure("Try", "D")]).toEqual([true, false, true]);
  });
});

describe("a write replaces what stood there before", () => {
  const replaced = (reader: string, ...actions: readonly ActionSpec[]): boolean =>
    !orderOf(declare, ...actions, ...(actions.some(({ name }) => name === reader) ? [] : [read(reader)]))
      .writes(reader)
      .includes("Declare");

  it("for those that run only when it succeeded", () => {
    expect(replaced("B", write("A"), read("B"), read("C"))).toBe(true);
    expect(replaced("C", write("A"), read("B"), read("C"))).toBe(true);
  });

  it("not for those that run when it failed", () => {
    const flow = [write("A"), following(read("B"), { A: ["Succeeded", "Failed"] }), read("C")];
    expect([replaced("B", ...flow), replaced("C", ...flow)]).toEqual([false, false]);
  });

  it("for those behind a step that may fail, as long as that step was not skipped", () => {
    expect(replaced("C", write("A"), step("B"), following(read("C"), { B: ["Succeeded", "Failed", "TimedOut"] }))).toBe(true);
  });

  it("not for those that run when a step in between was skipped", () => {
    expect(replaced("C", write("A"), step("B"), following(read("C"), { B: ["Succeeded", "Failed", "Skipped"] }))).toBe(false);
  });

  it("for what runs after the scope that holds it", () => {
    expect(replaced("C", scope("Outer", scope("Scope", write("A"), step("B"))))).toBe(true);
    expect(replaced("C", scope("Outer", scope("Scope", step("A"), write("B"))))).toBe(true);
  });

  it("not for what runs after a scope that may have failed", () => {
    expect(replaced("C", scope("Scope", write("A")), following(read("C"), { Scope: ["Succeeded", "Failed"] }))).toBe(false);
  });

  it("not for what runs after a scope in which it is the handler of a failure, or comes behind one", () => {
    const names = ["A", "B", "C", "E", "F"];
    const replacedBy = (writer: string): boolean => {
      const [a, b, ...more] = names.map((name) => (name === writer ? write(name) : step(name)));
      return replaced("D", scope("Scope", ...(a === undefined || b === undefined ? [] : [a, following(b, { A: failed })]), ...more));
    };
    expect(names.map(replacedBy)).toEqual([true, false, false, false, false]);
  });

  it.each<[string, (inner: ActionSpec) => ActionSpec]>([
    ["a condition", (inner) => condition("Container", "@equals(1, 1)", [inner])],
    ["a Switch", (inner) => switchOn("Container", "@variables('x')", { one: [inner] })],
    ["a Foreach", (inner) => forEach("Container", "@variables('x')", inner)],
  ])("not for what runs after %s that holds it", (_, around) => {
    expect(replaced("C", around(write("A")))).toBe(false);
  });
});

describe("the writes of a variable that a reader can see", () => {
  it("the last one on the only way", () => {
    expect(orderOf(declare, write("First"), write("Second"), read()).writes()).toEqual(["Second"]);
  });

  it("none that comes later", () => {
    expect(orderOf(declare, read(), write("Later")).writes()).toEqual(["Declare"]);
  });

  it("all appends since the last replacement", () => {
    const writes = orderOf(
      declare,
      write("Old"),
      write("New"),
      appendToString("Append", "x", "a"),
      appendToString("Again", "x", "b"),
      read(),
    );
    expect(writes.writes()).toEqual(["New", "Append", "Again"]);
  });

  it("those of a branch of a condition, and what stood there before", () => {
    const { writes } = orderOf(declare, condition("If", "@equals(1, 1)", [write("Then")]), read());
    expect(writes()).toEqual(["Declare", "Then"]);
  });

  const both = condition("If", "@equals(1, 1)", [write("Then")], [write("Else")]);

  it.each<[string, ActionSpec, readonly string[]]>([
    ["a condition", both, ["Then", "Else"]],
    [
      "a Switch with its default",
      switchOn("Switch", "@variables('k')", { one: [write("One")], two: [write("Two")] }, [write("Default")]),
      ["One", "Two", "Default"],
    ],
    [
      "a condition in a condition",
      condition("Outer", "@equals(1, 1)", [condition("Inner", "@equals(1, 2)", [write("A")], [write("B")])], [write("C")]),
      ["A", "B", "C"],
    ],
    ["scopes in and around a branch", scope("Outer", condition("If", "1", [scope("Steps", write("A"))], [write("B")])), ["A", "B"]],
    ["a branch that writes twice", condition("If", "@equals(1, 1)", [write("Old"), write("Then")], [write("Else")]), ["Then", "Else"]],
    [
      "a branch that appends to it",
      condition("If", "@equals(1, 1)", [write("Then"), appendToString("More", "x", "a")], [write("Else")]),
      ["Then", "More", "Else"],
    ],
  ])("those of all branches only, where each of them replaces the value: %s", (_, choice, expected) => {
    expect(orderOf(declare, choice, read()).writes()).toEqual(expected);
  });

  it.each<[string, ActionSpec, readonly string[]]>([
    ["one branch appends", condition("If", "1", [write("Then")], [appendToString("Else", "x", "a")]), ["Declare", "Then", "Else"]],
    ["one branch is empty", condition("If", "1", [], [write("Else")]), ["Declare", "Else"]],
    [
      "nothing says what is done by default",
      switchOn("Switch", "1", { one: [write("One")], two: [write("Two")] }),
      ["Declare", "One", "Two"],
    ],
    ["one case does nothing", switchOn("Switch", "1", { one: [], two: [write("Two")] }, [write("Default")]), ["Declare", "Two", "Default"]],
    [
      "one case has no actions at all",
      { name: "Switch", json: { ...switchOn("Switch", "1", { two: [write("Two")] }, [write("Default")]).json, cases: { Bare: {} } } },
      ["Declare", "Default"],
    ],
    [
      "one branch replaces it on the way of a failure",
      condition("If", "1", [step("Call"), following(write("Then"), { Call: failed })], [write("Else")]),
      ["Declare", "Then", "Else"],
    ],
    [
      "one branch replaces it in a loop",
      condition("If", "1", [until("Loop", "1", write("Then"))], [write("Else")]),
      ["Declare", "Then", "Else"],
    ],
  ])("what stood there before a choice, where %s", (_, choice, expected) => {
    expect(orderOf(declare, choice, read()).writes()).toEqual(expected);
  });

  it("what stood there before a choice that may have failed, and all that its branches wrote", () => {
    const choice = condition("If", "1", [write("Old"), write("Then")], [write("Else")]);
    const { writes } = orderOf(declare, choice, following(read(), { If: ["Succeeded", "Failed"] }));
    expect(writes()).toEqual(["Declare", "Old", "Then", "Else"]);
  });

  it("what is written beside a choice", () => {
    const last = following(read(), { If: succeeded, Beside: succeeded });
    expect(orderOf(declare, both, following(write("Beside"), { Declare: succeeded }), last).writes()).toEqual(["Then", "Else", "Beside"]);
  });

  it("what a branch wrote and replaced itself, only where the replacement may have been skipped", () => {
    const branch = (...actions: readonly ActionSpec[]) => orderOf(declare, condition("If", "1", actions), read()).writes();
    expect(branch(write("Old"), write("New"))).toEqual(["Declare", "New"]);
    expect(branch(write("Old"), step("Call"), following(write("New"), { Call: failed }))).toEqual(["Declare", "Old", "New"]);
  });

  it("in a loop, where every iteration replaces it by a choice", () => {
    expect(orderOf(declare, until("Loop", "1", both, read(), write("Later"))).writes()).toEqual(["Then", "Else"]);
  });

  it("what a branch of an earlier iteration wrote, which may have failed before it replaced it", () => {
    const choice = condition("If", "1", [write("Old"), write("New")]);
    expect(orderOf(declare, until("Loop", "1", choice, read())).writes()).toEqual(["Declare", "Old", "New"]);
  });

  it("within one branch those of that branch only", () => {
    const { writes } = orderOf(declare, condition("If", "@equals(1, 1)", [write("Then"), read()], [write("Else")]));
    expect(writes()).toEqual(["Then"]);
  });

  it.each<[string, readonly ActionSpec[], readonly string[]]>([
    ["on success, behind a failure", [following(write("Set"), { Call: succeeded }), following(read(), { Call: failed })], ["Declare"]],
    ["on failure, behind a success", [following(write("Set"), { Call: failed }), following(read(), { Call: succeeded })], ["Declare"]],
    ["further on", [write("Set"), following(step("Report"), { Call: ["Failed", "TimedOut"] }), scope("Steps", read())], ["Declare"]],
    ["in a scope", [scope("Steps", write("Set")), following(read(), { Call: failed })], ["Declare"]],
    ["behind what is not skipped with it", [write("Set"), following(read(), { Set: failed })], ["Declare", "Set"]],
    ["in either case", [write("Set"), following(read(), { Call: ["Failed", "Succeeded"] })], ["Declare", "Set"]],
    [
      "where a step between runs in either case",
      [following(step("Log"), { Call: ["Failed", "Succeeded"] }), write("Set"), following(read(), { Call: failed })],
      ["Declare", "Set"],
    ],
    [
      "where the handler's follower runs in either case",
      [write("Set"), following(step("Report"), { Call: failed }), following(read(), { Report: ["Succeeded", "Skipped"] })],
      ["Declare", "Set"],
    ],
  ])("none where the one is skipped when the other runs: %s", (_, actions, expected) => {
    const { writes } = orderOf(declare, step("Call"), ...actions);
    expect(writes()).toEqual(expected);
  });

  it.each([
    [30, ["Declare"]],
    [70, ["Declare", "Set"]],
  ])("those far behind a success, which are not told apart: %i actions", (count, expected) => {
    const steps = Array.from({ length: count }, (_, index) => step(`Step_${index}`));
    expect(orderOf(declare, step("Call"), ...steps, write("Set"), following(read(), { Call: failed })).writes()).toEqual(expected);
  });

  it("those of an earlier iteration, where the one is skipped when the other runs", () => {
    const loop = until("Loop", "@equals(1, 1)", step("Call"), write("Set"), following(read(), { Call: failed }));
    expect(orderOf(declare, loop).writes()).toEqual(["Declare", "Set"]);
  });

  it("those of branches beside it", () => {
    const { writes } = orderOf(declare, write("Before"), parallel(write("Beside")), following(read(), { Before: succeeded }));
    expect(writes()).toEqual(["Before", "Beside"]);
  });

  it("those of joined branches, in any order", () => {
    const { writes } = orderOf(
      declare,
      following(write("Left"), { Declare: succeeded }),
      following(write("Right"), { Declare: succeeded }),
      following(read(), { Left: succeeded, Right: succeeded }),
    );
    expect(writes()).toEqual(["Left", "Right"]);
  });

  it("a replacement inside a scope, when the scope must succeed", () => {
    expect(orderOf(declare, write("Before"), scope("Scope", write("Inside")), read()).writes()).toEqual(["Inside"]);
    const handler = following(read(), { Scope: ["Failed", "Succeeded"] });
    expect(orderOf(declare, write("Before"), scope("Scope", write("Inside")), handler).writes()).toEqual(["Before", "Inside"]);
  });

  it("a replacement on the way of a failure replaces nothing for the others", () => {
    const { writes } = orderOf(
      declare,
      write("Set"),
      following(write("Handler"), { Set: failed }),
      following(read(), { Handler: ["Succeeded", "Skipped"] }),
    );
    expect(writes()).toEqual(["Declare", "Set", "Handler"]);
  });

  it("a later write in a loop, by way of the next iteration", () => {
    expect(orderOf(declare, forEach("Loop", "@createArray(1)", read(), write("Later"))).writes()).toEqual(["Declare", "Later"]);
    expect(orderOf(declare, until("Loop", "@equals(1, 1)", read(), write("Later"))).writes()).toEqual(["Declare", "Later"]);
  });

  it("a later write in a loop that clears the value again, as the next iteration also follows one that failed before it did", () => {
    const loop = until("Loop", "@equals(1, 1)", read(), write("Later"), step("Call"), write("Clear"));
    expect(orderOf(declare, loop).writes()).toEqual(["Declare", "Later", "Clear"]);
  });

  it("a later write in a tool of an agent, by way of the next call", () => {
    const agent = (...tool: readonly ActionSpec[]) => ({
      name: "Agent",
      json: { type: "Agent", tools: { Tool: { actions: chained(tool) } } },
    });
    expect(orderOf(declare, agent(read(), write("Later"))).writes()).toEqual(["Declare", "Later"]);
    expect(orderOf(declare, agent(write("Reset"), read(), write("Later"))).writes()).toEqual(["Reset"]);
  });

  it("not a later write in a loop that replaces the value first in every iteration", () => {
    expect(orderOf(declare, until("Loop", "@equals(1, 1)", write("Reset"), read(), write("Later"))).writes()).toEqual(["Reset"]);
  });

  it("a later write in an inner loop, though the outer one replaces the value first", () => {
    const inner = until("Inner", "@equals(1, 1)", read(), write("Later"));
    expect(orderOf(declare, until("Outer", "@equals(1, 1)", write("Reset"), inner)).writes()).toEqual(["Reset", "Later"]);
  });

  it("all of those in a Foreach, whose iterations run side by side", () => {
    const { writes } = orderOf(declare, forEach("Loop", "@createArray(1)", write("First"), write("Second"), read()));
    expect(writes()).toEqual(["Declare", "First", "Second"]);
  });

  it("what a loop wrote, behind the loop", () => {
    expect(orderOf(declare, until("Loop", "@equals(1, 1)", write("Inside")), read()).writes()).toEqual(["Declare", "Inside"]);
    expect(orderOf(declare, forEach("Loop", "@createArray(1)", write("Inside")), write("After"), read()).writes()).toEqual(["After"]);
  });

  it("an append sees itself, and what it appends to", () => {
    expect(orderOf(declare, write("Old"), appendToString("Log", "x", "@variables('x')")).writes("Log")).toEqual(["Old", "Log"]);
  });

  it.each(["IncrementVariable", "DecrementVariable"])("no %s: they hold numbers", (type) => {
    const { writes } = orderOf(declare, { name: "Add", json: { type, inputs: { name: "x", value: 1 } } }, read());
    expect(writes()).toEqual(["Declare"]);
  });

  it("the same in any letter case", () => {
    expect(orderOf(declare, setVariable("Set", "X", "1"), read()).writes()).toEqual(["Set"]);
  });

  it("everything, where a variable is written more often than is told apart", () => {
    const many = Array.from({ length: 65 }, (_, index) => write(`Set_${index}`));
    expect(orderOf(declare, ...many, read()).writes()).toHaveLength(66);
  });

  it("of an unknown variable none", () => {
    expect(orderOf(declare, terminate("End", "@variables('y')")).writes("End", "y")).toEqual([]);
  });
});
