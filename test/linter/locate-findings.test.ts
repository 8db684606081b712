import { expect, test } from "vitest";
import { locateFindings } from "../../src/linter/locate-findings.ts";
import { createRedactor } from "../../src/linter/redact.ts";
import type { RuleFinding } from "../../src/linter/run-rules.ts";
import type { Place, SourceFile } from "../../src/source/place.ts";

test("reads the files that findings are in one after the other, each once", () => {
  const held = new Set<string>();
  let most = 0;
  const reads: string[] = [];
  const files = ["a", "b", "c"].map((file): SourceFile => {
    let text: string | undefined;
    return {
      path: "export.zip",
      file,
      text() {
        if (text === undefined) reads.push(file);
        text = `{"${file}":"text"}`;
        most = Math.max(most, held.add(file).size);
        return text;
      },
      forget() {
        text = undefined;
        held.delete(file);
      },
    };
  });
  const places = files.map((source): Place => ({ source, at: { kind: "json", pointer: [source.file] } }));
  // Each finding has a path through all files, and the findings take turns between them.
  const findings = [0, 1, 2, 0, 1, 2].map((index) => findingAt(places[index] as Place, places));
  const located = locateFindings(
    findings.map((finding) => ({ finding, suppression: null })),
    createRedactor(),
  );
  expect(located.map(({ location }) => location.file)).toEqual(["a", "b", "c", "a", "b", "c"]);
  for (const { location, flow } of located) {
    expect(location).toMatchObject({ offset: 5, endColumn: 12 });
    expect(flow.map(({ location: { file, column } }) => [file, column])).toEqual(files.map(({ file }) => [file, 6]));
  }
  expect(reads).toEqual(["a", "b", "c"]);
  expect([most, held.size]).toEqual([1, 0]);
});

function findingAt(place: Place, path: readonly Place[]): RuleFinding {
  return {
    code: "SL3002",
    rule: "secret-in-variable",
    messageId: "stored",
    level: "error",
    confidence: "high",
    message: "The secret is stored in a variable.",
    place,
    flow: path.map((one) => ({ message: "It goes here.", place: one })),
    related: [],
    repairs: [],
  };
}
