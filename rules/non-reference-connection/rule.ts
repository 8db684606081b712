import { defineRule, flowPlace, type Level } from "../../src/rule.ts";

export default defineRule({
  code: "SL5001",
  name: "non-reference-connection",
  summary: "A flow is bound to a connection instead of a connection reference.",
  level: "error",
  preset: "recommended",
  securitySeverity: 4.0,
  cwe: [1051],
  source: "https://learn.microsoft.com/power-apps/maker/data-platform/create-connection-reference",
  since: "0.1.0",
  fixable: "unsafe",
  messages: {
    connection:
      "'{key}' is bound to a connection of the author instead of a connection reference: in another environment the flow has to be rebound by hand.",
    package: "'{key}' is bound to a connection of the author. A flow package cannot hold connection references.",
    invoker: "'{key}' uses the connection of whoever runs the flow.",
    unbound: "'{key}' has neither a connection reference nor a connection: after import the flow has to be bound by hand.",
  },
  advice: {
    connection: "Open the flow in its solution and replace the connection by a connection reference of the same connector.",
    package:
      "Move the flow into a solution (Solutions › Add existing › Automation › Cloud flow), so that it is bound by a connection reference.",
    invoker: "Use a connection reference unless every user is meant to run the flow with their own access.",
    unbound: "Open the flow in its solution, choose a connection reference for '{key}', save and export again.",
  },
  check({ analysis, report }) {
    for (const flow of analysis.workspace.cloudFlows) {
      const solution = analysis.workspace.solutionOf(flow);
      if (solution.kind === "loose") continue;
      for (const { key, pointer, binding } of flow.connections) {
        const found = judge(binding, solution.kind, solution.managed);
        if (found !== undefined) report({ at: flowPlace(flow, pointer), message: found.message, level: found.level, data: { key } });
      }
    }
  },
});

function judge(
  binding: string,
  kind: "solution" | "flow-package",
  managed: string,
): { readonly message: "connection" | "package" | "invoker" | "unbound"; readonly level: Level } | undefined {
  switch (binding) {
    case "connection":
      return kind === "solution" ? { message: "connection", level: "error" } : { message: "package", level: "warning" };
    case "invoker":
      // In a package there is nothing else to choose.
      return kind === "solution" ? { message: "invoker", level: "note" } : undefined;
    case "none":
      return kind === "solution" ? { message: "unbound", level: managed === "managed" ? "note" : "warning" } : undefined;
    default:
      return undefined;
  }
}
