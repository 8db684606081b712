import type { Random } from "../../../src/dev/random.ts";
import type { Json } from "../../../src/json.ts";
import {
  type ActionSpec,
  after,
  appendToArray,
  appendToString,
  childFlow,
  compose,
  condition,
  environmentSecret,
  filterArray,
  forEach,
  htmlTable,
  http,
  initializeVariable,
  join,
  keyVault,
  mail,
  parallel,
  parseJson,
  respond,
  scope,
  select,
  setVariable,
  switchOn,
  until,
} from "../../../src/testing/actions.ts";
import { buttonTrigger, type FlowSpec } from "../../../src/testing/solutions.ts";

/** What an expression gives: a text, an object with the texts `k` and `j`, or a list of either. */
type Shape = "text" | "object" | "texts" | "objects";

type Readable = Record<Shape, string[]>;

/**
 * A flow and the child flow that it may call, made so that most of their expressions have a value when they run: they read members that are there, of values of the
 * shape that the functions around them take.
 */
export function typedFlows(random: Random): readonly FlowSpec[] {
  return [typedFlow("Parent", random, true), typedFlow("Child", random, false)];
}

function typedFlow(name: string, random: Random, calls: boolean): FlowSpec {
  let readable: Readable = {
    text: ["triggerBody()?['text']", "variables('text')", "variables('text')"],
    object: ["variables('object')"],
    texts: ["variables('list')"],
    objects: [],
  };
  let count = 0;
  const next = (kind: string): string => `${kind}_${++count}`;
  const member = (): string => random.pick(["k", "j"]);

  /** What can be read as this shape, of what is at hand or of a part of it. */
  function read(shape: Shape): string | undefined {
    const { text, object, texts, objects } = readable;
    const elements = (lists: readonly string[]): readonly string[] =>
      lists.flatMap((one) => [`first(${one})`, `${one}[0]`, `last(${one})`]);
    const allObjects = [...object, ...elements(objects)];
    const choices: Readonly<Record<Shape, readonly string[]>> = {
      text: [...text, ...text, ...elements(texts), ...allObjects.map((one) => `${one}?['${member()}']`)],
      object: allObjects,
      texts,
      objects,
    };
    return one(choices[shape]);
  }
  function one<T>(choices: readonly T[]): T | undefined {
    return choices[random.between(0, choices.length - 1)];
  }

  function expression(shape: Shape, depth = 0): string {
    const found = random.chance(depth > 2 ? 0.9 : 0.5) ? read(shape) : undefined;
    if (found !== undefined) return found;
    const inner = (wanted: Shape): string => (depth > 3 ? fixed[wanted] : expression(wanted, depth + 1));
    const [text, object, texts] = [() => inner("text"), () => inner("object"), () => inner("texts")];
    const either = (wanted: Shape): string =>
      random.pick([`if(equals(rand(0,2),0),${inner(wanted)},${inner(wanted)})`, `coalesce(${inner(wanted)},${inner(wanted)})`]);
    const jsonObject = (): string => `json(concat('{"k":"',${text()},'","j":"z"}'))`;
    switch (shape) {
      case "text":
        return random.pick([
          () => `concat('a',${text()},${text()})`,
          () => either("text"),
          () => `first(${texts()})`,
          () => `last(reverse(${texts()}))`,
          () => `createArray(${text()},${text()})[${random.between(0, 1)}]`,
          () => `join(${texts()},',')`,
          () => `string(${random.pick([object, texts])()})`,
          () => `${jsonObject()}?['${member()}']`,
          () => `setProperty(${object()},'${member()}',${text()})?['${member()}']`,
          () => `removeProperty(${object()},'${member()}')?['${member()}']`,
          () => `json(string(${object()}))?['${member()}']`,
          () => `union(${object()},${object()})?['${member()}']`,
          () => `replace(${text()},'z',${text()})`,
          () => `base64ToString(base64(${text()}))`,
          () => `first(split(${text()},','))`,
          () => `string(length(${text()}))`,
          () => `string(equals(${text()},${text()}))`,
        ])();
      case "object":
        return random.pick([
          jsonObject,
          () => either("object"),
          () => `setProperty(${object()},'${member()}',${text()})`,
          () => `removeProperty(${object()},'${member()}')`,
          () => `union(${object()},${object()})`,
          () => `json(string(${object()}))`,
        ])();
      case "texts":
        return random.pick([
          () => `createArray(${text()},${text()})`,
          () => `split(${text()},',')`,
          () => `union(${texts()},${texts()})`,
          () => `take(${texts()},1)`,
          () => `skip(${texts()},1)`,
          () => `concat(${texts()},${texts()})`,
          () => `json(string(${texts()}))`,
          () => either("texts"),
        ])();
      case "objects":
        return `createArray(${object()},${object()})`;
    }
  }
  const template = (): string => {
    const text = expression("text");
    return random.pick([`@${text}`, `@{${text}}`, `Value: @{${text}}.`]);
  };

  function source(): ActionSpec {
    const action = next("Secret");
    if (random.chance(0.5)) {
      readable.text.push(`body('${action}')?['value']`, `outputs('${action}')?['body/value']`, `body('${action}')?['name']`);
      return keyVault.getSecret(action);
    }
    readable.text.push(`outputs('${action}')?['body']?['EnvironmentVariableSecretValue']`);
    return environmentSecret(action);
  }

  function leaf(): ActionSpec {
    const keep = (shape: Shape, read: string): void => void readable[shape].push(read);
    const kinds = [
      "Compose",
      "Object",
      "Parse",
      "Select",
      "Filter",
      "Join",
      "Table",
      "Set",
      "Put",
      "Fill",
      "Append",
      "Add",
      "Mail",
      "Call",
      "Run",
    ];
    const kind = random.pick(["Set", "Append", ...kinds]);
    const action = next(kind);
    const rows = expression("objects");
    switch (kind) {
      case "Compose": {
        const made = compose(action, template());
        keep(
          "text",
          random.pick([`outputs('${action}')`, `actions('${action}')?['outputs']`, `json(string(actions('${action}')))?['inputs']`]),
        );
        return made;
      }
      case "Object": {
        const made = compose(action, random.pick<Json>([{ k: template(), j: template() }, `@${expression("object")}`]));
        keep("object", `outputs('${action}')`);
        return made;
      }
      case "Parse": {
        const made = parseJson(action, random.pick([`{"k":"@{${expression("text")}}","j":"x"}`, `@${expression("object")}`]));
        keep("object", random.pick([`body('${action}')`, `outputs('${action}')?['body']`]));
        return made;
      }
      case "Select": {
        const made = select(action, `@${rows}`, { k: `@item()?['${member()}']`, j: template() });
        keep("objects", `body('${action}')`);
        return made;
      }
      case "Filter": {
        keep("objects", `body('${action}')`);
        return filterArray(action, `@${rows}`, "@not(equals(item()?['k'],'q'))");
      }
      case "Join": {
        const made = join(action, `@${expression("texts")}`, ",");
        keep("text", `body('${action}')`);
        return made;
      }
      case "Table": {
        keep("text", `body('${action}')`);
        return htmlTable(action, `@${rows}`);
      }
      case "Set":
        return setVariable(action, "text", random.chance(0.3) ? "nothing" : template());
      case "Put":
        return setVariable(action, "object", `@${expression("object")}`);
      case "Fill":
        return setVariable(action, "list", random.chance(0.3) ? [] : `@${expression("texts")}`);
      case "Append":
        return appendToString(action, "text", template());
      case "Add":
        return appendToArray(action, "list", template());
      case "Mail":
        return mail(action, template());
      case "Call": {
        const made = http(action, { headers: { "x-note": template() }, body: { note: template() } });
        keep("text", `actions('${action}')?['inputs']?['body']?['note']`);
        return made;
      }
      default: {
        if (!calls) return source();
        const made = childFlow(action, "Child", { text: template() });
        keep("text", `body('${action}')?['answer']`);
        return made;
      }
    }
  }

  function step(depth: number): ActionSpec {
    const inside = (): readonly ActionSpec[] => steps(depth + 1, 3);
    switch (depth > 2 ? "leaf" : random.pick(["leaf", "leaf", "leaf", "leaf", "loop", "until", "if", "switch", "scope"])) {
      case "loop":
        return loop(depth);
      case "until":
        return until(next("Until"), "@equals(rand(0,2),0)", ...inside());
      case "if":
        return condition(next("If"), { equals: ["@rand(0,2)", 0] }, inside(), inside());
      case "switch":
        return switchOn(next("Switch"), "@string(rand(0,2))", { "0": inside() }, inside());
      case "scope": {
        const action = next("Scope");
        const made = scope(action, ...inside());
        readable.text.push(`string(result('${action}'))`);
        return made;
      }
      default:
        return leaf();
    }
  }

  /** Outside of the loop, the texts and objects that its actions give are lists. */
  function loop(depth: number): ActionSpec {
    const action = next("Loop");
    const shape = random.pick(["text", "object"] as const);
    const list = expression(shape === "text" ? "texts" : "objects");
    const outside = readable;
    readable = { text: [...outside.text], object: [...outside.object], texts: [...outside.texts], objects: [...outside.objects] };
    readable[shape].push(`items('${action}')`, "item()");
    const made = forEach(action, `@${list}`, ...steps(depth + 1, 3));
    const given = (shape: "text" | "object"): readonly string[] =>
      readable[shape].filter((read) => !outside[shape].includes(read) && /^outputs\('\w+'\)$/.test(read));
    const [texts, objects] = [given("text"), given("object")];
    readable = outside;
    readable.texts.push(...texts);
    readable.objects.push(...objects);
    readable.text.push(`string(result('${action}'))`);
    return made;
  }

  function steps(depth: number, most: number): readonly ActionSpec[] {
    const made: ActionSpec[] = [];
    for (let left = random.between(1, most); left > 0; left--) {
      const action = step(depth);
      const before = made.at(-1)?.name;
      const other = one(made)?.name;
      if (before === undefined || other === undefined || random.chance(0.7)) made.push(action);
      else if (random.chance(0.3)) made.push(parallel(action));
      else if (random.chance(0.5))
        made.push(after(action, { [other]: ["Succeeded"], [before]: random.pick([["Succeeded"], ["Succeeded", "Failed"]]) }));
      else made.push(after(action, { [before]: random.pick(otherStatuses) }));
    }
    return made;
  }

  const actions = [
    initializeVariable("Text", "text", random.pick(["", "start"])),
    initializeVariable("List", "list", [], "array"),
    initializeVariable("Object", "object", { k: "a", j: "b" }, "object"),
    source(),
    ...steps(0, 7),
  ];
  if (!calls) actions.push(respond("Answer", { answer: template() }));
  return { name, actions, trigger: buttonTrigger({ text: "Text" }) };
}

const fixed: Readonly<Record<Shape, string>> = {
  text: "'fixed'",
  object: `json('{"k":"x","j":"y"}')`,
  texts: "createArray('x','y')",
  objects: `createArray(json('{"k":"x","j":"y"}'))`,
};

const otherStatuses: [string[], ...string[][]] = [
  ["Failed"],
  ["Failed", "TimedOut"],
  ["Succeeded", "Failed"],
  ["Succeeded", "Skipped"],
  ["Succeeded", "Failed", "Skipped", "TimedOut"],
  ["Skipped"],
];
