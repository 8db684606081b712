import { textAt } from "../json.ts";
import type { CloudFlow, FlowParameter } from "./model.ts";

/**
 * Whether the definition is that of a logic app: it is in a template for Azure Resource Manager, or says how a Standard logic app runs it. What
 * the Power Platform adds to the language, environment variables, connection references and who may start a flow, is not at hand there.
 */
export function isLogicApp({ document, pointer }: CloudFlow): boolean {
  return pointer.includes("resources") || /^state(?:ful|less)$/i.test(textAt(document, "kind") ?? "");
}

/**
 * Whether the value of a parameter is one that is meant to differ between environments: that of a template's parameter, which every deployment can
 * set, or that of the file in which a Standard logic app keeps such values.
 */
export function isSetPerEnvironment(flow: CloudFlow, { pointer, source, defaultValue }: FlowParameter): boolean {
  if (source !== undefined) return true;
  if (!flow.pointer.includes("resources")) return false;
  const isOfTemplate = pointer.length < flow.pointer.length && pointer.at(-3) === "parameters";
  return isOfTemplate || (typeof defaultValue === "string" && /^\[(?!\[)[\s\S]*\]$/.test(defaultValue));
}
