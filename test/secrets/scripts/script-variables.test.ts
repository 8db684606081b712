import { describe, expect, it } from "vitest";
import { variablesOf } from "../../../src/secrets/scripts/script-variables.ts";
import { expectLinear } from "../../growth.ts";

describe("the variables of a script", () => {
  const script = ["$user = 'a'", "first = 1", 'user = "b"', "if (user == 'c') user = load('d')", "x.user = 'e'"].join("\n");
  const read = variablesOf(script, ({ from }) => /^["'](.)["']/.exec(script.slice(from))?.[1]);
  const valueAt = (name: string, before: string): string | undefined => read(name, script.indexOf(before));

  it("hold what was assigned to them last, whatever their case", () => {
    expect(valueAt("USER", "first")).toBe("a");
    expect(valueAt("$user", "if (")).toBe("b");
  });

  it("hold nothing that is known before the first assignment, after one of something else, and without any", () => {
    expect(valueAt("user", "$user")).toBeUndefined();
    expect(valueAt("user", "x.user")).toBeUndefined();
    expect(valueAt("load", "x.user")).toBeUndefined();
  });

  it("hold what is assigned where their type is written, or a dollar sign is in their name", () => {
    const typed = ["const user: string = 'a'", "$user$2='b'", "user :int= 'c'"].join("\n");
    const values = variablesOf(typed, ({ from }) => typed.slice(from, from + 3));
    expect([values("user", 20), values("user$2", typed.length), values("user", typed.length)]).toEqual(["'a'", "'b'", "'c'"]);
  });

  it("are looked up in a time that grows with their number", () => {
    expectLinear((size) => {
      const numbers = variablesOf("a = 1\n".repeat(size), ({ from }) => from);
      for (let index = 0; index < size; index++) numbers("a", index);
    }, 2_000);
  });
});
