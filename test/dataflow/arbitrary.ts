import fc from "fast-check";
import {
  type ActionSpec,
  appendToArray,
  appendToString,
  childFlow,
  compose,
  condition,
  environmentSecret,
  filterArray,
  forEach,
  http,
  initializeVariable,
  keyVault,
  mail,
  parallel,
  parseJson,
  respond,
  scope,
  select,
  setVariable,
  switchOn,
  terminate,
  tokenRequest,
  until,
  updateRow,
} from "../../src/testing/actions.ts";
import { buttonTrigger, type FlowSpec } from "../../src/testing/solutions.ts";

type Pick = <T>(...choices: readonly T[]) => T;

/** A flow that gets secrets, moves them about in every way, and lets some of them out; with the child flow that it may call. */
export const arbitraryFlows: fc.Arbitrary<readonly FlowSpec[]> = fc.gen().map((generate) => {
  const pick: Pick = (...choices) => generate(() => fc.constantFrom(...choices));
  const child = flowOf("Child", pick, false);
  return [flowOf("Parent", pick, true), child];
});

function flowOf(name: string, pick: Pick, calls: boolean): FlowSpec {
  const readable = ["triggerBody()?['text']", "variables('text')", "first(variables('list'))"];
  let count = 0;
  const next = (kind: string): string => `${kind}_${++count}`;
  const secure = () => pick({}, { secure: ["outputs"] }, { secure: ["inputs"] }, { secure: ["inputs", "outputs"] });

  function expression(depth = 0): string {
    const inner = (): string => (depth > 2 ? pick(...readable) : expression(depth + 1));
    switch (pick("read", "read", "read", "concat", "base64", "length", "if", "coalesce", "json", "replace", "list", "set", "unknown")) {
      case "concat":
        return `concat('x', ${inner()}, ${inner()})`;
      case "base64":
        return `base64(${inner()})`;
      case "length":
        return `length(${inner()})`;
      case "if":
        return `if(empty(${inner()}), ${inner()}, 'y')`;
      case "coalesce":
        return `coalesce(${inner()}, ${inner()})`;
      case "json":
        return `json(string(${inner()}))?['${pick("value", "a/b", "body/value")}']`;
      case "replace":
        return `replace(string(${inner()}), ${inner()}, '*')`;
      case "list":
        return `createArray(${inner()}, ${inner()})[${pick("0", "1")}]`;
      case "set":
        return `setProperty(${inner()}, 'a', ${inner()})`;
      case "unknown":
        return `mystery(${inner()})`;
      default:
        return pick(...readable);
    }
  }
  const template = (): string => {
    const text = expression();
    return pick(`@${text}`, `@{${text}}`, `Value: @{${text}}.`);
  };

  function source(): ActionSpec {
    const kind = pick("vault", "variable", "token");
    const action = next(kind);
    if (kind === "vault") {
      readable.push(
        `body('${action}')?['value']`,
        `outputs('${action}')?['body/value']`,
        `body('${action}')?['name']`,
        `body('${action}')`,
      );
      return keyVault.getSecret(action, secure());
    }
    if (kind === "variable") {
      readable.push(`outputs('${action}')?['body/EnvironmentVariableSecretValue']`);
      return environmentSecret(action, secure());
    }
    readable.push(`body('${action}')?['access_token']`, `actions('${action}')?['outputs']?['body/refresh_token']`);
    return tokenRequest(action, `grant_type=client_credentials&client_secret=@{${pick(...readable)}}`, secure());
  }

  function leaf(): ActionSpec {
    switch (pick("compose", "parse", "select", "filter", "http", "http", "mail", "row", "set", "append", "add", "end", "child")) {
      case "compose": {
        const action = next("Compose");
        const made = compose(
          action,
          pick<() => string | { a: string; b: string }>(template, () => ({ a: template(), b: "fixed" }))(),
          secure(),
        );
        readable.push(`outputs('${action}')`, `outputs('${action}')?['a']`, `outputs('${action}')?['b']`);
        return made;
      }
      case "parse": {
        const action = next("Parse");
        const made = parseJson(action, `@${expression()}`, secure());
        readable.push(`body('${action}')?['value']`);
        return made;
      }
      case "select": {
        const action = next("Select");
        const made = select(action, `@createArray(${expression()})`, { a: `@item()?['value']`, b: template() }, secure());
        readable.push(`first(body('${action}'))?['a']`);
        return made;
      }
      case "filter": {
        const action = next("Filter");
        const made = filterArray(action, `@createArray(${expression()})`, `@equals(item(), ${expression()})`, secure());
        readable.push(`body('${action}')[0]`);
        return made;
      }
      case "http": {
        const action = next("Call");
        const inputs = pick<() => Parameters<typeof http>[1]>(
          () => ({ headers: { "x-key": template(), Authorization: template() } }),
          () => ({ authentication: { type: "Basic", username: "erp", password: template() } }),
          () => ({ uri: `https://api.contoso.com/x?code=@{${expression()}}` }),
          () => ({ body: { key: template() }, queries: { code: template() } }),
        )();
        const made = http(action, inputs, secure());
        readable.push(`body('${action}')?['value']`, `outputs('${action}')?['statusCode']`);
        return made;
      }
      case "mail":
        return mail(next("Mail"), template(), secure());
      case "row":
        return updateRow(next("Row"), { "item/name": template() }, secure());
      case "set":
        return setVariable(next("Set"), "text", pick(template, () => "harmless")());
      case "append":
        return appendToString(next("Append"), "text", template());
      case "add":
        return appendToArray(next("Add"), "list", template());
      case "end":
        return terminate(next("End"), template());
      default: {
        if (!calls) return compose(next("Nothing"), "");
        const action = next("Run");
        const made = childFlow(action, "Child", { text: template() }, secure());
        readable.push(`body('${action}')?['text']`);
        return made;
      }
    }
  }

  function step(depth: number): ActionSpec {
    const kind = depth > 1 ? "leaf" : pick("leaf", "leaf", "leaf", "source", "loop", "until", "if", "switch", "scope");
    const inside = (): ActionSpec[] => steps(depth + 1, 2);
    switch (kind) {
      case "source":
        return source();
      case "loop": {
        const action = next("Loop");
        const list = `@createArray(${expression()})`;
        readable.push(`items('${action}')`);
        const made = forEach(action, list, ...inside());
        readable.splice(readable.indexOf(`items('${action}')`), 1);
        return made;
      }
      case "until":
        return until(next("Until"), `@equals(${expression()}, 'x')`, ...inside());
      case "if":
        return condition(next("If"), { equals: [`@${expression()}`, ""] }, inside(), inside());
      case "switch":
        return switchOn(next("Switch"), `@${expression()}`, { one: inside() }, inside());
      case "scope": {
        const action = next("Scope");
        const made = scope(action, ...inside());
        readable.push(`result('${action}')`, `first(result('${action}'))?['outputs']`);
        return made;
      }
      default:
        return leaf();
    }
  }
  function steps(depth: number, most: number): ActionSpec[] {
    return Array.from({ length: pick(...Array.from({ length: most }, (_, index) => index + 1)) }, () => {
      const made = step(depth);
      return pick(false, false, false, true) ? parallel(made) : made;
    });
  }

  const actions = [
    initializeVariable("Text", "text", "", "string"),
    initializeVariable("List", "list", [], "array"),
    source(),
    ...steps(0, 6),
  ];
  if (!calls) actions.push(respond("Answer", { text: template() }, secure()));
  return { name, actions, trigger: buttonTrigger({ text: pick("Text", "Password") }, pick(undefined, ["outputs"], ["inputs", "outputs"])) };
}
