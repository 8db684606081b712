import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { Rule } from "../rule.ts";
import type { RuleCases } from "../testing/rule-tester.ts";

/** Root of the repository, from the compiled file or from the source. */
export const repository = new URL(import.meta.url.includes("/dist/") ? "../../../" : "../../", import.meta.url);

/** What the folder of a rule holds. */
export interface RuleFolder {
  readonly name: string;
  readonly rule: Rule;
  readonly cases: RuleCases;
  /** The hand-written part of the page. */
  readonly page: string;
}

/** Names of the rule folders, sorted. */
export function ruleFolderNames(): readonly string[] {
  return readdirSync(new URL("rules/", repository), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** Loads `rule`, `cases` and `rule.md` of a folder; modules are those beside this one, compiled or not. */
export async function loadRuleFolder(name: string): Promise<RuleFolder> {
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
  const base = new URL(`../../rules/${name}/`, import.meta.url);
  const { default: rule } = (await import(new URL(`rule.${extension}`, base).href)) as { readonly default: Rule };
  const { default: cases } = (await import(new URL(`cases.${extension}`, base).href)) as { readonly default: RuleCases };
  const file = new URL(`rules/${name}/rule.md`, repository);
  return { name, rule, cases, page: existsSync(file) ? readFileSync(file, "utf8") : "" };
}
