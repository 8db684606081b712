import { normalizeConnectorId } from "../knowledge/connector-id.ts";
import { componentOwner, type PlaceOwner, type SourceFile } from "../source/place.ts";
import { attribute, attributeAt, child, children, contentAt, hasCharacterData, startTagAt, type XmlElement } from "../source/xml.ts";
import { encodeContent } from "../source/xml-text.ts";
import { missingDefinition, type SolutionFiles, xmlPlace, xpathText } from "./files.ts";
import type { ConnectionReference, CustomConnector, DesktopElement, TextValue, WorkflowFile } from "./model.ts";

/** Sections of `customizations.xml` that are read; the others (tables, forms, roles) make up nearly all of a large file. */
export const customizationSections = [
  "Workflows",
  "connectionreferences",
  "Connectors",
  "EnvironmentVariables",
  "environmentvariabledefinitions",
];

/** The XML file that describes the components of an export, or what is left of them when it is unpacked. */
export interface Customizations {
  readonly source: SourceFile;
  readonly root: XmlElement;
}

/** The connection references of a `customizations.xml`. */
export function readConnectionReferences({ source, root }: Customizations, solution: string): readonly ConnectionReference[] {
  return children(child(root, "connectionreferences"), "connectionreference").map((element) =>
    readConnectionReference(source, element, solution),
  );
}

/** The connection reference that an element describes. */
export function readConnectionReference(source: SourceFile, element: XmlElement, solution: string): ConnectionReference {
  const logicalName = attribute(element, "connectionreferencelogicalname") ?? "";
  const owner = componentOwner("connection-reference", logicalName, solution);
  const connection = child(element, "connectionid");
  const value = connection?.text.trim() ?? "";
  const connectorId = child(element, "connectorid")?.text.trim() ?? "";
  const xpath = `//connectionreference[@connectionreferencelogicalname=${xpathText(logicalName)}]`;
  return {
    logicalName,
    displayName: child(element, "connectionreferencedisplayname")?.text.trim() || logicalName,
    connector: normalizeConnectorId(connectorId) || undefined,
    connectorId,
    connectionId:
      connection === undefined || value === ""
        ? undefined
        : { value, place: xmlPlace(source, contentAt(connection), owner, `${xpath}/connectionid`) },
    place: xmlPlace(source, startTagAt(element), owner, xpath),
  };
}

/** All `<Workflow>` elements of `customizations.xml`; unpacked sources have one file for each instead. */
export function readWorkflows({ source, root }: Customizations, files: SolutionFiles, solution: string): readonly WorkflowFile[] {
  return children(child(root, "Workflows"), "Workflow").map((element) => readWorkflow(source, element, files, solution));
}

/** The workflow that an element describes, with the file that holds its definition. */
export function readWorkflow(source: SourceFile, element: XmlElement, files: SolutionFiles, solution: string): WorkflowFile {
  const category = child(element, "Category")?.text.trim();
  const kind = category === "5" ? "cloud-flow" : category === "6" ? "desktop-flow" : "other";
  const fileName = child(element, "JsonFileName")?.text.trim().replace(/^\/+/, "");
  const name = attribute(element, "Name") ?? fileName ?? "";
  const owner = componentOwner(kind, name, solution);
  const xpath = `//Workflow[@Name=${xpathText(name)}]`;
  const place = xmlPlace(source, startTagAt(element), owner, xpath);
  const description = attribute(element, "Description");
  const file = fileName === undefined ? undefined : files.find(fileName);
  const desktop = kind === "desktop-flow" ? readDesktopElement(source, element, owner) : undefined;
  const isNamed = fileName !== undefined && fileName !== "" && !files.isLeftOut(fileName);
  if (isNamed && file === undefined && kind !== "other" && desktop?.definition === undefined)
    files.problems.push(missingDefinition(fileName, place));
  return {
    id: attribute(element, "WorkflowId")?.replace(/[{}]/g, "").toLowerCase(),
    name,
    category: kind,
    source: file,
    desktop,
    description:
      description === undefined
        ? undefined
        : { text: description, place: xmlPlace(source, attributeAt(element, "Description"), owner, `${xpath}/@Description`) },
    place,
  };
}

function readDesktopElement(source: SourceFile, element: XmlElement, owner: PlaceOwner): DesktopElement {
  const value = (name: string): TextValue | undefined => {
    const found = child(element, name);
    const xpath = `//Workflow[@Name=${xpathText(owner.name)}]/${name}`;
    return found === undefined || found.text.trim() === ""
      ? undefined
      : {
          text: found.text,
          place: xmlPlace(source, contentAt(found), owner, xpath),
          part: (span) => xmlPlace(source, contentAt(found, span), owner, xpath),
          ...(hasCharacterData(found)
            ? {}
            : { encode: (text) => encodeContent(text, found.document.slice(found.textStart, found.textEnd)) }),
        };
  };
  return desktopElementOf(value);
}

/** The parts of a desktop flow's element, each read by its name in `customizations.xml`, which other layouts keep. */
export function desktopElementOf(read: (name: string) => TextValue | undefined): DesktopElement {
  return {
    definition: read("Definition"),
    inputs: read("Inputs"),
    outputs: read("Outputs"),
    dependencies: read("Dependencies"),
    connectionReferences: read("ConnectionReferences"),
    metadata: read("Metadata"),
  };
}

const connectorFiles = [
  ["openapidefinition", "openapi"],
  ["connectionparameters", "connection-parameters"],
  ["connectionparametersets", "connection-parameters"],
  ["policytemplateinstances", "policies"],
  ["apiproperties", "properties"],
  ["customcodeblobcontent", "script"],
  ["customcodeblob", "script"],
  ["script", "script"],
] as const;

/**
 * `<Connector>` elements, in `customizations.xml` or one file each, and the files that they name; the folder is `Connector` in exports and
 * `Connectors` when unpacked.
 */
export function readConnector(source: SourceFile, element: XmlElement, files: SolutionFiles, solution: string): CustomConnector {
  const name = child(element, "name")?.text.trim() ?? "";
  const displayName = child(element, "displayname")?.text.trim() || name;
  return {
    name,
    displayName,
    place: xmlPlace(source, startTagAt(element), componentOwner("custom-connector", displayName, solution)),
    files: connectorFiles.flatMap(([tag, role]) => {
      const path = child(element, tag)?.text.trim().replace(/^\/+/, "") ?? "";
      if (path === "") return [];
      const found = files.find(path) ?? files.find(path.replace(/^Connector\//i, "Connectors/"));
      return found === undefined ? [] : [{ role, source: found }];
    }),
  };
}
