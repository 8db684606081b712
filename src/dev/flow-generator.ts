import { compose, keyVault } from "../testing/actions.ts";
import { flow, type SolutionSpec, solutionFiles, type VariableSpec } from "../testing/solutions.ts";
import { writeZip } from "../testing/zip-writer.ts";
import { createRandom, type Random } from "./random.ts";
import { sampleFlow } from "./sample-flow.ts";
import { sampleScript } from "./sample-script.ts";

/** How large a generated solution is. */
export interface GeneratedSize {
  readonly flows: number;
  /** Share of desktop flows beside the cloud flows, from 0 to 1; a twentieth by default. */
  readonly desktopShare?: number;
  /** Another number gives another solution; the same one the same bytes. */
  readonly seed?: number;
  readonly uniqueName?: string;
}

/** The files of a realistic solution, by member name. */
export function generatedSolution(size: GeneratedSize): ReadonlyMap<string, string> {
  const { flows, desktopShare = 0.05, seed = 1, uniqueName = `ContosoGenerated${seed}` } = size;
  const random = createRandom(seed);
  const variables = Array.from({ length: 3 + Math.ceil(flows / 10) }, (_, index): VariableSpec & { readonly used: string } => ({
    schemaName: `new_Setting${index + 1}`,
    used: `Setting ${index + 1} (new_Setting${index + 1})`,
    defaultValue: random.pick(["Open", "orders@contoso.com", "https://contoso.sharepoint.com/sites/orders", "50", ""]),
    ...(random.chance(0.2) ? { value: "from the development environment" } : {}),
  }));
  const names = Array.from({ length: flows }, (_, index) => `Process orders ${seed}-${index + 1}`);
  const desktopFlows = Array.from({ length: Math.ceil(flows * desktopShare) }, (_, index) => ({
    name: `Post invoice ${seed}-${index + 1}`,
    script: sampleScript(random),
  }));
  const world = {
    random,
    variables: ["Secret name (new_SecretName)", ...variables.map(({ used }) => used)] as const,
    childFlows: names.filter((_, index) => index % 20 === 0),
    desktopFlows: desktopFlows.map(({ name }) => name),
  };
  const spec: SolutionSpec = {
    uniqueName,
    variables: variables.map(({ used, ...variable }) => variable),
    flows: names.map((name) => sampleFlow(name, world)),
    desktopFlows,
  };
  const files = new Map(solutionFiles(spec));
  const customizations = files.get("customizations.xml") ?? "";
  files.set(
    "customizations.xml",
    customizations.replace("<Entities></Entities>", `<Entities>${tables(Math.ceil(flows / 25), random)}</Entities>`),
  );
  // Each has a publisher of its own: what has the same name ties solutions together.
  const own = (text: string): string => text.replaceAll("new_", `new${seed}_`);
  return new Map([...files].map(([name, content]) => [own(name), own(content)]));
}

/** Tables with forms: what most of a large `customizations.xml` is made of, and what this tool has no use for. */
function tables(count: number, random: Random): string {
  return Array.from({ length: count }, (_, table) => {
    const cells = Array.from(
      { length: random.between(100, 300) },
      (_, cell) =>
        `<row><cell id="{cell-${table}-${cell}}" showlabel="true" locklevel="0"><labels><label description="Column ${cell}" languagecode="1033" /></labels><control id="new_column${cell}" classid="{4273EDBD-AC1D-40D3-9FB2-095C621B552D}" datafieldname="new_column${cell}" disabled="false" /></cell></row>`,
    );
    return `<Entity><Name LocalizedName="Table ${table}" OriginalName="Table ${table}">new_Table${table}</Name><FormXml><forms type="main"><systemform><form><tabs><tab><columns><column width="100%"><sections><section><rows>${cells.join("\r\n")}</rows></section></sections></column></columns></tab></tabs></form></systemform></forms></FormXml></Entity>`;
  }).join("\r\n");
}

/** A solution as the archive that an export is. */
export function archiveOf(files: ReadonlyMap<string, string>): Buffer {
  return writeZip([...files].map(([name, content]) => ({ name, content })));
}

/** One flow of many actions of all kinds. */
export function hugeFlow(actions: number): SolutionSpec {
  const world = { random: createRandom(7), variables: ["Secret name (new_SecretName)"] as const, childFlows: [], desktopFlows: [] };
  return { uniqueName: "ContosoHuge", flows: [sampleFlow("Huge", world, actions)] };
}

/** A secret that is passed on from action to action. */
export function secretChain(actions: number): SolutionSpec {
  const steps = Array.from({ length: actions }, (_, index) =>
    compose(`Step_${index + 1}`, index === 0 ? "@body('Get_secret')?['value']" : `@outputs('Step_${index}')`),
  );
  return { uniqueName: "ContosoChain", flows: [flow("Chain", keyVault.getSecret("Get_secret"), ...steps)] };
}

/** A secret that many actions read. */
export function secretFan(references: number): SolutionSpec {
  const readers = Array.from({ length: references }, (_, index) => compose(`Reader_${index + 1}`, "@body('Get_secret')?['value']"));
  return { uniqueName: "ContosoFan", flows: [flow("Fan", keyVault.getSecret("Get_secret"), ...readers)] };
}
