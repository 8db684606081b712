import { isLogicApp } from "../cloud-flow/logic-app.ts";
import type { NameLiteral } from "./named-by.ts";

/** How a name is written down, which decides what a finding says of it: logic apps have parameters where flows have environment variables. */
export type NameWording = "literal" | "part" | "parameter" | "logicApp" | "partInLogicApp" | "parameterOfLogicApp";

/** How a name is written down. */
export function nameWording({ operation, parameter, isPart }: Pick<NameLiteral, "operation" | "parameter" | "isPart">): NameWording {
  const inLogicApp = isLogicApp(operation.flow);
  if (isPart === true) return inLogicApp ? "partInLogicApp" : "part";
  if (parameter !== undefined) return inLogicApp ? "parameterOfLogicApp" : "parameter";
  return inLogicApp ? "logicApp" : "literal";
}
