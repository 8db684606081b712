import { isObject, type Json, type JsonObject, objectAt, textAt } from "../../../src/json.ts";
import { asText, EvaluationError, evaluate, list, parsed, type Surroundings } from "./evaluate.ts";

/** A flow as its file holds it. */
export interface RunnableFlow {
  readonly name: string;
  readonly definition: JsonObject;
}

/** What a run needs from outside. */
export interface RunHost {
  /** The flow that an action calls, by its id. */
  flow(id: string): RunnableFlow | undefined;
  /** One of the numbers below `count`: the order of what runs side by side, what fails, what a condition says. */
  choose(count: number): number;
  /** Told of what every action is given. */
  see(flow: string, action: string, inputs: Json): void;
  /** What an operation of a connector, or a request, returns as its body. */
  answer(flow: string, name: string, action: JsonObject): Json;
}

/** Runs last for this many steps at most. */
const mostSteps = 600;

/**
 * Runs a flow as the platform does: https://learn.microsoft.com/azure/logic-apps/logic-apps-workflow-actions-triggers. Actions that no link orders run step by step
 * in any order, iterations of a loop too, and whatever calls a service may fail.
 */
export function run(flow: RunnableFlow, trigger: Json, host: RunHost): void {
  const steps = start(flow, trigger, host, { left: mostSteps }).steps;
  while (steps.next().done !== true);
}

type Status = "Succeeded" | "Failed" | "Skipped";

/** Goes on at each `next()`, so that what runs side by side takes turns. */
type Steps<T> = Generator<undefined, T, undefined>;

interface Run {
  readonly flow: RunnableFlow;
  readonly trigger: Json;
  readonly host: RunHost;
  readonly budget: { left: number };
  readonly variables: Map<string, Json>;
  response: Json | undefined;
}

/** What is visible at one place of a run: the records of actions, and the elements of the loops around it. */
interface Frame {
  readonly run: Run;
  readonly outer: Frame | undefined;
  readonly records: Map<string, JsonObject>;
  readonly results: Map<string, readonly Json[]>;
  readonly loop: { readonly name: string; readonly item: Json } | undefined;
}

function start(
  flow: RunnableFlow,
  trigger: Json,
  host: RunHost,
  budget: Run["budget"],
): { readonly run: Run; readonly steps: Steps<Status> } {
  const run: Run = { flow, trigger, host, budget, variables: new Map(), response: undefined };
  return { run, steps: runAll(objectAt(flow.definition, "actions"), frameIn(run, undefined)) };
}

function frameIn(run: Run, outer: Frame | undefined, loop?: Frame["loop"]): Frame {
  return { run, outer, records: new Map(), results: new Map(), loop };
}

function frames(frame: Frame): readonly Frame[] {
  return frame.outer === undefined ? [frame] : [frame, ...frames(frame.outer)];
}

function surroundingsOf(frame: Frame): Surroundings {
  const { run } = frame;
  return {
    trigger: run.trigger,
    choose: run.host.choose,
    variable: (name) => run.variables.get(name.toLowerCase()) ?? null,
    record: (action) =>
      frames(frame)
        .find(({ records }) => records.has(action.toLowerCase()))
        ?.records.get(action.toLowerCase()),
    results: (scope) =>
      frames(frame)
        .find(({ results }) => results.has(scope.toLowerCase()))
        ?.results.get(scope.toLowerCase()) ?? [],
    item: (loop) =>
      frames(frame).find((one) => one.loop !== undefined && (loop === undefined || one.loop.name === loop))?.loop?.item ?? null,
  };
}

const runAfterOf = (action: JsonObject | undefined): readonly (readonly [string, Json])[] =>
  Object.entries(objectAt(action, "runAfter") ?? {}).map(([name, statuses]) => [name, statuses ?? []]);

function* runAll(actions: JsonObject | undefined, frame: Frame): Steps<Status> {
  const { host, budget } = frame.run;
  const names = Object.keys(actions ?? {});
  const statuses = new Map<string, Status>();
  const running = new Map<string, Steps<Status>>();
  for (;;) {
    const waiting = names.filter((name) => !statuses.has(name) && !running.has(name));
    const ready = waiting.filter((name) => runAfterOf(objectAt(actions, name)).every(([before]) => statuses.has(before)));
    for (const name of ready) {
      const action = objectAt(actions, name) ?? {};
      const isWanted = runAfterOf(action).every(([before, wanted]) => Array.isArray(wanted) && wanted.includes(statuses.get(before) ?? ""));
      if (isWanted) running.set(name, runOne(name, action, frame));
      else statuses.set(name, "Skipped");
    }
    if (running.size === 0) {
      if (ready.length === 0) break;
      continue;
    }
    const [name, steps] = [...running][host.choose(running.size)] ?? ["", undefined];
    const step = steps?.next();
    if (step?.done === true) {
      running.delete(name);
      statuses.set(name, step.value);
    }
    if (budget.left-- < 0) return "Failed";
    yield;
  }
  return statusOfAll(actions, names, statuses);
}

/** A container fails with the last actions of its branches, and with what those were skipped for. */
function statusOfAll(actions: JsonObject | undefined, names: readonly string[], statuses: ReadonlyMap<string, Status>): Status {
  const followed = new Set(names.flatMap((name) => runAfterOf(objectAt(actions, name)).map(([before]) => before)));
  const hasFailed = (name: string): boolean => {
    if (statuses.get(name) !== "Skipped") return statuses.get(name) === "Failed";
    return runAfterOf(objectAt(actions, name)).some(([before]) => hasFailed(before));
  };
  return names.some((name) => !followed.has(name) && hasFailed(name)) ? "Failed" : "Succeeded";
}

function* runOne(name: string, action: JsonObject, frame: Frame): Steps<Status> {
  const keep = (status: Status, inputs: Json, outputs: Json): Status => {
    frame.records.set(name.toLowerCase(), { name, status, inputs, outputs });
    return status;
  };
  try {
    const status = yield* runContainer(name, action, frame);
    if (status !== undefined) return keep(status, null, null);
    const { status: own, inputs, outputs } = yield* runLeaf(name, action, frame);
    return keep(own, inputs, outputs);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return keep("Failed", null, null);
  }
}

/** Runs the actions of a container; undefined for any other action. */
function* runContainer(name: string, action: JsonObject, frame: Frame): Steps<Status | undefined> {
  const from = surroundingsOf(frame);
  switch (textAt(action, "type")) {
    case "Scope":
      return yield* runInside(name, objectAt(action, "actions"), frame);
    case "If":
      return yield* runInside(
        name,
        objectAt(action, ...(holds(action.expression ?? null, from) ? ["actions"] : ["else", "actions"])),
        frame,
      );
    case "Switch": {
      const value = evaluate(action.expression ?? null, from);
      frame.run.host.see(frame.run.flow.name, name, value);
      const cases = Object.values(objectAt(action, "cases") ?? {});
      const chosen = cases.find((one) => isObject(one) && one.case === value) ?? objectAt(action, "default");
      return yield* runInside(name, objectAt(chosen, "actions"), frame);
    }
    case "Until":
      for (let round = 0; round < 3; round++) {
        const status = yield* runInside(name, objectAt(action, "actions"), frame);
        if (status === "Failed") return status;
        if (evaluate(action.expression ?? null, from) === true) break;
      }
      return "Succeeded";
    case "Foreach":
      return yield* runLoop(name, action, frame);
    default:
      return undefined;
  }
}

function holds(condition: Json, from: Surroundings): boolean {
  const sides = isObject(condition) ? list(evaluate(condition.equals ?? [], from)) : [];
  return JSON.stringify(sides[0]) === JSON.stringify(sides[1]);
}

/** What ran inside can be read outside, by name and as the results of the container. */
function* runInside(name: string, actions: JsonObject | undefined, frame: Frame): Steps<Status> {
  const inner = frameIn(frame.run, frame);
  const status = yield* runAll(actions, inner);
  for (const [action, record] of inner.records) frame.records.set(action, record);
  for (const [scope, results] of inner.results) frame.results.set(scope, results);
  frame.results.set(name.toLowerCase(), recordsOf(actions, inner));
  return status;
}

/** The records of the actions that are directly in a container. */
function recordsOf(actions: JsonObject | undefined, { records }: Frame): readonly Json[] {
  return Object.keys(actions ?? {}).flatMap((action): readonly JsonObject[] => {
    const record = records.get(action.toLowerCase());
    return record === undefined ? [] : [record];
  });
}

/** All iterations run at once; outside, an action's outputs are the list of those of its iterations. */
function* runLoop(name: string, action: JsonObject, frame: Frame): Steps<Status> {
  const { host } = frame.run;
  const actions = objectAt(action, "actions");
  const items = list(evaluate(action.foreach ?? null, surroundingsOf(frame))).slice(0, 3);
  const iterations = items.map((item) => frameIn(frame.run, frame, { name, item }));
  const running = iterations.map((iteration) => runAll(actions, iteration));
  let status: Status = "Succeeded";
  while (running.length > 0) {
    const index = host.choose(running.length);
    const step = running[index]?.next();
    if (step?.done === true) {
      running.splice(index, 1);
      if (step.value === "Failed") status = "Failed";
    }
    yield;
  }
  const inside = new Set(iterations.flatMap(({ records }) => [...records.keys()]));
  for (const key of inside) {
    const of = (member: "inputs" | "outputs"): readonly Json[] => iterations.map(({ records }) => records.get(key)?.[member] ?? null);
    frame.records.set(key, { name: key, inputs: of("inputs"), outputs: of("outputs") });
  }
  frame.results.set(name.toLowerCase(), recordsOf(actions, frame));
  return status;
}

interface Outcome {
  readonly status: Status;
  readonly inputs: Json;
  readonly outputs: Json;
}

function* runLeaf(name: string, action: JsonObject, frame: Frame): Steps<Outcome> {
  const { run } = frame;
  const from = surroundingsOf(frame);
  const written = action.inputs ?? null;
  const see = (inputs: Json): Json => {
    run.host.see(run.flow.name, name, inputs);
    return inputs;
  };
  const done = (inputs: Json, outputs: Json): Outcome => ({ status: "Succeeded", inputs, outputs });
  const type = textAt(action, "type") ?? "";
  switch (type) {
    case "Select":
    case "Query": {
      const { from: source = null, select = null, where = null } = objectAt(action, "inputs") ?? {};
      const rows = list(evaluate(source, from));
      const made =
        type === "Select" ? rows.map((row) => evaluate(select, from, row)) : rows.filter((row) => evaluate(where, from, row) === true);
      see([rows, made]);
      return done({ from: rows }, { body: made });
    }
    case "Workflow": {
      const inputs = see(evaluate(written, from));
      const called = run.host.flow(textAt(inputs, "host", "workflowReferenceName") ?? "");
      if (called === undefined) throw new Error(`'${name}' calls a flow that is not there.`);
      const child = start(called, objectAt(inputs, "body") ?? {}, run.host, run.budget);
      yield* child.steps;
      const { response } = child.run;
      return response === undefined ? { status: "Failed", inputs, outputs: {} } : done(inputs, { statusCode: 200, body: response });
    }
    case "OpenApiConnection":
    case "Http": {
      const inputs = see(evaluate(written, from));
      yield;
      if (run.host.choose(5) === 0) return { status: "Failed", inputs, outputs: { statusCode: 500, body: { error: "busy" } } };
      return done(inputs, { statusCode: 200, headers: {}, body: run.host.answer(run.flow.name, name, action) });
    }
    case "Response": {
      const inputs = see(evaluate(written, from));
      run.response ??= objectAt(inputs, "body") ?? null;
      return done(inputs, null);
    }
    case "Compose": {
      const inputs = see(evaluate(written, from));
      return done(inputs, inputs);
    }
    default: {
      const inputs = see(evaluate(written, from));
      yield;
      const values = isObject(inputs) ? inputs : {};
      if (type.endsWith("Variable")) {
        write(type, values, run.variables);
        return done(inputs, { body: values });
      }
      return done(inputs, { body: type === "ParseJson" ? parsed(values.content ?? null) : asText(values.from ?? null) });
    }
  }
}

function write(type: string, { variables, name, value = null }: JsonObject, all: Map<string, Json>): void {
  if (Array.isArray(variables)) {
    for (const variable of variables) if (isObject(variable)) all.set(asText(variable.name ?? null).toLowerCase(), variable.value ?? null);
    return;
  }
  const key = asText(name ?? null).toLowerCase();
  const before = all.get(key) ?? null;
  if (type === "AppendToStringVariable") all.set(key, asText(before) + asText(value));
  else if (type === "AppendToArrayVariable") all.set(key, [...list(before), value]);
  else all.set(key, value);
}
