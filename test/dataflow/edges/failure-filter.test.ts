import { describe, expect, it } from "vitest";
import { compose, filterArray, keyVault, scope } from "../../../src/testing/actions.ts";
import { flow } from "../../../src/testing/solutions.ts";
import { analysed, reached } from "../analysed.ts";

/** Whether a secret is in the records of failed actions that a filter keeps. */
function holdsSecret(where: string, from = "@result('Steps')"): boolean {
  const steps = scope("Steps", keyVault.getSecret("Get_secret"));
  return reached(analysed(flow("Flow", steps, filterArray("Failed", from, where), compose("Records", "@body('Failed')")))).includes(
    "Records",
  );
}

const status = "item()?['status']";

describe("the records of a scope that a filter keeps", () => {
  it.each([
    ...["Failed", "TimedOut", "Skipped", "Cancelled", "Aborted", "failed"].map((text) => `@equals(${status}, '${text}')`),
    `@equals('Failed', ${status})`,
    `@equals(item()['Status'], 'Failed')`,
    `@not(equals(${status}, 'Succeeded'))`,
    `@not(equals('succeeded', ${status}))`,
    `@contains(createArray('Failed', 'TimedOut'), ${status})`,
    `@or(equals(${status}, 'Failed'), equals(${status}, 'TimedOut'))`,
    `@and(equals(${status}, 'Failed'), equals(item()?['name'], 'x'))`,
    `@and(equals(item()?['name'], 'x'), not(equals(${status}, 'Succeeded')))`,
  ])("hold no secret where only failed ones are: %s", (where) => {
    expect(holdsSecret(where)).toBe(false);
  });

  it.each([
    `@equals(${status}, 'Succeeded')`,
    `@equals(${status}, 'Other')`,
    "@equals(item()?['name'], 'Failed')",
    "@equals(item()?['error']?['status'], 'Failed')",
    "@equals('Failed', 'Failed')",
    `@greater(${status}, 'Failed')`,
    `@not(equals(${status}, 'Failed'))`,
    "@not(equals(item()?['name'], 'Succeeded'))",
    `@not(greater(${status}, 'Succeeded'))`,
    `@contains(createArray('Failed', 'Succeeded'), ${status})`,
    `@contains(createArray('Failed', outputs('x')), ${status})`,
    `@contains(${status}, 'Failed')`,
    "@contains(createArray('Failed'), item()?['name'])",
    `@or(equals(${status}, 'Failed'), equals(item()?['name'], 'x'))`,
    "@and(equals(item()?['name'], 'x'), equals(item()?['code'], 'y'))",
    "@true",
    `equals(${status}, 'Failed')`,
  ])("may hold it where others are too: %s", (where) => {
    expect(holdsSecret(where)).toBe(true);
  });

  it("may hold it where they come from elsewhere", () => {
    expect(holdsSecret(`@equals(${status}, 'Failed')`, "@createArray(body('Get_secret'))")).toBe(true);
  });
});
