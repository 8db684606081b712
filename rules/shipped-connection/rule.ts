import { type Analysis, defineRule, isReplacedLater, operationPlace, type Place, textAt } from "../../src/rule.ts";

export default defineRule({
  code: "SL5003",
  name: "shipped-connection",
  summary: "A solution contains the id of a concrete connection.",
  level: "warning",
  preset: "recommended",
  securitySeverity: 3.0,
  cwe: [1051],
  source: "https://learn.microsoft.com/power-apps/maker/data-platform/create-connection-reference",
  since: "0.1.0",
  messages: {
    reference: "The connection reference '{reference}' contains the id of a connection, which does not exist in any other environment.",
    action: "'{operation}' names a concrete connection instead of one of the flow's connection references.",
    settings:
      "The settings file inside the solution binds '{reference}' to a concrete connection, which is right for one environment only.",
  },
  advice: {
    reference: "Export the solution again with the platform's own tools, which leave out the id, and bind the reference during import.",
    action: "Open '{operation}', select a connection reference for it, save and export again.",
    settings: "Keep a settings file for each environment outside the solution, and leave the connection empty in the template.",
  },
  check({ analysis, report }) {
    const { workspace } = analysis;
    for (const { connectionReferences } of workspace.solutions) {
      for (const { logicalName, connectionId } of connectionReferences) {
        if (connectionId === undefined || isReplacedLater(connectionId.value)) continue;
        report({ at: connectionId.place, message: "reference", data: { reference: logicalName } });
      }
    }
    for (const flow of workspace.cloudFlows) {
      if (workspace.solutionOf(flow).kind !== "solution") continue;
      for (const operation of flow.operations) {
        if (operation.call === undefined) continue;
        const name = textAt(operation.inputs, "host", "connection", "name");
        if (name === undefined || !/\/connections\/[^/]+$/i.test(name)) continue;
        report({
          at: operationPlace(operation, ["inputs", "host", "connection", "name"]),
          message: "action",
          data: { operation: operation.name },
        });
      }
    }
    for (const { reference, place } of packedSettings(analysis)) report({ at: place, message: "settings", data: { reference } });
  },
});

/** Connections in settings files that are inside an archive with a solution. */
function packedSettings({ workspace }: Analysis): readonly { readonly reference: string; readonly place: Place }[] {
  const archives = new Set(
    workspace.solutions.flatMap(({ kind, container, root }) =>
      kind === "solution" && container.kind === "archive" ? [`${container.path}\u0001${container.prefix}${root}`] : [],
    ),
  );
  return workspace.settings.flatMap(({ origin, source, references }) => {
    const isInside = [...archives].some((archive) => `${source.path}\u0001${source.file}`.startsWith(archive));
    if (origin === "given" || !isInside) return [];
    return references
      .filter(({ connectionId }) => connectionId !== "" && !isReplacedLater(connectionId))
      .map(({ logicalName, connectionPlace }) => ({ reference: logicalName, place: connectionPlace }));
  });
}
