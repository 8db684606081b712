import type { CloudFlow, Operation } from "../../src/cloud-flow/model.ts";
import { type Analysis, analyse } from "../../src/dataflow/analysis.ts";
import { type AnalysisOptions, defaultAnalysisOptions } from "../../src/dataflow/analysis-options.ts";
import { readWorkspace } from "../../src/dataflow/workspace/read-workspace.ts";
import { pathNames } from "../../src/testing/rule-tester.ts";
import { containerOf, type FlowSpec, type SolutionSpec, solutionFiles } from "../../src/testing/solutions.ts";

/** The analysis of one solution that holds the given flows. */
export function analysed(...flows: readonly FlowSpec[]): Analysis {
  return analysedSolutions([{ flows }]);
}

export function analysedSolutions(specs: readonly SolutionSpec[], options: Partial<AnalysisOptions> = {}): Analysis {
  const containers = specs.map((spec, index) => containerOf(solutionFiles(spec), `solution${index + 1}.zip`));
  return analyse(readWorkspace(containers), { ...defaultAnalysisOptions, ...options });
}

export function flowNamed({ workspace }: Analysis, name: string): CloudFlow {
  const found = workspace.cloudFlows.find((flow) => flow.name === name);
  if (found === undefined) throw new Error(`There is no flow '${name}'.`);
  return found;
}

/** The operation with this name in the only flow, or in the flow with the given name. */
export function operationNamed(analysis: Analysis, name: string, flowName?: string): Operation {
  const flow = flowName === undefined ? analysis.workspace.cloudFlows[0] : flowNamed(analysis, flowName);
  const found = flow?.byName.get(name.toLowerCase())?.[0];
  if (found === undefined) throw new Error(`There is no operation '${name}'.`);
  return found;
}

/** Everything that a secret reaches, each as the names on its way: `Get_secret > Copy > Send`. Sorted. */
export function waysOf(analysis: Analysis): readonly string[] {
  const ways: string[] = [];
  for (const flow of analysis.workspace.cloudFlows) {
    for (const operation of flow.operations) {
      for (const leak of analysis.values.leaksAt(operation)) ways.push(pathNames({ flow: leak.path }).join(" > "));
    }
  }
  return [...new Set(ways)].sort();
}

/** Names of the operations that a secret reaches, sorted. */
export function reached(analysis: Analysis): readonly string[] {
  return [...new Set(waysOf(analysis).map((way) => way.split(" > ").at(-1) ?? ""))].sort();
}
