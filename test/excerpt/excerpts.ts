import { readWorkspace } from "../../src/dataflow/workspace/read-workspace.ts";
import type { Workspace } from "../../src/dataflow/workspace/workspace.ts";
import { createExcerpter, type Excerpter } from "../../src/excerpt/create.ts";
import type { Excerpt } from "../../src/findings/excerpt.ts";
import { isObject } from "../../src/json.ts";
import type { Place } from "../../src/source/place.ts";
import { containerOf, type SolutionSpec, solutionFiles } from "../../src/testing/solutions.ts";

export interface Excerpts {
  readonly workspace: Workspace;
  readonly excerptOf: Excerpter;
}

export function excerptsOf(spec: SolutionSpec): Excerpts {
  const workspace = readWorkspace([containerOf(solutionFiles(spec))]);
  return { workspace, excerptOf: createExcerpter(workspace) };
}

/** An excerpt as a reader sees it; what is marked stands between `«` and `»`. */
export function shown(excerpt: Excerpt | undefined): string {
  return (excerpt?.lines ?? [])
    .map(({ parts }) => parts.map(({ text, marked }) => (marked === true ? `«${text}»` : text)).join(""))
    .join("\n")
    .replaceAll("»«", "");
}

/** Every place of the flows and scripts of a workspace: all values and names of their JSON, all rows, and the ports and texts in them. */
export function placesOf({ cloudFlows, desktopFlows, solutions }: Workspace): readonly Place[] {
  return [
    ...cloudFlows.flatMap((flow) =>
      pointersOf(flow.document).map((pointer) => ({ source: flow.source, at: { kind: "json" as const, pointer } })),
    ),
    ...desktopFlows.flatMap((flow) => [
      ...flow.rows.map(({ statement: { start, end } }) => ({ source: flow.source, at: { kind: "text" as const, span: { start, end } } })),
      ...[...flow.inputs, ...flow.outputs].map(({ place }) => place),
    ]),
    ...solutions.flatMap(({ environmentVariables, connectionReferences }) => [
      ...environmentVariables.flatMap(({ place, typePlace, defaultValue, values }) => [
        place,
        typePlace,
        ...(defaultValue === undefined ? [] : [defaultValue.place]),
        ...values.map((value) => value.place),
      ]),
      ...connectionReferences.map(({ place }) => place),
    ]),
  ];
}

function pointersOf(value: unknown, above: readonly string[] = []): readonly (readonly string[])[] {
  const inside = Array.isArray(value) || isObject(value) ? Object.entries(value) : [];
  return [above, ...inside.flatMap(([step, inner]) => pointersOf(inner, [...above, step]))];
}
