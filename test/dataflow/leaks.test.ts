import { describe, expect, it } from "vitest";
import {
  type ActionSpec,
  compose,
  connector,
  desktopFlow,
  after as following,
  http,
  keyVault,
  mail,
  raw,
  scope,
  tokenRequest,
} from "../../src/testing/actions.ts";
import { flow } from "../../src/testing/solutions.ts";
import { analysed, analysedSolutions } from "./analysed.ts";

const secret = keyVault.getSecret("Get_secret");
const value = "body('Get_secret')?['value']";

/** Leaks of the last action: what the secret is, what the place does with it, how sure that is, and how the run history shows it. */
function leaksOf(...actions: readonly ActionSpec[]): readonly string[] {
  const { workspace, values } = analysed(flow("Flow", secret, ...actions));
  const last = workspace.cloudFlows.flatMap(({ operations }) => operations).at(-1);
  if (last === undefined) return [];
  return values
    .leaksAt(last)
    .map(({ origin, role, confidence, visibility, wholeObject }) =>
      [
        `${origin.name}: ${role.kind} ${role.member}`,
        confidence,
        ...(visibility === "visible" ? [] : [visibility]),
        ...(wholeObject === undefined ? [] : [`whole at ${wholeObject.path.length}`]),
      ].join(", "),
    );
}

describe("what an action returns is read where it ran", () => {
  const failed = (spec: ActionSpec): ActionSpec => following(spec, { Get_secret: ["Failed"] });
  it("not behind its failure, when it returned an error", () => {
    expect(leaksOf(failed(mail("Send", `@{${value}}`)))).toEqual([]);
    expect(leaksOf(failed(mail("Send", "@{actions('Get_secret')}")))).toEqual([]);
  });

  it("its inputs are the same all the same", () => {
    const call = http("Call", { body: `@${value}` });
    expect(leaksOf(call, following(mail("Send", "@{string(actions('Call')?['inputs'])}"), { Call: ["Failed"] }))).toHaveLength(1);
    expect(leaksOf(call, following(mail("Send", "@{actions('Call')}"), { Call: ["Failed"] }))).toHaveLength(1);
  });

  it("behind its failure or success", () => {
    expect(leaksOf(following(mail("Send", `@{${value}}`), { Get_secret: ["Failed", "Succeeded"] }))).toHaveLength(1);
  });
});

describe("a secret that is all of an address is the address, and no secret in it", () => {
  const hook = (member: string, uri: string): ActionSpec =>
    raw("Call", { type: "HttpWebhook", inputs: { [member]: { method: "POST", uri } } });
  it.each<[string, ActionSpec, string]>([
    ["as it is", http("Call", { uri: `@${value}` }), "request URL"],
    ["as a text", http("Call", { uri: `@{${value}}` }), "request URL"],
    ["of a webhook", hook("subscribe", `@${value}`), "request URL"],
    ["of a webhook's end", hook("unsubscribe", `@${value}`), "request URL"],
    ["not beside other text", http("Call", { uri: `https://x.example/@{${value}}` }), "url URL"],
    ["not where it is encoded", http("Call", { uri: `@base64(${value})` }), "url URL"],
    ["not in a query", http("Call", { queries: { uri: `@${value}` } }), "url query parameter 'uri'"],
    ["not in another member", http("Call", { body: { uri: `@${value}` } }), "request body"],
    ["not in a parameter of a connector", connector("Call", "shared_contoso", "Post", { uri: `@${value}` }), "request input 'uri'"],
  ])("%s", (_, call, expected) => {
    expect(leaksOf(call).map((leak) => leak.split(", ")[0])).toEqual([`Get_secret: ${expected}`]);
  });
});

describe("the object around a secret goes along", () => {
  it.each<[string, string, boolean]>([
    ["where the body is read", "@body('Get_secret')", true],
    ["where the outputs are read", "@outputs('Get_secret')", true],
    ["where it is read in a text", "see @{body('Get_secret')}", true],
    ["not where the secret is read", `@${value}`, false],
    ["not where its other members are", "@body('Get_secret')?['name']", false],
  ])("%s", (_, text, expected) => {
    const found = leaksOf(mail("Tell", text));
    expect(found.some((leak) => leak.includes("whole at"))).toBe(expected);
  });
});

describe("a place is one leak", () => {
  const robot = (inputs: Readonly<Record<string, string>>): ActionSpec => desktopFlow("Run", "Robot", inputs);
  it("however often it reads the secret", () => {
    expect(leaksOf(http("Call", { body: { a: `@${value}`, b: `@{${value}}` } }))).toEqual(["Get_secret: request body, high"]);
  });
  it("for each kind of its places", () => {
    expect(leaksOf(http("Call", { body: `@${value}`, headers: { Authorization: `@${value}` } }))).toEqual([
      "Get_secret: request body, high",
      "Get_secret: authorization-header Authorization header, high",
    ]);
  });
  it("for each input of a desktop flow", () => {
    expect(leaksOf(robot({ A: `@${value}`, B: `@${value}` }))).toEqual([
      "Get_secret: desktop-input input 'A', high",
      "Get_secret: desktop-input input 'B', high",
    ]);
  });
  it("for each secret", () => {
    expect(leaksOf(tokenRequest("Token", "x"), compose("Copy", `@{${value}}@{body('Token')?['access_token']}`))).toEqual([
      "Get_secret: data-operation inputs, high",
      "Token: data-operation inputs, high",
    ]);
  });
  it("and none where it only holds settings", () => {
    expect(leaksOf(connector("Call", "shared_contoso", "Post", {}), compose("Copy", "x"))).toEqual([]);
    expect(leaksOf({ ...http("Call"), json: { ...http("Call").json, runtimeConfiguration: { x: `@${value}` } } })).toEqual([]);
  });
});

describe("a leak is as sure as the trace to it", () => {
  const post = scope("Steps", http("Post", { body: `@${value}` }));
  it("which is less sure through the result of a scope", () => {
    expect(leaksOf(post, compose("Copy", "@result('Steps')"))).toEqual(["Get_secret: data-operation inputs, medium"]);
  });
  it("unless there is a surer one", () => {
    expect(leaksOf(post, compose("Copy", `@{result('Steps')}@{${value}}`))).toEqual(["Get_secret: data-operation inputs, high"]);
    expect(leaksOf(post, compose("Copy", `@{${value}}@{result('Steps')}`))).toEqual(["Get_secret: data-operation inputs, high"]);
  });
  it("and as sure as the role of the place", () => {
    expect(leaksOf(connector("Call", "shared_contoso", "Post", { text: `@${value}` }))).toEqual(["Get_secret: request input 'text', low"]);
  });
  it("and shows what is hidden", () => {
    expect(leaksOf(http("Call", { body: `@${value}` }, { secure: ["inputs"] }))).toEqual([
      "Get_secret: request body, high, hidden-by-setting",
    ]);
  });
});

describe("several secrets that are followed with one limit", () => {
  const steps = Array.from({ length: 12 }, (_, index) => compose(`C${index}`, `@outputs('${index === 0 ? "Keep" : `C${index - 1}`}')`));
  const spec = flow(
    "Flow",
    secret,
    tokenRequest("Token", "x"),
    compose("Keep", `@${value}`),
    ...steps,
    compose("Last", "@body('Token')?['access_token']"),
  );
  /** How many places each secret was followed to, and whether that is all of them. */
  const followed = (maxSteps: number): readonly { readonly places: number; readonly truncated: boolean }[] => {
    const { values } = analysedSolutions([{ flows: [spec] }], { maxSteps });
    return values.origins.map((origin) => {
      const { facts, truncated } = values.reachOf(origin);
      return { places: facts.length, truncated };
    });
  };
  const wholly = followed(10_000);
  const total = wholly.reduce((sum, { places }) => sum + places, 0);

  it("are all followed to their end where it is wide enough", () => {
    expect(wholly.map(({ truncated }) => truncated)).toEqual([false, false]);
    expect(total).toBeGreaterThan(10);
    expect(followed(total)).toEqual(wholly);
  });

  it("use no more than it where it is not, each its share, and say so", () => {
    for (let limit = 2; limit < total; limit++) {
      const found = followed(limit);
      expect(
        found.reduce((sum, { places }) => sum + places, 0),
        `at ${limit}`,
      ).toBeLessThanOrEqual(limit);
      expect(
        found.some(({ truncated }) => truncated),
        `at ${limit}`,
      ).toBe(true);
      for (const [index, { places, truncated }] of found.entries()) {
        const all = wholly[index]?.places ?? 0;
        expect(places, `at ${limit}`).toBeGreaterThanOrEqual(Math.min(all, Math.floor(limit / found.length)));
        if (!truncated) expect(places, `at ${limit}`).toBe(all);
      }
    }
  });
});
