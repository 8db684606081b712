import {
  type Analysis,
  defineRule,
  type FlowConnection,
  flowPlace,
  isLogicApp,
  isObject,
  type Level,
  listInWords,
  type Place,
  type Report,
  type Solution,
  textAt,
} from "../../src/rule.ts";

type Message = "connection" | "package" | "single" | "invoker" | "unbound" | "desktop";

export default defineRule({
  code: "SL5001",
  name: "non-reference-connection",
  summary: "A flow is bound to a connection instead of a connection reference.",
  level: "error",
  preset: "recommended",
  securitySeverity: 4.0,
  cwe: [1051],
  source: "https://learn.microsoft.com/power-apps/maker/data-platform/create-connection-reference",
  fixable: "unsafe",
  since: "0.1.0",
  messages: {
    connection:
      "This flow uses {connections} of its author instead of connection references: {keys}. In another environment it has to be bound again by hand.",
    package: "This flow uses {connections} of its author: {keys}. A flow package cannot contain connection references.",
    single: "This flow uses {connections} of its author: {keys}. In another environment it has to be bound again by hand.",
    invoker: "This flow uses the connection of whoever runs it: {keys}.",
    unbound: "This flow has {connections} that nothing is bound to: {keys}. After the import, each has to be bound by hand.",
    desktop:
      "This desktop flow uses {connections} instead of connection references: {keys}. In another environment it has to be bound again by hand.",
  },
  advice: {
    connection: "Open the flow in its solution and replace each connection with a connection reference for the same connector.",
    package: "Add the flow to a solution (Solutions › Add existing › Automation › Cloud flow), and use connection references there.",
    single: "Add the flow to a solution (Solutions › Add existing › Automation › Cloud flow), and use connection references there.",
    invoker: "Use a connection reference, unless every user is meant to run the flow with their own access.",
    unbound: "Open the flow in its solution, select a connection reference for every connection, save and export again.",
    desktop: "Open the desktop flow, select connection references for its cloud connector actions, save it and export the solution again.",
  },
  check({ analysis, report }) {
    for (const flow of analysis.workspace.cloudFlows) {
      // Logic apps know no references.
      if (isLogicApp(flow)) continue;
      const solution = analysis.workspace.solutionOf(flow);
      // How a flow is bound is one decision of its author: one finding for all connections of a kind.
      const groups = new Map<Message, { level: Level; bound: Bound[]; connections: FlowConnection[] }>();
      for (const connection of flow.connections) {
        const { key, pointer } = connection;
        const found = judge(connection, solution.kind, solution.managed);
        if (found === undefined) continue;
        const group = groups.get(found.message) ?? { level: found.level, bound: [], connections: [] };
        group.bound.push({ key, place: flowPlace(flow, pointer) });
        group.connections.push(connection);
        groups.set(found.message, group);
      }
      for (const [message, { level, bound, connections }] of groups) {
        const isMechanical = message === "connection" || message === "unbound";
        report({ ...groupReport(bound, message), level, repairs: isMechanical ? [{ kind: "bind-reference", flow, connections }] : [] });
      }
    }
    for (const bound of desktopConnections(analysis)) report({ ...groupReport(bound, "desktop"), confidence: "medium" });
  },
});

interface Bound {
  readonly key: string;
  readonly place: Place;
}

function groupReport(bound: readonly Bound[], message: Message): Report<Message> {
  const [first, ...others] = bound;
  if (first === undefined) throw new Error("A group of connections is never empty.");
  return {
    at: first.place,
    message,
    data: {
      connections: bound.length === 1 ? "a connection" : `${bound.length} connections`,
      keys: listInWords(bound.map(({ key }) => key)),
    },
    related: others.filter(({ place }) => place !== first.place).map(({ key, place }) => ({ message: `'${key}' as well.`, place })),
  };
}

function judge(
  { binding, connectionName }: FlowConnection,
  kind: Solution["kind"],
  managed: string,
): { readonly message: Message; readonly level: Level } | undefined {
  switch (binding) {
    case "connection":
      if (kind === "solution") return { message: "connection", level: "error" };
      if (kind === "flow-package") return { message: "package", level: "warning" };
      // A logic app that cannot be told from a flow names its connection in another member.
      return connectionName?.pointer.at(-1) === "connectionName" ? { message: "single", level: "warning" } : undefined;
    case "invoker":
      // In a package there is nothing else to choose.
      return kind === "solution" ? { message: "invoker", level: "note" } : undefined;
    case "none":
      return kind === "solution" ? { message: "unbound", level: managed === "managed" ? "note" : "warning" } : undefined;
    default:
      return undefined;
  }
}

/** Connections of desktop flows without the name of a connection reference, by flow. */
function desktopConnections({ workspace }: Analysis): readonly (readonly Bound[])[] {
  return workspace.solutions.flatMap(({ workflows }) =>
    workflows.flatMap(({ desktop }) => {
      const references = desktop?.connectionReferences;
      if (references === undefined) return [];
      const bound = connectionsIn(references.text).flatMap((one) => {
        if ((textAt(one, "connectionReferenceLogicalName") ?? "") !== "") return [];
        const connector = textAt(one, "api", "name")?.split("/").at(-1);
        return [{ key: textAt(one, "displayName") || connector || "connection", place: references.place }];
      });
      return bound.length === 0 ? [] : [bound];
    }),
  );
}

function connectionsIn(text: string): readonly unknown[] {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.filter(isObject) : [];
  } catch {
    return [];
  }
}
