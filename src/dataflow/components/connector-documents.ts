import type { Json } from "../../json.ts";
import type { CustomConnector } from "../../solution/model.ts";
import { parseJson } from "../../source/json-comments.ts";
import type { Place, Span } from "../../source/place.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** A JSON file of a custom connector. */
export interface ConnectorDocument {
  readonly connector: CustomConnector;
  readonly role: CustomConnector["files"][number]["role"];
  readonly document: Json;
  /** The place of a value of the document, or of a stretch of a string in it. */
  at(pointer: readonly string[], span?: Span): Place;
}

/** The documents of all custom connectors of a run; see {@link documentsOf}. */
export function connectorDocuments(workspace: Workspace): readonly ConnectorDocument[] {
  return workspace.solutions.flatMap(({ customConnectors }) => customConnectors.flatMap(documentsOf));
}

/**
 * The documents of a custom connector: its definition, properties, policies and connection parameters. What is wrong with one that cannot be
 * read is told where its credentials are looked for.
 */
export function documentsOf(connector: CustomConnector): readonly ConnectorDocument[] {
  const { owner } = connector.place;
  return connector.files.flatMap(({ role, source }): readonly ConnectorDocument[] => {
    if (role === "script") return [];
    try {
      const { value } = parseJson(source.text());
      const at = (pointer: readonly string[], span?: Span): Place => ({
        source,
        at: { kind: "json", pointer, ...(span === undefined ? {} : { span }) },
        ...(owner === undefined ? {} : { owner }),
      });
      return [{ connector, role, document: value, at }];
    } catch {
      return [];
    }
  });
}
