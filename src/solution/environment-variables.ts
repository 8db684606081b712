import { append } from "../collections.ts";
import { isObject, type Json, type JsonObject, textAt as jsonText, memberIgnoringCase } from "../json.ts";
import { componentOwner, type PlaceOwner, type SourceFile } from "../source/place.ts";
import { attribute, child, children, startTagAt, textAt, type XmlElement } from "../source/xml.ts";
import { type SolutionFiles, xmlPlace, xpathText } from "./files.ts";
import type { EnvironmentVariable, TextValue, VariableType } from "./model.ts";

const types: Readonly<Record<string, VariableType>> = {
  "100000000": "string",
  "100000001": "number",
  "100000002": "boolean",
  "100000003": "json",
  "100000004": "data-source",
  "100000005": "secret",
};

/**
 * Environment variables in the three layouts of exports: a folder for each with definition and value files, definitions inside
 * `customizations.xml` with all values in one `environment_variable_values.json`, and unpacked sources, which keep the folders.
 */
export function readEnvironmentVariables(
  files: SolutionFiles,
  customizations: { readonly source: SourceFile; readonly root: XmlElement } | undefined,
  solution: string,
): readonly EnvironmentVariable[] {
  const values = new Map<string, TextValue[]>();
  const addValue = (schemaName: string, value: TextValue): void => append(values, schemaName.toLowerCase(), value);
  const ownerOf = (name: string): PlaceOwner => componentOwner("environment-variable", name, solution);
  for (const name of files.names) {
    const lower = name.toLowerCase();
    const folder = /^environmentvariabledefinitions\/([^/]+)\/environmentvariablevalues\.json$/.exec(lower)?.[1];
    const source = folder !== undefined || /(?:^|\/)environment_variable_values\.json$/.test(lower) ? files.find(name) : undefined;
    if (source === undefined) continue;
    const owner = ownerOf(folder === undefined ? name : (name.split("/")[1] ?? folder));
    const json = files.json(source, owner);
    if (json === undefined) continue;
    if (folder !== undefined) readValueFile(json, source, folder, owner, addValue);
    else readOldValues(json, source, ownerOf, addValue);
  }

  const found: EnvironmentVariable[] = [];
  const add = (schemaName: string, element: XmlElement, source: SourceFile): void => {
    const owner = ownerOf(schemaName);
    const value = child(element, "defaultvalue");
    const type = child(element, "type");
    // Older exports hold the definitions side by side in one file.
    const xpath = /^environmentvariabledefinition$/.test(element.name)
      ? `/${element.name}`
      : `//${element.name}[SchemaName=${xpathText(schemaName)}]`;
    const valuePath = `${xpath}/${value?.name ?? ""}`;
    found.push({
      schemaName,
      displayName: displayNameOf(element) || schemaName,
      type: types[type?.text.trim() ?? ""] ?? "unknown",
      place: xmlPlace(source, startTagAt(element), owner, xpath),
      typePlace:
        type === undefined
          ? xmlPlace(source, startTagAt(element), owner, xpath)
          : xmlPlace(source, textAt(type), owner, `${xpath}/${type.name}`),
      defaultValue:
        value === undefined || value.text === ""
          ? undefined
          : {
              text: value.text,
              place: xmlPlace(source, textAt(value), owner, valuePath),
              part: (span) => xmlPlace(source, textAt(value, span), owner, valuePath),
            },
      values: values.get(schemaName.toLowerCase()) ?? [],
    });
  };
  for (const name of files.names) {
    if (!definitionFile.test(name) || /_managed\.xml$/i.test(name)) continue;
    const source = files.find(name);
    const folder = (name.split("/")[1] ?? "").replace(/\.xml$/i, "");
    const element = source === undefined ? undefined : files.xml(source, ownerOf(folder));
    if (source !== undefined && element !== undefined && /^environmentvariabledefinition$/i.test(element.name))
      add(attribute(element, "schemaname") ?? folder, element, source);
  }
  if (customizations !== undefined) {
    for (const element of olderDefinitions(customizations.root)) {
      const schemaName = child(element, "SchemaName")?.text.trim() ?? attribute(element, "schemaname");
      if (schemaName !== undefined && schemaName !== "") add(schemaName, element, customizations.source);
    }
  }
  return found;
}

/** A definition in a folder of its own, as exports and unpacked sources have it, or beside the others. */
const definitionFile = /^environmentvariabledefinitions\/(?:[^/]+\/)?[^/]+\.xml$/i;

/** `<EnvironmentVariables><Definitions><Definition>…`, whatever is between. */
function olderDefinitions(root: XmlElement): readonly XmlElement[] {
  const found: XmlElement[] = [];
  const visit = (element: XmlElement, depth: number): void => {
    if (/^(?:definition|environmentvariabledefinition)$/i.test(element.name)) found.push(element);
    else if (depth < 4) for (const inner of element.children) visit(inner, depth + 1);
  };
  for (const section of ["EnvironmentVariables", "environmentvariabledefinitions"])
    for (const element of children(root, section)) visit(element, 0);
  return found;
}

function displayNameOf(element: XmlElement): string {
  const display = child(element, "displayname");
  return attribute(display, "default")?.trim() ?? display?.text.trim() ?? "";
}

function readValueFile(
  json: JsonObject,
  source: SourceFile,
  schemaName: string,
  owner: PlaceOwner,
  add: (schemaName: string, value: TextValue) => void,
): void {
  const outer = json.environmentvariablevalues;
  const inner = isObject(outer) ? outer.environmentvariablevalue : undefined;
  const entries: readonly Json[] = Array.isArray(inner) ? inner : inner === undefined ? [] : [inner];
  entries.forEach((entry, index) => {
    const text = jsonText(entry, "value");
    if (text === undefined || text === "") return;
    const pointer = ["environmentvariablevalues", "environmentvariablevalue", ...(Array.isArray(inner) ? [String(index)] : []), "value"];
    add(schemaName, jsonValue(text, source, pointer, owner));
  });
}

/** `{ "EnvironmentVariableValues": [{ "EnvironmentVariableDefinition.SchemaName": …, "Value": … }] }` of exports up to 2020. */
function readOldValues(
  json: JsonObject,
  source: SourceFile,
  ownerOf: (name: string) => PlaceOwner,
  add: (schemaName: string, value: TextValue) => void,
): void {
  const list = memberIgnoringCase(json, "EnvironmentVariableValues");
  if (list === undefined || !Array.isArray(list.value)) return;
  list.value.forEach((entry: Json, index: number) => {
    if (!isObject(entry)) return;
    const schemaName = jsonText(entry, "EnvironmentVariableDefinition.SchemaName") ?? jsonText(entry, "SchemaName");
    const value = memberIgnoringCase(entry, "Value");
    if (schemaName === undefined || value === undefined || typeof value.value !== "string" || value.value === "") return;
    add(schemaName, jsonValue(value.value, source, [list.key, String(index), value.key], ownerOf(schemaName)));
  });
}

function jsonValue(text: string, source: SourceFile, pointer: readonly string[], owner: PlaceOwner): TextValue {
  return {
    text,
    place: { source, at: { kind: "json", pointer }, owner },
    part: (span) => ({ source, at: { kind: "json", pointer, span }, owner }),
  };
}
