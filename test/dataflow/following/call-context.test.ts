import { describe, expect, it } from "vitest";
import { type CallContext, createCallContexts } from "../../../src/dataflow/following/call-context.ts";
import { createGraph, type Edge } from "../../../src/dataflow/graph/graph.ts";

type Call = NonNullable<Edge["call"]>;

const graph = createGraph(() => undefined);
const [from, to] = [graph.node("variable", {}), graph.node("variable", {})];
const edge = (call?: Call): Edge => ({ from, read: [], to, write: [], mode: "copy", ...(call === undefined ? {} : { call }) });

const [first, second] = [{ called: "first" }, { called: "second" }];
const enter = (at: object): Edge => edge({ at, direction: "enter" });
const leave = (at: object): Edge => edge({ at, direction: "return" });

/** The contexts of a search that follows values forward, and what is beyond a chain of edges in it. */
function search() {
  const contexts = createCallContexts();
  return {
    key: contexts.key,
    beyond(...edges: readonly Edge[]): CallContext | undefined | "blocked" {
      let context: CallContext | undefined | "blocked";
      for (const one of edges) if (context !== "blocked") context = contexts.beyond(one, context, "enter");
      return context;
    },
  };
}

describe("a value that entered a call", () => {
  it("goes back to its own caller", () => {
    const { beyond } = search();
    expect(beyond(enter(first), leave(first))).toBeUndefined();
    expect(beyond(enter(first), enter(second), leave(second))).toBe(beyond(enter(first)));
  });

  it("does not go back to another one", () => {
    expect(search().beyond(enter(first), leave(second))).toBe("blocked");
    expect(search().beyond(enter(first), enter(second), leave(first))).toBe("blocked");
  });

  it("stays inside of it where it moves within the called flow", () => {
    const { beyond } = search();
    expect(beyond(enter(first), edge())).toBe(beyond(enter(first)));
  });

  it("goes back to every caller where it began in the called flow", () => {
    expect(search().beyond(leave(first))).toBeUndefined();
  });

  it("is read backward the other way round", () => {
    const contexts = createCallContexts();
    const inside = contexts.beyond(leave(first), undefined, "return");
    expect(inside).toMatchObject({ at: first, outer: undefined });
    if (inside === "blocked") return;
    expect(contexts.beyond(enter(first), inside, "return")).toBeUndefined();
    expect(contexts.beyond(enter(second), inside, "return")).toBe("blocked");
  });
});

describe("the calls that a value is inside of", () => {
  it("are one object and one key where they are equal, whichever way it came", () => {
    const { beyond, key } = search();
    const [a, b] = [beyond(enter(first), enter(second)), beyond(enter(first), edge(), enter(second))];
    expect(a).toBe(b);
    const keys = [beyond(), beyond(enter(first)), beyond(enter(second)), a, beyond(enter(second), enter(first))].map((context) =>
      context === "blocked" ? "" : key(context),
    );
    expect(new Set(keys).size).toBe(5);
  });

  it("are forgotten where a call is entered again", () => {
    expect(search().beyond(enter(first), enter(first))).toBeUndefined();
    expect(search().beyond(enter(first), enter(second), enter(first))).toBeUndefined();
  });

  it("are told apart up to eight deep, and forgotten beyond", () => {
    const calls = Array.from({ length: 9 }, (_, index) => ({ index }));
    expect(search().beyond(...calls.slice(0, 8).map(enter))).toMatchObject({ at: calls[7] });
    expect(search().beyond(...calls.map(enter))).toBeUndefined();
  });
});
