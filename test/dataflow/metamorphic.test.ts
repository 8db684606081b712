import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rewriteContainer, rewritings } from "../../src/dev/metamorphic.ts";
import { copyViolations, findingsIn, lossViolations, repeatedFindings, rewritingViolations } from "../../src/dev/metamorphic-check.ts";
import type { Finding } from "../../src/findings/finding.ts";
import type { Level } from "../../src/findings/level.ts";
import { openArchive } from "../../src/input/archive.ts";
import { type Container, defaultInputLimits } from "../../src/input/artifact.ts";
import { openInputs } from "../../src/input/open.ts";
import { type ActionSpec, compose, keyVault, mail, parallel } from "../../src/testing/actions.ts";
import { pathNames } from "../../src/testing/rule-tester.ts";
import { containerOf, type FlowSpec, flow, solutionFiles } from "../../src/testing/solutions.ts";
import { writeZip, type ZipMember } from "../../src/testing/zip-writer.ts";
import { arbitraryFlows } from "./arbitrary.ts";

const containerFor = (flows: readonly FlowSpec[]): Container => containerOf(solutionFiles({ flows }));
/** FAST_CHECK_RUNS tries more flows. Shrinking a flow that is made step by step takes long and gives little. */
const runs = { numRuns: Number(process.env.FAST_CHECK_RUNS ?? 40), endOnFailure: true };

describe("what does not change a flow does not change its findings", () => {
  it("in flows of every kind", () => {
    fc.assert(
      fc.property(arbitraryFlows, (flows) => {
        expect(rewritingViolations([containerFor(flows)])).toEqual([]);
      }),
      runs,
    );
  });

  it("in the fixtures", async () => {
    const cwd = fileURLToPath(new URL("../../fixtures", import.meta.url));
    const { containers } = await openInputs(["."], { cwd, limits: defaultInputLimits });
    const found = findingsIn(containers);
    expect(found.length).toBeGreaterThan(0);
    expect(rewritingViolations(containers, found)).toEqual([]);
    expect(lossViolations(containers, found)).toEqual([]);
    expect(copyViolations(containers, found)).toEqual([]);
    expect(repeatedFindings(found)).toEqual([]);
  });

  it("in an archive that is packed in another order", async () => {
    const places = async (members: readonly ZipMember[]): Promise<readonly string[]> => {
      const container = await openArchive(writeZip(members), { path: "export.zip", prefix: "", limits: defaultInputLimits });
      return findingsIn([container])
        .map(({ code, place: { source, at } }) => JSON.stringify([code, source.file, at]))
        .sort();
    };
    // The reference is missing in both flows, which nothing lists, and reported at the first of them.
    const flows = [flow("Notify", mail("Send_mail", "Your order has been sent.")), flow("Remind", mail("Send_mail", "It is waiting."))];
    const members = [...solutionFiles({ flows, references: [] })].map(([name, content]) => ({
      name,
      content: content.replace(/<Workflows>.*<\/Workflows>/s, "<Workflows />"),
    }));
    const before = await places(members);
    expect(before.length).toBeGreaterThan(0);
    expect(await places(members.toReversed())).toEqual(before);
  });

  it("that are in the run twice", () => {
    fc.assert(
      fc.property(arbitraryFlows, (flows) => {
        expect(copyViolations([containerFor(flows)])).toEqual([]);
      }),
      runs,
    );
  });

  it("every way changes something in these flows", () => {
    const samples = fc.sample(arbitraryFlows, { numRuns: 40, seed: 1 }).map(containerFor);
    const texts = (container: Container): readonly string[] => container.artifacts.map((artifact) => artifact.read().toString("utf8"));
    for (const rewriting of rewritings) {
      const changed = samples.filter((sample) => texts(rewriteContainer(sample, rewriting)).join() !== texts(sample).join());
      expect(changed.length, rewriting.name).toBeGreaterThan(10);
    }
  });
});

const severity: Readonly<Record<Level, number>> = { note: 0, warning: 1, error: 2 };

/** Findings about secrets that are gone, or less severe than they were: the ones that begin at `changed` left out. */
function lost(before: readonly Finding[], after: readonly Finding[], changed: string): readonly string[] {
  const key = ({ code, place: { owner } }: Finding): string => [code, owner?.name, owner?.operation].join(" | ");
  const levels = new Map<string, number>();
  for (const finding of after) levels.set(key(finding), Math.max(levels.get(key(finding)) ?? -1, severity[finding.level]));
  return before
    .filter((finding) => /^SL(?:200[123]|30)/.test(finding.code))
    .filter((finding) => finding.place.owner?.operation !== changed && pathNames(finding)[0] !== changed)
    .filter((finding) => (levels.get(key(finding)) ?? -1) < severity[finding.level])
    .map((finding) => `${key(finding)}: ${pathNames(finding).join(" > ")}`);
}

describe("no finding", () => {
  it("is told twice", () => {
    fc.assert(
      fc.property(arbitraryFlows, (flows) => {
        expect(repeatedFindings(findingsIn([containerFor(flows)]))).toEqual([]);
      }),
      runs,
    );
  });
});

describe("nothing that is added hides what was found", () => {
  it("another secret in every flow, and no protection anywhere", () => {
    fc.assert(
      fc.property(arbitraryFlows, (flows) => {
        expect(lossViolations([containerFor(flows)])).toEqual([]);
      }),
      runs,
    );
  });

  it("another secret in the same flow", () => {
    const another: readonly ActionSpec[] = [
      parallel(keyVault.getSecret("Another_secret")),
      compose("Another_copy", "@body('Another_secret')?['value']"),
    ];
    fc.assert(
      fc.property(arbitraryFlows, (flows) => {
        const more = flows.map((flow) => ({ ...flow, actions: [...flow.actions, ...another] }));
        expect(lost(findingsIn([containerFor(flows)]), findingsIn([containerFor(more)]), "Another_secret")).toEqual([]);
      }),
      runs,
    );
  });

  it("another secret in the strings that others are in", () => {
    fc.assert(
      fc.property(arbitraryFlows, (flows) => {
        const [parent, ...others] = flows;
        fc.pre(parent !== undefined);
        const more = { ...parent, actions: [keyVault.getSecret("Another_secret"), ...parent.actions.map(alsoSending)] };
        expect(lost(findingsIn([containerFor(flows)]), findingsIn([containerFor([more, ...others])]), "Another_secret")).toEqual([]);
      }),
      runs,
    );
  });

  it("a protection that is taken away from one operation", () => {
    fc.assert(
      fc.property(arbitraryFlows, fc.nat(), (flows, position) => {
        const [parent, ...others] = flows;
        const secured = parent?.actions.filter((action) => action.json.runtimeConfiguration !== undefined) ?? [];
        const chosen = secured[position % Math.max(1, secured.length)];
        fc.pre(parent !== undefined && chosen !== undefined);
        const { runtimeConfiguration: _, ...open } = chosen.json;
        const less = { ...parent, actions: parent.actions.map((action) => (action === chosen ? { ...action, json: open } : action)) };
        expect(lost(findingsIn([containerFor(flows)]), findingsIn([containerFor([less, ...others])]), chosen.name)).toEqual([]);
      }),
      runs,
    );
  });
});

/** The same HTTP call with one more header that holds another secret. */
function alsoSending(spec: ActionSpec): ActionSpec {
  const { inputs } = spec.json;
  if (spec.json.type !== "Http" || typeof inputs !== "object" || inputs === null || Array.isArray(inputs)) return spec;
  const { headers, ...rest } = inputs as { readonly headers?: object };
  return {
    ...spec,
    json: { ...spec.json, inputs: { ...rest, headers: { ...headers, "x-another": "@body('Another_secret')?['value']" } } },
  };
}
