import { splitCamelCase } from "../matching/camel-case.ts";
/** The stages that environments are usually named after. */
export const stageNames = ["dev", "test", "prod"] as const;

/** The stages that distinguish environments. */
export type Stage = (typeof stageNames)[number];

const stages: readonly { readonly stage: Stage; readonly words: readonly string[] }[] = [
  { stage: "dev", words: ["dev", "develop", "development", "sandbox", "sbx", "entwicklung"] },
  {
    stage: "test",
    words: [
      "test",
      "tst",
      "testing",
      "uat",
      "qa",
      "sit",
      "val",
      "validation",
      "stage",
      "staging",
      "stg",
      "preprod",
      "preproduction",
      "abnahme",
    ],
  },
  { stage: "prod", words: ["prod", "prd", "production", "live", "produktion"] },
];

const stageOfWord: ReadonlyMap<string, Stage> = new Map(stages.flatMap(({ stage, words }) => words.map((word) => [word, stage] as const)));

/** Words of a file's or environment's name: `deploymentSettings.Prod`, `Contoso-UAT`. */
function wordsOf(name: string): readonly string[] {
  return splitCamelCase(name)
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .map((word) => word.replace(/^(\p{L}+)\d+$/u, "$1"));
}

/** The stage that a name of an environment stands for: `Contoso UAT` is a test environment. */
export function stageOf(name: string): Stage | undefined {
  return stagesOf(name)[0];
}

/** All stages that words of a name stand for, in their order: `kv-test-data-prod` names two. */
export function stagesOf(name: string): readonly Stage[] {
  return wordsOf(name).flatMap((word) => stageOfWord.get(word) ?? []);
}

/**
 * The environment that a settings file belongs to by its name or the folder it is in: `settings/prod.json`,
 * `config/Prod/deploymentSettings.json`.
 * @returns the word or the folder's name, as spelled; undefined when neither names a stage.
 */
export function environmentOfFile(file: string): string | undefined {
  const [name = "", folder = ""] = file.split("/").reverse();
  const stem = name.replace(/\.[^.]*$/, "");
  const word = splitCamelCase(stem)
    .split(/[^A-Za-z0-9]+/)
    .find((part) => stageOf(part) !== undefined);
  return word ?? (stageOf(folder) === undefined ? undefined : folder);
}
