import type { CloudFlow } from "../cloud-flow/model.ts";
import { remember } from "../collections.ts";
import { objectAt } from "../json.ts";
import type { EnvironmentVariable, Solution } from "../solution/model.ts";
import { attribute, child, children, parseXml, type XmlElement } from "../source/xml.ts";
import { escapeXml } from "../source/xml-text.ts";
import type { Draft } from "./draft.ts";

/** What a new environment variable is like. */
export interface VariableWish {
  /** What distinguishes two wishes: equal ones share a variable. Kept in memory only. */
  readonly key: string;
  /** In words, from which the names are made: `Key Vault name`. */
  readonly title: string;
  readonly description: string;
  readonly type: "string" | "secret";
  readonly defaultValue?: string;
}

/** An environment variable as a flow uses it. */
export interface UsableVariable {
  readonly schemaName: string;
  readonly displayName: string;
}

/** Environment variables that a draft adds to solutions: each in a definition of its own, and on the list of the solution's components. */
export interface NewVariables {
  /** The variable for a wish, the same for equal wishes; a text says why there can be none. */
  add(solution: Solution, wish: VariableWish): UsableVariable | string;
  /** Writes the lists of components. */
  finish(): void;
}

/** Makes environment variables, each name once. */
export function createNewVariables(draft: Draft): NewVariables {
  const made = new Map<Solution, Map<string, UsableVariable>>();
  return {
    add(solution, wish) {
      const manifest = manifestOf(solution);
      if (typeof manifest === "string") return manifest;
      const own = remember(made, solution, () => new Map<string, UsableVariable>());
      const known = own.get(wish.key);
      if (known !== undefined) return known;
      const taken = new Set([...solution.environmentVariables, ...own.values()].map(({ schemaName }) => schemaName.toLowerCase()));
      const { schemaName, displayName } = freeName(manifest.prefix, wish.title, taken);
      const variable = { schemaName, displayName };
      own.set(wish.key, variable);
      draft.create(
        solution,
        `${folderOf(solution)}${schemaName}/environmentvariabledefinition.xml`,
        definitionText(variable, wish, manifest),
      );
      return variable;
    },
    finish() {
      for (const [solution, variables] of made) {
        const manifest = manifestOf(solution);
        if (typeof manifest !== "string") addRootComponents(manifest, [...variables.values()], solution, draft);
      }
    },
  };
}

/** What is needed of a solution's manifest. */
interface Manifest {
  readonly prefix: string;
  readonly language: string;
  readonly version: string;
  readonly lineEnd: string;
  readonly components: XmlElement;
}

const known = new WeakMap<Solution, Manifest | string>();

function manifestOf(solution: Solution): Manifest | string {
  return remember(known, solution, () => readManifest(solution));
}

function readManifest(solution: Solution): Manifest | string {
  const { manifest, layout, managed } = solution;
  if (manifest === undefined || (layout !== "exported" && layout !== "unpacked"))
    return "The flow is not in a solution that an environment variable can be added to.";
  if (managed === "managed") return "The solution is managed: add the environment variable where it is developed.";
  const text = manifest.text();
  const { root } = parseXml(text);
  const details = child(root, "SolutionManifest");
  const components = child(details, "RootComponents");
  const prefix = child(child(details, "Publisher"), "CustomizationPrefix")?.text.trim() ?? "";
  if (root === undefined || components === undefined || !/^[a-z][a-z0-9]{1,7}$/i.test(prefix))
    return "The solution's manifest does not say what its publisher's prefix is.";
  return {
    prefix,
    language: attribute(root, "languagecode") ?? "1033",
    version: solution.version === "" ? "1.0.0.0" : solution.version,
    lineEnd: text.includes("\r\n") ? "\r\n" : "\n",
    components,
  };
}

/** `contoso_KeyVaultName`, followed by a number if the name is taken. */
function freeName(prefix: string, title: string, taken: ReadonlySet<string>): UsableVariable {
  const words = title.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  const base =
    words
      .map((word) => word.normalize("NFKD").replaceAll(/[^A-Za-z0-9]/g, ""))
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join("")
      .slice(0, 60) || "Value";
  const display = words.join(" ").slice(0, 80) || "Value";
  for (let number = 1; ; number++) {
    const schemaName = `${prefix}_${base}${number === 1 ? "" : number}`;
    if (!taken.has(schemaName.toLowerCase())) return { schemaName, displayName: number === 1 ? display : `${display} ${number}` };
  }
}

/** The folder of definitions as this solution spells it. */
function folderOf({ files, root }: Solution): string {
  const found = files.map(({ name }) => name.slice(root.length)).find((name) => /^environmentvariabledefinitions\//i.test(name));
  return found?.slice(0, found.indexOf("/") + 1) ?? "environmentvariabledefinitions/";
}

const typeCodes = { string: "100000000", secret: "100000005" } as const;

/** A definition as exports write it, members in their order. */
function definitionText({ schemaName, displayName }: UsableVariable, wish: VariableWish, { language, version, lineEnd }: Manifest): string {
  const { description, type, defaultValue } = wish;
  const label = (name: string, text: string): readonly string[] => [
    `  <${name} default="${escapeXml(text)}">`,
    `    <label description="${escapeXml(text)}" languagecode="${escapeXml(language)}" />`,
    `  </${name}>`,
  ];
  const lines = [
    `<environmentvariabledefinition schemaname="${escapeXml(schemaName)}">`,
    ...(defaultValue === undefined ? [] : [`  <defaultvalue>${escapeXml(defaultValue)}</defaultvalue>`]),
    ...label("description", description),
    ...label("displayname", displayName),
    `  <introducedversion>${escapeXml(version)}</introducedversion>`,
    "  <iscustomizable>1</iscustomizable>",
    "  <isrequired>0</isrequired>",
    "  <secretstore>0</secretstore>",
    `  <type>${typeCodes[type]}</type>`,
    "</environmentvariabledefinition>",
  ];
  return `${lines.join(lineEnd)}${lineEnd}`;
}

/** Behind the last component, indented like it. */
function addRootComponents(
  { components, lineEnd }: Manifest,
  variables: readonly UsableVariable[],
  { manifest }: Solution,
  draft: Draft,
): void {
  if (manifest === undefined) return;
  const { document } = components;
  const listed = children(components, "RootComponent");
  const sample = listed.find((one) => attribute(one, "type") === "380") ?? listed.at(-1);
  const nameAttribute = sample?.attributes.has("schemaname") === true ? "schemaname" : "schemaName";
  const lines = variables.map(({ schemaName }) => `<RootComponent type="380" ${nameAttribute}="${escapeXml(schemaName)}" behavior="0" />`);
  const last = listed.at(-1);
  if (last !== undefined) {
    const indent = /(?:\r\n|\r|\n)[ \t]*$/.exec(document.slice(0, last.start))?.[0] ?? "";
    draft.text(manifest, { span: { start: last.end, end: last.end }, text: lines.map((line) => indent + line).join("") });
    return;
  }
  const indent = /(?:\r\n|\r|\n)([ \t]*)$/.exec(document.slice(0, components.start))?.[1];
  const [inside, close] = indent === undefined ? ["", ""] : [`${lineEnd}${indent}  `, lineEnd + indent];
  const content = `${lines.map((line) => inside + line).join("")}${close}`;
  const isEmptyTag = document.charAt(components.end - 2) === "/";
  if (isEmptyTag)
    draft.text(manifest, {
      span: { start: components.start, end: components.end },
      text: `<${components.name}>${content}</${components.name}>`,
    });
  else draft.text(manifest, { span: { start: components.textStart, end: components.textEnd }, text: content });
}

/** Variables that exist already and hold exactly this text, those that the flow uses first. */
export function variablesHolding(text: string, flow: CloudFlow, solution: Solution): readonly EnvironmentVariable[] {
  const baked = (schemaName: string): unknown =>
    flow.parameters.find((parameter) => parameter.schemaName?.toLowerCase() === schemaName.toLowerCase())?.defaultValue;
  const holding = solution.environmentVariables.filter((variable) => {
    if (variable.type !== "string") return false;
    // The value that takes effect: the current one, of which flows hold copies, before the default.
    const value = variable.values[0]?.text ?? baked(variable.schemaName) ?? variable.defaultValue?.text;
    return value === text;
  });
  const bound = holding.filter((variable) => baked(variable.schemaName) !== undefined);
  return bound.length === 1 ? bound : holding;
}

/** The parameter through which a flow reads a variable: the one that it has, or a new one with what exports write there. */
export function parameterFor(flow: CloudFlow, variable: UsableVariable, value: string, draft: Draft): string {
  const wanted = variable.schemaName.toLowerCase();
  const present = flow.parameters.find((parameter) => parameter.schemaName?.toLowerCase() === wanted);
  if (present !== undefined) return present.name;
  const name = `${variable.displayName} (${variable.schemaName})`;
  if (objectAt(flow.definition, "parameters", name) === undefined) {
    draft.json(flow.source, {
      kind: "set",
      pointer: [...flow.pointer, "parameters", name],
      value: { defaultValue: value, type: "String", metadata: { schemaName: variable.schemaName, description: "" } },
    });
  }
  return name;
}
