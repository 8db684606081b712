import { expect, it } from "vitest";
import { createTemplateCache } from "../../../src/cloud-flow/expression/template.ts";
import { createScanner, readingOf } from "../../../src/dataflow/strings/flow-scan.ts";
import type { TemplateSite } from "../../../src/dataflow/strings/template-site.ts";
import { compose } from "../../../src/testing/actions.ts";
import { flow } from "../../../src/testing/solutions.ts";
import { analysed, flowNamed } from "../analysed.ts";

const shown = ({ order, operation, path, text }: TemplateSite): string => `${order} ${operation.name} ${path.join("/")} ${text}`;

it("reads keys that constants say, and still knows what is written there", () => {
  const analysis = analysed(
    flow("First", compose("Key", "name"), compose("Read", "@{body('Get')?[outputs('Key')]}")),
    flow("Second", compose("Key", "other"), compose("Read", "@{body('Get')?[outputs('Key')]}")),
  );
  const scanOf = createScanner(createTemplateCache(readingOf));
  const read = (name: string) => {
    const scan = scanOf(flowNamed(analysis, name));
    return scan.sites.map((site) => scan.references(site).map(({ canonical }) => [canonical.name, ...canonical.path].join(" ")));
  };
  expect(read("First")).toEqual([["Get body name", "Key"]]);
  expect(read("Second")).toEqual([["Get body other", "Key"]]);
});

it("reads a flow again once many others have been read, and finds the same in it", () => {
  const large = (name: string) =>
    flow(name, ...Array.from({ length: 1_500 }, (_, index) => compose(`Step_${index}`, `@body('${name}_${index % 7}')?['value']`)));
  const analysis = analysed(large("First"), large("Second"), large("Third"), large("Fourth"));
  const scanOf = createScanner(createTemplateCache(readingOf));
  const scan = scanOf(flowNamed(analysis, "First"));
  const before = scan.sites;
  expect(before).toHaveLength(1_500);
  expect(scan.sites).toBe(before);
  const { unresolved } = scan;
  for (const name of ["Second", "Third", "Fourth"]) expect(scanOf(flowNamed(analysis, name)).sites).toHaveLength(1_500);
  expect(scan.sites).not.toBe(before);
  expect(scan.sites.map(shown)).toEqual(before.map(shown));
  expect(scan.sitesOf.size).toBe(1_500);
  expect(scanOf(flowNamed(analysis, "First"))).toBe(scan);
  expect(scan.unresolved).toBe(unresolved);
  expect(unresolved).toHaveLength(1_500);
});
