import { describe, expect, test } from "vitest";
import { createProgress } from "../../src/cli/progress.ts";

function shown(option: boolean | undefined, isTTY: boolean, environment: Record<string, string>, times: readonly number[]): string {
  let text = "";
  const clock = times[Symbol.iterator]();
  const stream = { isTTY, columns: 30, write: (part: string) => (text += part) };
  const progress = createProgress(option, stream, environment, () => clock.next().value ?? 0);
  progress.step({ stage: "read", name: "exports/Core.zip", done: 2, total: 9 });
  progress.clear();
  return text;
}

describe("progress", () => {
  test("overwrites one line of a terminal, and takes it away", () => {
    expect(shown(undefined, true, {}, [0, 1500])).toBe("\r\u001b[2KReading 3/9 exports/Core.zip\r\u001b[2K");
  });

  test.each([
    ["a short run", undefined, true, {}, [0, 900]],
    ["a pipe", undefined, false, {}, [0, 1500]],
    ["CI", undefined, true, { CI: "true" }, [0, 1500]],
    ["Azure Pipelines", undefined, true, { TF_BUILD: "True" }, [0, 1500]],
    ["--no-progress", false, true, {}, [0, 1500]],
  ] as const)("is silent for %s", (_, option, isTTY, environment, times) => {
    expect(shown(option, isTTY, { ...environment }, times)).toBe("");
  });

  test("gets a line each where it is asked for without a terminal", () => {
    expect(shown(true, false, { CI: "1" }, [0, 1500])).toBe("Reading 3/9 exports/Core.zip\n");
  });

  test("never lets a name control the terminal, and never breaks the line", () => {
    let text = "";
    let now = 0;
    const progress = createProgress(true, { isTTY: true, columns: 30, write: (part: string) => (text += part) }, {}, () => (now += 2000));
    progress.step({ stage: "read", name: `\u001b]0;x\u0007${"y".repeat(200)}\n::error::z`, done: 0, total: 1 });
    expect(text.replace("\r\u001b[2K", "")).toMatch(/^Reading 1\/1 ␛\]0;x␇y+…$/);
  });
});
