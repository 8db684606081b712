import type { Reference } from "../../cloud-flow/expression/references.ts";
import { operationsNamed, parameterNamed } from "../../cloud-flow/lookups.ts";
import type { CloudFlow } from "../../cloud-flow/model.ts";
import type { ScannedReference, TemplateSite } from "./template-site.ts";

/** An expression that names something that the flow does not have. */
export interface UnresolvedReference {
  readonly site: TemplateSite;
  readonly reference: Reference;
  /** In a maker's words: `action`, `variable`, `parameter`, `loop`. */
  readonly kind: string;
  readonly name: string;
}

/** References of a flow that lead nowhere, each name once for an operation. */
export function missingNames(
  flow: CloudFlow,
  sites: readonly TemplateSite[],
  references: (site: TemplateSite) => readonly ScannedReference[],
): readonly UnresolvedReference[] {
  const found: UnresolvedReference[] = [];
  const seen = new Set<string>();
  for (const site of sites) {
    for (const { reference, canonical } of references(site)) {
      const { name } = canonical;
      if (name === undefined) continue;
      const kind = missingKind(flow, canonical.node, name);
      if (kind === undefined) continue;
      const key = `${site.operation.pointer.join("/")}\u0001${kind}\u0001${name.toLowerCase()}`;
      if (seen.has(key)) continue;
      seen.add(key);
      found.push({ site, reference, kind, name });
    }
  }
  return found;
}

function missingKind(flow: CloudFlow, node: string, name: string): string | undefined {
  switch (node) {
    case "outputs":
    case "inputs":
    case "record":
    case "result":
      return operationsNamed(flow, name).length > 0 ? undefined : "action";
    case "items":
      return operationsNamed(flow, name).some((operation) => operation.type === "foreach") ? undefined : "loop";
    case "variable":
      return flow.variables.has(name.toLowerCase()) ? undefined : "variable";
    case "parameter":
      return isPlumbing(name) || parameterNamed(flow, name) !== undefined || hasParametersOfApp(flow) ? undefined : "parameter";
    default:
      return undefined;
  }
}

function isPlumbing(parameter: string): boolean {
  return parameter === "$connections" || parameter === "$authentication";
}

/** The workflows of a Standard logic app share the parameters of the app, which are in a file of their own. */
function hasParametersOfApp({ source, parameters }: CloudFlow): boolean {
  return /(?:^|[\\/])workflow\.json$/i.test(source.file || source.path) && parameters.every(({ name }) => isPlumbing(name));
}
