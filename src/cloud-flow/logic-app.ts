import { remember } from "../collections.ts";
import { textAt } from "../json.ts";
import { columnOfFlow } from "./definitions.ts";
import type { CloudFlow, FlowParameter } from "./model.ts";
import { wholeFlowAt } from "./whole-flow.ts";

/**
 * Whether the definition is that of a logic app: it is a resource of Azure or in a template for Azure Resource Manager, it has settings of a
 * Standard logic app, or its connections are resources of Azure. Logic apps have no environment variables, connection references or run-only
 * users.
 */
export function isLogicApp(flow: CloudFlow): boolean {
  return remember(logicApps, flow, () => isDeployed(flow) || flow.connections.some(({ ofAzure }) => ofAzure) || callsAsLogicApp(flow));
}

/** Rules ask for every finding; the answer can take all operations. */
const logicApps = new WeakMap<CloudFlow, boolean>();

function isDeployed(flow: CloudFlow): boolean {
  const whole = wholeFlowAt(flow.pointer);
  return (
    isInTemplate(flow) ||
    /^state(?:ful|less)$/i.test(textAt(flow.document, ...whole, "kind") ?? "") ||
    /^Microsoft\.(?:Logic|Web\/sites)\/workflows(?:\/versions)?$/i.test(textAt(flow.document, ...whole, "type") ?? "")
  );
}

/** In a template for Azure Resource Manager, or in a text of one. */
function isInTemplate({ pointer, source: { host } }: CloudFlow): boolean {
  if (host !== undefined) return !(host.at.kind === "json" && host.at.pointer.at(-1) === columnOfFlow);
  return pointer.includes("resources") || pointer.includes("variables");
}

/**
 * The code view of a logic app shows no connection where none was made yet. Its actions then tell: only it runs service providers, and only
 * the Power Platform calls all its connections `shared_…`. Power Automate keeps the definitions of its flows below `properties`.
 */
function callsAsLogicApp({ pointer, operations }: CloudFlow): boolean {
  if (pointer[wholeFlowAt(pointer).length] === "properties") return false;
  return operations.some(
    ({ type, call }) =>
      type === "serviceprovider" ||
      (type.startsWith("apiconnection") && call?.connectionKey !== undefined && !/^shared_/i.test(call.connectionKey)),
  );
}

/**
 * Whether the value of a parameter is one that is meant to differ between environments: that of a template's parameter, which every deployment can
 * set, or that of the file in which a Standard logic app keeps such values.
 */
export function isSetPerEnvironment(flow: CloudFlow, { pointer, source, defaultValue }: FlowParameter): boolean {
  if (source !== undefined) return true;
  if (!isInTemplate(flow)) return false;
  const isOfTemplate = pointer.length < flow.pointer.length && pointer.at(-3) === "parameters";
  return isOfTemplate || (typeof defaultValue === "string" && /^\[(?!\[)[\s\S]*\]$/.test(defaultValue));
}
