import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { CommandOutcome, CommandRequest } from "../../src/dev/command-host.ts";
import { cloudFlows } from "../../src/dev/scaling/cloud-flows.ts";
import { desktopFlows } from "../../src/dev/scaling/desktop-flows.ts";
import { type Growth, growthOf } from "../../src/dev/scaling/measure.ts";
import { solutions } from "../../src/dev/scaling/solutions.ts";
import type { Subject, Tint } from "../../src/dev/scaling/subject.ts";
import { texts } from "../../src/dev/scaling/texts.ts";
import { tints } from "../../src/dev/scaling/tints.ts";
import { defaultInputLimits } from "../../src/input/artifact.ts";
import { openInputs } from "../../src/input/open.ts";

const plain = tints.find(({ name }) => name === "plain") as Tint;

const subject: Subject = { name: "bytes", files: (size) => new Map([["a", "a".repeat(size)]]) };

/** How a command grows that takes so many milliseconds for so many bytes. */
function growth(timeOf: (bytes: number) => number | undefined): Promise<Growth> {
  const empty = 100;
  const run = ({ cwd }: CommandRequest): Promise<CommandOutcome | undefined> => {
    const time = timeOf(statSync(join(cwd, "export.zip")).size - empty);
    return Promise.resolve(time === undefined ? undefined : { code: 0, stdout: "", stderr: "", time, memory: 100 });
  };
  return growthOf(subject, plain, () => [["export.zip"]], { enough: 1000, patience: 1 }, { run });
}

describe("the search for what grows too fast", () => {
  test.each<[string, (bytes: number) => number | undefined, string | undefined]>([
    ["work that doubles", (bytes) => bytes / 10, undefined],
    ["work that squares", (bytes) => bytes ** 2 / 10_000, "time"],
    ["work that squares up to a limit", (bytes) => Math.min(bytes ** 2 / 10_000, bytes), undefined],
    ["work that does not end", (bytes) => (bytes > 1000 ? undefined : 1), "hangs or dies"],
  ])("judges %s", async (_name, timeOf, fault) => {
    const found = await growth(timeOf);
    if (fault === undefined) expect(found.fault).toBeUndefined();
    else expect(found.fault).toContain(fault);
  });

  test("packs what is in a canvas app into an archive in the archive", async () => {
    const app: Subject = { name: "app", files: () => new Map([["CanvasApps/a.msapp!/Src/App.pa.yaml", "App:"]]) };
    const archives: Buffer[] = [];
    const run = ({ cwd }: CommandRequest): Promise<CommandOutcome> => {
      archives.push(readFileSync(join(cwd, "export.zip")));
      return Promise.resolve({ code: 0, stdout: "", stderr: "", time: 1000, memory: 100 });
    };
    await growthOf(app, plain, () => [["export.zip"]], { enough: 1000, patience: 1 }, { run });
    const [archive = Buffer.alloc(0)] = archives;
    const stdin = (): Promise<Buffer> => Promise.resolve(archive);
    const { containers } = await openInputs(["-"], { cwd: process.cwd(), limits: defaultInputLimits, stdin });
    expect(containers.flatMap(({ artifacts }) => artifacts).map(({ name }) => name)).toContain("CanvasApps/a.msapp!/Src/App.pa.yaml");
  });

  const subjects = [...cloudFlows, ...desktopFlows, ...texts, ...solutions];

  test("has subjects whose names tell them apart", () => {
    expect(new Set(subjects.map(({ name }) => name)).size).toBe(subjects.length);
  });

  test("makes larger inputs of a larger size", () => {
    const sizeOf = (files: ReadonlyMap<string, string | Buffer> | undefined): number =>
      [...(files ?? [])].reduce((sum, [name, content]) => sum + name.length + content.length, 0);
    for (const { name, files, beside } of subjects) {
      const [small = 0, large = 0] = [2, 8].map((size) => sizeOf(files(size, plain)) + sizeOf(beside?.(size, plain)));
      expect(large, name).toBeGreaterThan(small);
    }
  });
});
