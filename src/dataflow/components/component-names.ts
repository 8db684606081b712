import { type Artifact, ArtifactError } from "../../input/artifact.ts";
import { lastPart } from "../../slash-path.ts";
import type { Solution } from "../../solution/model.ts";
import type { ComponentKind } from "../../source/component-kind.ts";
import { decodeText } from "../../source/text-encoding.ts";
import { decodeReferences } from "../../source/xml-text.ts";
import { appFile } from "./canvas-apps.ts";
import { type ComponentFile, customizations } from "./component-files.ts";

/** What the components of a solution are called where their makers see them. Nothing is read before a name is asked for. */
export interface ComponentNames {
  /** The name of the component that a file is, or belongs to. */
  ofFile(file: ComponentFile, text: string): string;
  /** The name of the component that is described at an offset of `customizations.xml`; undefined where none is found. */
  ofPart(kind: ComponentKind, text: string, offset: number): string | undefined;
  /** The component whose description is at an offset of a file; undefined where none is found. */
  ofDescription(text: string, offset: number): DescribedComponent | undefined;
}

/** A component that a description is about. */
export interface DescribedComponent {
  readonly kind: ComponentKind;
  readonly name: string;
}

/** Files that are called alike in every component: the folder says which it is. */
const calledAlike =
  /^(?:data|configuration\.json|botcomponent\.(?:xml|yml)|bot\.(?:xml|yml)|customapi\.(?:xml|yml)|ribbondiff\.xml|entity\.(?:xml|yml)|powerpagecomponent\.(?:xml|yml))$/i;

/** Elements of `customizations.xml` that describe one component each. */
const elements: ReadonlyMap<ComponentKind, string> = new Map([
  ["plug-in-step", "SdkMessageProcessingStep"],
  ["service-endpoint", "ServiceEndpoint"],
  ["table", "Entity"],
  ["ai-model", "AIModel"],
  ["connection-reference", "connectionreference"],
]);

/** Units of an element in which its name is looked for, and how far behind its beginning a credential may be. */
const nameWindow = 2_000;
const elementWindow = 100_000;

/** Names of the components of one solution. Never throws: a component whose description cannot be read is called by its file. */
export function componentNames(solution: Solution): ComponentNames {
  let described: Descriptions | undefined;
  const descriptions = (): Descriptions => {
    described ??= readDescriptions(solution);
    return described;
  };
  return {
    ofFile({ below, kind }, text) {
      const own = fileName(below);
      switch (kind) {
        case "canvas-app":
          return canvasApp(below, descriptions) ?? own;
        case "web-resource":
          return webResource(below, descriptions()) ?? own;
        case "classic-workflow":
          return classicWorkflow(below, descriptions()) ?? own;
        case "agent-component":
          return agentComponent(below, descriptions) ?? own;
        case "plug-in-step":
        case "service-endpoint":
          return nameAt(text, elements.get(kind) ?? "", text.length) ?? own;
        case "desktop-flow":
          return flowOfBinary(below, descriptions(), solution) ?? own;
        case "power-pages-component":
          return calledAlike.test(lastPart(below)) ? (siteName(text) ?? own) : own;
        default:
          return own;
      }
    },
    ofPart(kind, text, offset) {
      const element = elements.get(kind);
      return element === undefined ? undefined : nameAt(text, element, offset);
    },
    ofDescription: describedAt,
  };
}

/** What says how components are called. */
interface Descriptions {
  readonly customizations: string;
  /** Where `customizations.xml` names the files and apps, in the order of the file. */
  readonly mentions: ReadonlyMap<string, number>;
  /** The text of a file of the solution, empty where it has none of that name. */
  textOf(name: string): string;
}

function readDescriptions({ files, root }: Solution): Descriptions {
  const byName = new Map(files.map((artifact) => [artifact.name.slice(root.length).toLowerCase(), artifact]));
  const read = (name: string): string => textOf(byName.get(name.toLowerCase()));
  const text = textOf(files.find(({ name }) => customizations.test(name.slice(root.length))));
  const mentions = new Map<string, number>();
  for (const { index, groups } of text.matchAll(/<(?:FileName|XamlFileName|DocumentUri)>\/(?<file>[^<]{1,400})</g))
    mentions.set((groups?.file ?? "").toLowerCase(), index);
  return { customizations: text, mentions, textOf: read };
}

/** The text of the element of `customizations.xml` that names a file: from its beginning to that name. */
function elementOfFile({ customizations: text, mentions }: Descriptions, file: string, element: string): string {
  const end = mentions.get(file.toLowerCase());
  if (end === undefined) return "";
  const before = text.slice(Math.max(0, end - elementWindow), end);
  const start = Math.max(before.lastIndexOf(`<${element} `), before.lastIndexOf(`<${element}>`));
  return start < 0 ? "" : before.slice(start);
}

function fileName(path: string): string {
  const [last = path, folder = ""] = path.split("/").toReversed();
  return calledAlike.test(last) && folder !== "" ? folder : last;
}

/** Packed apps are described in `customizations.xml`, unpacked ones beside their folder. */
function canvasApp(path: string, descriptions: () => Descriptions): string | undefined {
  const name = appFile(path)?.app || /^canvasapps\/([^/]+?)\.meta\.xml$/i.exec(path)?.[1];
  if (name === undefined) return undefined;
  const file = /^(.+?\.msapp)!\//i.exec(path)?.[1];
  const described = file === undefined ? "" : elementOfFile(descriptions(), file, "CanvasApp");
  return elementText(described || descriptions().textOf(`CanvasApps/${name}.meta.xml`), "DisplayName") ?? name;
}

/** In an export, `<Name>new_/orders.js</Name> … <FileName>/WebResources/new_ordersjs…</FileName>`; unpacked, the path is the name. */
function webResource(path: string, descriptions: Descriptions): string | undefined {
  return elementText(elementOfFile(descriptions, path, "WebResource"), "Name") ?? /^webresources\/(.+)$/i.exec(path)?.[1];
}

/** `<Workflow … Name="Welcome"> … <XamlFileName>/Workflows/Welcome-3F25….xaml</XamlFileName>`, or the name that the file begins with. */
function classicWorkflow(path: string, descriptions: Descriptions): string | undefined {
  const name = attribute(elementOfFile(descriptions, path, "Workflow"), "Name");
  return name ?? /([^/]+?)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.xaml$/i.exec(path)?.[1];
}

/** `botcomponents/<schema name>/botcomponent.xml` says what its maker calls a topic. */
function agentComponent(path: string, descriptions: () => Descriptions): string | undefined {
  const [, kind, schemaName] = /^(bot|botcomponent)s\/([^/]+)\//i.exec(path) ?? [];
  return kind === undefined ? undefined : elementText(descriptions().textOf(`${kind}s/${schemaName}/${kind}.xml`), "name");
}

/** `desktopflowbinaries/<id>/desktopflowbinary.xml` names the flow by its id. */
function flowOfBinary(path: string, { textOf }: Descriptions, { workflows }: Solution): string | undefined {
  const folder = /^desktopflowbinaries\/[^/]+\//i.exec(path)?.[0];
  const id = folder === undefined ? undefined : elementText(textOf(`${folder}desktopflowbinary.xml`), "workflowid")?.toLowerCase();
  return id === undefined ? undefined : workflows.find((workflow) => workflow.id === id)?.name;
}

function siteName(text: string): string | undefined {
  return elementText(text, "name") ?? /^[ \t]{0,20}name:[ \t]*["']?([^\r\n"']{1,200})/m.exec(text)?.[1]?.trim();
}

/** The name of the last element of a kind that begins before an offset: an attribute, or the text of a child, of which tables have one in words. */
function nameAt(text: string, element: string, offset: number): string | undefined {
  const from = Math.max(0, offset - elementWindow);
  const before = text.slice(from, offset);
  const start = Math.max(before.lastIndexOf(`<${element} `), before.lastIndexOf(`<${element}>`));
  if (start < 0) return undefined;
  const own = text.slice(from + start, from + start + nameWindow);
  return (
    attribute(own.slice(0, own.indexOf(">") + 1), "Name") ??
    attribute(/<Name\s[^>]*>/.exec(own)?.[0] ?? "", "LocalizedName") ??
    elementText(own, "Name") ??
    elementText(own, "connectionreferencedisplayname")
  );
}

/** `<Workflow … Name="Get orders"> … <Category>5</Category>`, the definition of a variable, or the manifest. */
function describedAt(text: string, offset: number): DescribedComponent | undefined {
  const before = text.slice(Math.max(0, offset - elementWindow), offset);
  const inside = (element: string): string | undefined => {
    const start = Math.max(before.lastIndexOf(`<${element} `), before.lastIndexOf(`<${element}>`));
    return start < 0 || before.includes(`</${element}>`, start) ? undefined : before.slice(start) + upToEndOf(element, text, offset);
  };
  const workflow = inside("Workflow");
  if (workflow !== undefined) return described(workflowKind(elementText(workflow, "Category")), attribute(workflow, "Name"));
  const variable = inside("environmentvariabledefinition");
  if (variable !== undefined) return described("environment-variable", attribute(variable, "schemaname"));
  const manifest = inside("SolutionManifest");
  return manifest === undefined ? undefined : described("solution", elementText(manifest, "UniqueName"));
}

/** What is behind an offset in an element: a description may be before what says what it is about. */
function upToEndOf(element: string, text: string, offset: number): string {
  const behind = text.slice(offset, offset + elementWindow);
  const end = behind.indexOf(`</${element}>`);
  return end < 0 ? behind : behind.slice(0, end);
}

function described(kind: ComponentKind, name: string | undefined): DescribedComponent | undefined {
  return name === undefined ? undefined : { kind, name };
}

function workflowKind(category: string | undefined): ComponentKind {
  return category === "5" ? "cloud-flow" : category === "6" ? "desktop-flow" : "classic-workflow";
}

function attribute(tag: string, name: string): string | undefined {
  return nonEmpty(new RegExp(`\\s${name}="([^"]{1,300})"`).exec(tag)?.[1]);
}

function elementText(text: string, element: string): string | undefined {
  return nonEmpty(new RegExp(`<${element}>([^<]{1,300})</${element}>`).exec(text)?.[1]);
}

function nonEmpty(raw: string | undefined): string | undefined {
  const name = decodeReferences(raw ?? "").trim();
  return name === "" ? undefined : name;
}

function textOf(artifact: Artifact | undefined): string {
  if (artifact === undefined) return "";
  try {
    return decodeText(artifact.read());
  } catch (error) {
    // It is told where the file is read for what it holds.
    if (error instanceof ArtifactError) return "";
    throw error;
  }
}
