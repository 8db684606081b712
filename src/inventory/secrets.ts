import type { CloudFlow } from "../cloud-flow/model.ts";
import { append } from "../collections.ts";
import type { Analysis } from "../dataflow/analysis.ts";
import { actionOf, nameOfOrigin } from "../dataflow/describe.ts";
import { desktopFlowOf } from "../dataflow/desktop-edges.ts";
import type { Origin } from "../dataflow/follow.ts";
import type { RoleKind } from "../dataflow/roles.ts";
import { type DesktopFlow, rowName } from "../desktop-flow/model.ts";
import type { SecretEnd, SecretEntry } from "./model.ts";

/** Places where a secret only stops over on its way. */
const stopovers: ReadonlySet<RoleKind> = new Set(["data-operation", "variable", "condition", "switch", "loop", "none"]);

/** Places that the run history never shows. */
const neverShown: ReadonlySet<RoleKind> = new Set(["authentication", "authorization-header"]);

/**
 * The secrets of each flow with the places where they end. A secret stands in the list of the flow where it begins; the value of an environment variable, which begins in none,
 * in that of each flow where it ends.
 */
export function secretsByFlow(analysis: Analysis): ReadonlyMap<CloudFlow | DesktopFlow, readonly SecretEntry[]> {
  const found = new Map<CloudFlow | DesktopFlow, Map<Origin, { readonly secret: string; readonly ends: SecretEnd[] }>>();
  const endsOf = (home: CloudFlow | DesktopFlow, origin: Origin, secret: string): SecretEnd[] => {
    const entries = found.get(home) ?? new Map<Origin, { readonly secret: string; readonly ends: SecretEnd[] }>();
    found.set(home, entries);
    const entry = entries.get(origin) ?? { secret, ends: [] };
    entries.set(origin, entry);
    return entry.ends;
  };
  for (const origin of analysis.values.origins) {
    const home = homeOf(origin);
    // What is read and never used is worth a line; what is only named like a secret, or comes from a caller, is not.
    if (home !== undefined && origin.basis === "operation" && origin.confidence !== "low") endsOf(home, origin, nameOfOrigin(origin));
  }
  for (const [origin, ends] of endsByOrigin(analysis)) {
    for (const { home, secret, end } of ends) add(endsOf(homeOf(origin) ?? home, origin, secret), end);
  }
  return new Map(
    [...found].map(([flow, entries]) => [
      flow,
      [...entries].map(([origin, { secret, ends }]) => ({ secret, confidence: origin.confidence, ends })),
    ]),
  );
}

interface Arrival {
  readonly home: CloudFlow | DesktopFlow;
  readonly secret: string;
  readonly end: SecretEnd;
}

function endsByOrigin({ values }: Analysis): ReadonlyMap<Origin, readonly Arrival[]> {
  const ends = new Map<Origin, Arrival[]>();
  for (const origin of values.origins) ends.set(origin, []);
  for (const { origin, operation, role, secret, visibility } of values.secretsReaching(...endKinds)) {
    const { flow, name } = operation;
    append(ends, origin, {
      home: flow,
      secret,
      end: {
        flow: flow.name,
        operation: name,
        does: actionOf(role, operation),
        shownInRunHistory: visibility === "visible" && !neverShown.has(role.kind),
      },
    });
  }
  for (const { origin, flow, row, role, secret, deed } of values.desktopLeaks().rows) {
    if (role.kind === "variable") continue;
    append(ends, origin, { home: flow, secret, end: { flow: flow.name, operation: rowName(row), does: deed, shownInRunHistory: null } });
  }
  return ends;
}

const roleKinds: Readonly<Record<RoleKind, true>> = {
  authentication: true,
  credential: true,
  "authorization-header": true,
  request: true,
  url: true,
  "data-operation": true,
  variable: true,
  log: true,
  store: true,
  message: true,
  response: true,
  "child-flow-input": true,
  "desktop-input": true,
  condition: true,
  switch: true,
  loop: true,
  none: true,
};
const endKinds = (Object.keys(roleKinds) as readonly RoleKind[]).filter((kind) => !stopovers.has(kind));

function homeOf({ node }: Origin): CloudFlow | DesktopFlow | undefined {
  return node.flow ?? node.operation?.flow ?? desktopFlowOf(node);
}

/** An operation that takes the secret at several places of one kind is one end. */
function add(ends: SecretEnd[], end: SecretEnd): void {
  if (!ends.some((known) => known.flow === end.flow && known.operation === end.operation && known.does === end.does)) ends.push(end);
}
