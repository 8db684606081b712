import type { ReportingDescriptor } from "sarif";
import type { ReportedRule } from "./reporter.ts";
import { sarifText } from "./sanitize.ts";

/** GitHub refuses longer descriptions, and more tags. */
const longestDescription = 1024;
const mostTags = 20;

/** Id of the one message that every rule has. */
export const messageId = "default";

/** How SARIF describes a rule; the properties are those that GitHub code scanning reads. */
export function ruleDescriptor(rule: ReportedRule): ReportingDescriptor {
  const help = `${rule.summary} See ${rule.helpUri}.`;
  return {
    id: rule.code,
    name: pascalCase(rule.name),
    shortDescription: { text: sentence(clip(rule.summary)) },
    fullDescription: { text: sentence(clip(rule.summary)) },
    // The whole message is its only argument: SARIF wants an id and arguments, and GitHub wants the text as well.
    messageStrings: { [messageId]: { text: "{0}." } },
    help: { text: help, markdown: rule.helpMarkdown ?? help },
    helpUri: rule.helpUri,
    defaultConfiguration: { level: rule.level },
    properties: {
      tags: tagsOf(rule),
      precision: "high",
      "problem.severity": rule.level === "note" ? "recommendation" : rule.level,
      // GitHub takes a text; its presence makes the rule a security rule.
      ...(rule.securitySeverity === undefined ? {} : { "security-severity": rule.securitySeverity.toFixed(1) }),
      preset: rule.preset,
    },
  };
}

function tagsOf(rule: ReportedRule): string[] {
  const security = rule.securitySeverity === undefined ? [] : ["security"];
  const weaknesses = rule.cwe.map((number) => `external/cwe/cwe-${String(number).padStart(3, "0")}`);
  return [...security, ...weaknesses].slice(0, mostTags);
}

/** A text that ends as a sentence does. */
export function sentence(text: string): string {
  const clean = sarifText(text).trimEnd();
  return /[.!?]$/.test(clean) ? clean : `${clean}.`;
}

function clip(text: string): string {
  return text.length <= longestDescription ? text : `${text.slice(0, longestDescription - 1).trimEnd()}…`;
}

function pascalCase(name: string): string {
  return name
    .split(/[-/]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}
