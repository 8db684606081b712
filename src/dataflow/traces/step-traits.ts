import type { Operation } from "../../cloud-flow/model.ts";
import type { StepKind, StepTraits } from "../../findings/finding.ts";
import { isProtected } from "../desktop/graph/protection.ts";
import type { DesktopRole, DesktopRoleKind } from "../desktop/roles/roles.ts";
import type { Fact } from "../following/follow.ts";
import type { NodeKind } from "../graph/graph.ts";
import type { Visibility } from "../graph/masking.ts";
import type { Role, RoleKind, Roles } from "../roles.ts";

/** What the run history shows of an operation. */
export interface VisibilityOf {
  inputsVisibility(operation: Operation): Visibility;
  outputsVisibility(operation: Operation): Visibility;
}

/** What the place of a fact is to the secret, and whether the secret can be seen there. */
export function traitsOf(fact: Fact, roles: Roles, visibility: VisibilityOf): StepTraits {
  const role = roleAt(fact, roles);
  const shown = shownAt(fact, role, roles, visibility);
  return { kind: kindAt(fact, role?.kind), ...(shown === undefined ? {} : { shown }) };
}

/** The same for a value that is written in the very place of an operation that has a role. */
export function traitsOfWritten(operation: Operation, { kind }: Role, visibility: VisibilityOf): StepTraits {
  return { kind: kindOfRole[kind] ?? "action", shown: !isHiddenField(kind) && visibility.inputsVisibility(operation) === "visible" };
}

/** The secret comes out of a vault here. */
function comesFromVault({ origin, via }: Fact): boolean {
  return via === undefined && origin.basis === "operation" && origin.label === "secret";
}

type AnyRole = RoleKind | DesktopRoleKind;

function roleAt({ via, node }: Fact, roles: Roles): Role | DesktopRole | undefined {
  const edge = via?.edge;
  if (edge?.site !== undefined) return roles.of(edge.site.operation, edge.site.path);
  if (edge?.desktop === undefined || node.kind !== "desktop-statement") return undefined;
  return roles.desktop.of(edge.desktop.row, edge.desktop.argument, edge.desktop.span);
}

/** Roles that are not in the list are those of a plain action. */
const kindOfRole: Readonly<Partial<Record<AnyRole, StepKind>>> = {
  authentication: "request",
  credential: "request",
  "authorization-header": "request",
  request: "request",
  url: "request",
  "data-operation": "data",
  variable: "variable",
  log: "log",
  store: "store",
  message: "message",
  response: "response",
  "child-flow-input": "child-flow",
  "desktop-input": "desktop-flow",
  "message-box": "message",
  mail: "message",
  http: "request",
  ftp: "request",
  cloud: "request",
  file: "store",
  registry: "store",
  environment: "store",
  clipboard: "store",
  spreadsheet: "store",
  database: "store",
  "work-queue": "store",
};

const kindOfNode: Readonly<Partial<Record<NodeKind, StepKind>>> = {
  variable: "variable",
  parameter: "parameter",
  "environment-variable": "environment-variable",
  return: "response",
  "desktop-input": "variable",
  "desktop-output": "variable",
  "desktop-variable": "variable",
};

function kindAt(fact: Fact, role: AnyRole | undefined): StepKind {
  const { operation, kind } = fact.node;
  if (comesFromVault(fact)) return "vault";
  if (operation?.isTrigger === true) return "trigger";
  return (role === undefined ? kindOfNode[kind] : kindOfRole[role]) ?? "action";
}

/** What a row of a desktop flow does with a value so that others see it; so does one that puts it into an address. */
const showing: ReadonlySet<AnyRole> = new Set([
  "log",
  "message-box",
  "mail",
  "file",
  "registry",
  "environment",
  "clipboard",
  "spreadsheet",
  "database",
  "work-queue",
]);

/** The run history hides the authentication of HTTP and the Authorization header by itself. */
function isHiddenField(role: AnyRole | undefined): boolean {
  return role === "authentication" || role === "authorization-header";
}

function shownAt({ node }: Fact, role: Role | DesktopRole | undefined, roles: Roles, visibility: VisibilityOf): boolean | undefined {
  const { kind, operation } = node;
  if (kind === "desktop-input" || kind === "desktop-output" || kind === "desktop-variable") return !isProtected(node, roles.desktop);
  if (kind === "desktop-statement")
    return role !== undefined && (showing.has(role.kind) || ("isAddress" in role && role.isAddress === true)) ? true : undefined;
  if (operation === undefined || kind === "item" || kind === "result") return undefined;
  if (isHiddenField(role?.kind)) return false;
  return (kind === "inputs" ? visibility.inputsVisibility(operation) : visibility.outputsVisibility(operation)) === "visible";
}
