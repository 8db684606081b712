import type { Operation } from "./model.ts";

/**
 * Types of operations that send a request which the flow itself puts together, with headers, queries and a body, and give the answer: besides
 * HTTP and webhooks the actions for Azure Functions and API Management.
 * Source: https://learn.microsoft.com/azure/logic-apps/logic-apps-workflow-actions-triggers#built-in-actions
 */
const requestTypes: ReadonlySet<string> = new Set(["http", "httpwebhook", "function", "apimanagement"]);

/** Whether an operation sends a request that is written in the flow, rather than by way of a connector. */
export function sendsRequest({ type }: Pick<Operation, "type">): boolean {
  return requestTypes.has(type);
}

/** Whether what an operation gives comes from outside the flow, from another flow too; what Compose and its like give is the flow's own. */
export function returnsForeignData(operation: Operation): boolean {
  return operation.isTrigger || operation.call !== undefined || operation.type === "workflow" || sendsRequest(operation);
}

const addressPaths: readonly (readonly string[])[] = [
  ["inputs", "uri"],
  ["inputs", "subscribe", "uri"],
  ["inputs", "unsubscribe", "uri"],
];

/** Asked of every operation of a run: nothing is made for those that call none. */
const noAddresses: readonly (readonly string[])[] = [];

/** Where HTTP actions may hold the addresses that they call, below the operation's object: a webhook sends two requests. None for others. */
export function requestAddresses({ type }: Pick<Operation, "type">): readonly (readonly string[])[] {
  return type === "http" || type === "httpwebhook" ? addressPaths : noAddresses;
}
