import { expect, it } from "vitest";
import type { Artifact, Container } from "../../src/input/artifact.ts";
import { sourceOf } from "../../src/source/source-file.ts";

it("decodes a file once, and again when its text was let go", () => {
  let reads = 0;
  const artifact: Artifact = {
    name: "a.json",
    size: 2,
    read() {
      reads++;
      return Buffer.from("{}");
    },
  };
  const container: Container = { path: "x.zip", prefix: "", kind: "archive", artifacts: [artifact], problems: [] };
  const source = sourceOf(container, artifact);
  expect([source.text(), source.text(), reads]).toEqual(["{}", "{}", 1]);
  source.forget?.();
  expect([source.text(), reads]).toEqual(["{}", 2]);
});
