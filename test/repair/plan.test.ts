import { expect, it } from "vitest";
import { ArtifactError } from "../../src/input/artifact.ts";
import { keyVault } from "../../src/testing/actions.ts";
import { containerOf, flow, solutionFiles } from "../../src/testing/solutions.ts";
import { lintAll } from "../fix/repaired.ts";

it("promises no repair that needs a file which cannot be read", async () => {
  const files = solutionFiles({ flows: [flow("Flow", keyVault.getSecret("Get_secret", { secretName: "crm-api-key" }))] });
  const publisher = "<Publisher><CustomizationPrefix>new</CustomizationPrefix></Publisher>";
  const manifest = files.get("solution.xml")?.replace("<RootComponents", `${publisher}<RootComponents`) ?? "";
  const container = containerOf(new Map([...files, ["solution.xml", manifest]]));
  const message = "The file is damaged: its checksum is wrong.";
  const artifacts = container.artifacts.map((artifact) => ({
    ...artifact,
    read: () => {
      if (artifact.name === "solution.xml") throw new ArtifactError({ kind: "unreadable", file: artifact.name, message });
      return artifact.read();
    },
  }));
  const fixable = async (...given: Parameters<typeof lintAll>[0]): Promise<string | undefined> =>
    (await lintAll(given)).result.findings.find(({ rule }) => rule === "hardcoded-secret-name")?.fixable;
  expect(await fixable(container)).toBe("unsafe");
  expect(await fixable({ ...container, artifacts })).toBe("no");
});
