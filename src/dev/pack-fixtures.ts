import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openArchive } from "../input/archive.ts";
import { defaultInputLimits } from "../input/artifact.ts";
import { writeZip, type ZipMember } from "../testing/zip-writer.ts";
import { repository } from "./rule-folders.ts";

/** A sample solution: a folder that people read, and the archive of it that the tool's users would have. */
export interface PackedFixture {
  readonly folder: string;
  readonly archive: string;
}

/** All sample solutions. */
export const packedFixtures: readonly PackedFixture[] = [
  { folder: "fixtures/contoso-erp", archive: "fixtures/ContosoErp_1_0_0_7.zip" },
  { folder: "fixtures/contoso-good", archive: "fixtures/ContosoGood_1_0_0_0.zip" },
  { folder: "fixtures/contoso-core", archive: "fixtures/ContosoCore_1_2_0_0_managed.zip" },
  { folder: "fixtures/contoso-crm", archive: "fixtures/ContosoCrm_2_1_0_0_managed.zip" },
];

/** The files of a fixture's folder as members of its archive: manifest and customizations first, as in an export, then by name. */
export function fixtureMembers({ folder }: PackedFixture): readonly (ZipMember & { readonly name: string; readonly content: Buffer })[] {
  const root = fileURLToPath(new URL(`${folder}/`, repository));
  const first = ["[Content_Types].xml", "solution.xml", "customizations.xml"];
  const names = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(root, name)).isFile())
    .map((name) => name.replaceAll("\\", "/"))
    .sort();
  const ordered = [...first.filter((name) => names.includes(name)), ...names.filter((name) => !first.includes(name))];
  return ordered.map((name) => ({ name, content: readFileSync(join(root, name)) }));
}

/** Whether an archive holds exactly the files of its folder. Bytes are not compared: builds of zlib pack differently. */
export async function isPacked(fixture: PackedFixture): Promise<boolean> {
  const url = new URL(fixture.archive, repository);
  if (!existsSync(url)) return false;
  const { artifacts } = await openArchive(readFileSync(url), { path: fixture.archive, prefix: "", limits: defaultInputLimits });
  const contents = new Map(fixtureMembers(fixture).map(({ name, content }) => [name, content]));
  return artifacts.length === contents.size && artifacts.every(({ name, read }) => contents.get(name)?.equals(read()) === true);
}

/** Packs the archives that are not up to date. */
async function main(): Promise<void> {
  for (const fixture of packedFixtures) {
    if (await isPacked(fixture)) continue;
    writeFileSync(new URL(fixture.archive, repository), writeZip(fixtureMembers(fixture)));
    console.log(`Packed: ${fixture.archive}`);
  }
}

if (process.argv[1]?.endsWith("pack-fixtures.js") === true) await main();
