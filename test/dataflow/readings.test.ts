import { describe, expect, it } from "vitest";
import { type ActionSpec, compose, forEach, keyVault, mail, scope } from "../../src/testing/actions.ts";
import { flow } from "../../src/testing/solutions.ts";
import { analysed, reached } from "./analysed.ts";

const secret = keyVault.getSecret("Get_secret", { secure: ["outputs"] });
const value = "@body('Get_secret')?['value']";

/** Whether the secret gets into a mail that reads this. */
function arrives(read: string, ...steps: readonly ActionSpec[]): boolean {
  return reached(analysed(flow("Flow", secret, ...steps, mail("Send", `@{${read}}`)))).includes("Send");
}

describe("what a Compose holds", () => {
  it.each([
    ["outputs('Keep')", true],
    ["body('Keep')", true],
    ["outputs('Keep')?['body']", true],
    ["actions('Keep')", true],
    ["actions('Keep')?['outputs']", true],
    ["actions('Keep')?['status']", false],
    ["body('Other')", false],
  ])("is read by %s: %s", (read, expected) => {
    expect(arrives(read, compose("Keep", value), compose("Other", "x"))).toBe(expected);
  });

  it("by its members too", () => {
    const keep = compose("Keep", { body: value, other: "x" });
    expect([arrives("outputs('Keep')?['body']", keep), arrives("outputs('Keep')?['other']", keep)]).toEqual([true, false]);
  });
});

describe("what an action in a loop gives is a list outside of it", () => {
  const keep = compose("Keep", { key: value, other: "x" });
  it.each<[string, ActionSpec]>([
    ["a loop", forEach("Loop", "@createArray(1, 2)", keep)],
    ["a scope in a loop", forEach("Loop", "@createArray(1, 2)", scope("Inner", keep))],
  ])("of %s", (_, loop) => {
    expect([arrives("outputs('Keep')[0]?['key']", loop), arrives("outputs('Keep')[0]?['other']", loop)]).toEqual([true, false]);
  });
});
