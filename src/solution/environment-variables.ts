import { append } from "../collections.ts";
import { isObject, type Json, type JsonObject, memberIgnoringCase, textAt } from "../json.ts";
import { componentOwner, type PlaceOwner, type SourceFile } from "../source/place.ts";
import { attribute, child, children, contentAt, startTagAt, type XmlElement } from "../source/xml.ts";
import type { Customizations } from "./customizations.ts";
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

type OwnerOf = (schemaName: string) => PlaceOwner;

/**
 * Environment variables in the three layouts of exports: a folder for each with definition and value files, definitions inside
 * `customizations.xml` with all values in one `environment_variable_values.json`, and unpacked sources, which keep the folders.
 */
export function readEnvironmentVariables(
  files: SolutionFiles,
  customizations: Customizations | undefined,
  solution: string,
): readonly EnvironmentVariable[] {
  const ownerOf: OwnerOf = (name) => componentOwner("environment-variable", name, solution);
  const values = new Map<string, TextValue[]>();
  for (const { schemaName, value } of valuesIn(files, ownerOf)) append(values, schemaName.toLowerCase(), value);
  return definitionsIn(files, customizations, ownerOf).map((definition) =>
    variableOf(definition, ownerOf(definition.schemaName), values.get(definition.schemaName.toLowerCase()) ?? []),
  );
}

/** The element that defines a variable. */
interface Definition {
  readonly schemaName: string;
  readonly element: XmlElement;
  readonly source: SourceFile;
}

function definitionsIn(files: SolutionFiles, customizations: Customizations | undefined, ownerOf: OwnerOf): readonly Definition[] {
  const inFiles = files.names.flatMap((name): readonly Definition[] => {
    if (!definitionFile.test(name) || /_managed\.xml$/i.test(name)) return [];
    const source = files.find(name);
    const folder = (name.split("/")[1] ?? "").replace(/\.xml$/i, "");
    const element = source === undefined ? undefined : files.xml(source, ownerOf(folder));
    if (source === undefined || element === undefined || !/^environmentvariabledefinition$/i.test(element.name)) return [];
    return [{ schemaName: attribute(element, "schemaname") ?? folder, element, source }];
  });
  if (customizations === undefined) return inFiles;
  const older = olderDefinitions(customizations.root).flatMap((element): readonly Definition[] => {
    const schemaName = child(element, "SchemaName")?.text.trim() ?? attribute(element, "schemaname") ?? "";
    return schemaName === "" ? [] : [{ schemaName, element, source: customizations.source }];
  });
  return [...inFiles, ...older];
}

function variableOf({ schemaName, element, source }: Definition, owner: PlaceOwner, values: readonly TextValue[]): EnvironmentVariable {
  const value = child(element, "defaultvalue");
  const type = child(element, "type");
  // Older exports hold the definitions side by side in one file.
  const xpath = /^environmentvariabledefinition$/.test(element.name)
    ? `/${element.name}`
    : `//${element.name}[SchemaName=${xpathText(schemaName)}]`;
  const valuePath = `${xpath}/${value?.name ?? ""}`;
  const place = xmlPlace(source, startTagAt(element), owner, xpath);
  return {
    schemaName,
    displayName: displayNameOf(element) || schemaName,
    type: types[type?.text.trim() ?? ""] ?? "unknown",
    place,
    typePlace: type === undefined ? place : xmlPlace(source, contentAt(type), owner, `${xpath}/${type.name}`),
    defaultValue:
      value === undefined || value.text === ""
        ? undefined
        : {
            text: value.text,
            place: xmlPlace(source, contentAt(value), owner, valuePath),
            part: (span) => xmlPlace(source, contentAt(value, span), owner, valuePath),
          },
    values,
  };
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

/** A value, and the variable that it is one of. */
interface ValueOf {
  readonly schemaName: string;
  readonly value: TextValue;
}

function valuesIn(files: SolutionFiles, ownerOf: OwnerOf): readonly ValueOf[] {
  return files.names.flatMap((name) => {
    const lower = name.toLowerCase();
    const folder = /^environmentvariabledefinitions\/([^/]+)\/environmentvariablevalues\.json$/.exec(lower)?.[1];
    const source = folder !== undefined || /(?:^|\/)environment_variable_values\.json$/.test(lower) ? files.find(name) : undefined;
    if (source === undefined) return [];
    const owner = ownerOf(folder === undefined ? name : (name.split("/")[1] ?? folder));
    const json = files.json(source, owner);
    if (json === undefined) return [];
    if (folder === undefined) return olderValues(json, source, ownerOf);
    return valuesOfFile(json, source, owner).map((value) => ({ schemaName: folder, value }));
  });
}

function valuesOfFile(json: JsonObject, source: SourceFile, owner: PlaceOwner): readonly TextValue[] {
  const outer = json.environmentvariablevalues;
  const inner = isObject(outer) ? outer.environmentvariablevalue : undefined;
  const entries: readonly Json[] = Array.isArray(inner) ? inner : inner === undefined ? [] : [inner];
  return entries.flatMap((entry, index) => {
    const text = textAt(entry, "value");
    if (text === undefined || text === "") return [];
    const pointer = ["environmentvariablevalues", "environmentvariablevalue", ...(Array.isArray(inner) ? [String(index)] : []), "value"];
    return [jsonValue(text, source, pointer, owner)];
  });
}

/** `{ "EnvironmentVariableValues": [{ "EnvironmentVariableDefinition.SchemaName": …, "Value": … }] }` of exports up to 2020. */
function olderValues(json: JsonObject, source: SourceFile, ownerOf: OwnerOf): readonly ValueOf[] {
  const list = memberIgnoringCase(json, "EnvironmentVariableValues");
  if (list === undefined || !Array.isArray(list.value)) return [];
  return list.value.flatMap((entry: Json, index: number): readonly ValueOf[] => {
    const schemaName = textAt(entry, "EnvironmentVariableDefinition.SchemaName") ?? textAt(entry, "SchemaName");
    const value = isObject(entry) ? memberIgnoringCase(entry, "Value") : undefined;
    if (schemaName === undefined || value === undefined || typeof value.value !== "string" || value.value === "") return [];
    return [{ schemaName, value: jsonValue(value.value, source, [list.key, String(index), value.key], ownerOf(schemaName)) }];
  });
}

function jsonValue(text: string, source: SourceFile, pointer: readonly string[], owner: PlaceOwner): TextValue {
  return {
    text,
    place: { source, at: { kind: "json", pointer }, owner },
    part: (span) => ({ source, at: { kind: "json", pointer, span }, owner }),
  };
}
