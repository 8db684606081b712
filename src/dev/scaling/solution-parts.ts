import { escapeXml } from "../../source/xml-text.ts";
import { http } from "../../testing/actions.ts";
import { numbered, type Tint } from "./subject.ts";

/** The files of a solution with so many of something, and its name. */
export type FilesSubject = readonly [name: string, filesOf: (size: number, tint: Tint) => Readonly<Record<string, string>>];

/** An id, different for each number. */
export const guid = (index: number): string => `${String(index).padStart(8, "0")}-2222-4333-8444-555555555555`;
/** The file that describes the components of a solution. */
export const customizations = (inner: string): Readonly<Record<string, string>> => ({
  "customizations.xml": `<ImportExportXml>${inner}</ImportExportXml>`,
});
/** An environment variable, as its file describes it. */
export const variableXml = (name: string, value: string, type = "100000000"): string =>
  `<environmentvariabledefinition schemaname="${name}"><defaultvalue>${escapeXml(value)}</defaultvalue><displayname default="${name}" /><type>${type}</type></environmentvariabledefinition>`;
/** The files of so many environment variables. */
export const variableFiles = (count: number, make: (index: number) => string, type?: string): Readonly<Record<string, string>> =>
  numbered(
    count,
    (i) => variableXml(`new_Key${i}`, make(i), type),
    (i) => `environmentvariabledefinitions/new_Key${i}/environmentvariabledefinition.xml`,
  );
/** A call that signs in with a value. */
export const signIn = (value: string, name = "Call") =>
  http(name, { authentication: { type: "Basic", username: "orders", password: value } });

/** An action of a template for a logic app that sends a key. */
export const templateCall = (key: string) => ({
  type: "Http",
  inputs: { method: "GET", uri: "https://api.contoso.com", headers: { "x-api-key": key } },
});
