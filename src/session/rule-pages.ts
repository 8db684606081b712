import { readFileSync } from "node:fs";
import { rulePage } from "../about.ts";

/** Compiled files are one folder deeper than their sources. */
const folders = ["../../../docs/rules/", "../../docs/rules/"];

/** The page of a built-in rule, which is part of the package, as Markdown; undefined for a rule that has none. */
export function readRulePage(name: string): string | undefined {
  if (name.includes("/")) return undefined;
  for (const folder of folders) {
    try {
      // The first lines tell those who edit the page where it comes from.
      return readFileSync(new URL(`${folder}${name}.md`, import.meta.url), "utf8").replace(/^<!--[\s\S]*?-->\n*/, "");
    } catch {
      // Not there: try the next.
    }
  }
  return undefined;
}

/** The sections that help with a finding; the examples, and how the rule decides, are on the linked page. */
const helpfulSections = /^(?:Why|How to fix|When not to use it)\n/;

/** What code scanning shows beside the findings of a built-in rule, as Markdown: a part of its page, with links that work anywhere. */
export function readRuleHelp(name: string): string | undefined {
  const page = readRulePage(name);
  if (page === undefined) return undefined;
  const [, ...sections] = page.split(/^## /m);
  const text = sections
    .filter((section) => helpfulSections.test(section))
    .map((section) => `## ${section.trim()}`)
    .join("\n\n");
  const address = rulePage(name);
  const linked = text.replace(/\]\(([^)\s:]+)\)/g, (_, target: string) => `](${new URL(target, address).href})`);
  return `${linked}\n\n[Examples, and how the rule decides](${address})`;
}
