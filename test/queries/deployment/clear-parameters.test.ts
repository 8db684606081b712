import { describe, expect, it } from "vitest";
import { analyse } from "../../../src/dataflow/analysis.ts";
import { defaultAnalysisOptions } from "../../../src/dataflow/analysis-options.ts";
import { readWorkspace } from "../../../src/dataflow/workspace/read-workspace.ts";
import { type Artifact, ArtifactError } from "../../../src/input/artifact.ts";
import { clearParameters } from "../../../src/queries/deployment/clear-parameters.ts";
import { connectorSolution, containerOf, solutionFiles } from "../../../src/testing/solutions.ts";

const connectionparameters = { key_secret: { type: "string", uiDefinition: { displayName: "Key secret" } } };

/** The parameters that are told of a connector, the file of which may be damaged. */
function told(isDamaged: boolean): readonly string[] {
  const container = containerOf(solutionFiles(connectorSolution({ connectionparameters })));
  const artifacts = container.artifacts.map((artifact): Artifact => {
    if (!isDamaged || !artifact.name.endsWith("_connectionparameters.json")) return artifact;
    return {
      ...artifact,
      read: () => {
        throw new ArtifactError({ kind: "unreadable", message: "The file is damaged." });
      },
    };
  });
  const analysis = analyse(readWorkspace([{ ...container, artifacts }]), defaultAnalysisOptions);
  return clearParameters(analysis).map(({ parameter }) => parameter);
}

describe("a connection parameter that is declared as a plain text", () => {
  it("is told", () => expect(told(false)).toEqual(["Key secret"]));
  it("is not looked for in a file that cannot be read", () => expect(told(true)).toEqual([]));
});
