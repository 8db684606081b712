import { chained } from "../testing/actions.ts";
import { findingsOf, specsOf } from "../testing/rule-tester.ts";
import type { SolutionSpec } from "../testing/solutions.ts";
import type { RuleFolder } from "./rule-folders.ts";

const generated = "<!-- Generated from rules/{name}: edit rule.ts, rule.md and cases.ts there, then run `npm run generate`. -->";

/** The page of a rule: head and examples from its metadata and the example of its cases, the body from `rule.md`. */
export function rulePageText({ name, rule, cases, page }: RuleFolder): string {
  const cwe = (rule.cwe ?? []).map((number) => `[CWE-${number}](https://cwe.mitre.org/data/definitions/${number}.html)`).join(", ");
  const head = [
    generated.replace("{name}", name),
    "",
    `# ${name} (${rule.code})`,
    "",
    rule.summary,
    "",
    "| level | preset | fixable | since | security severity | CWE | source |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    `| ${rule.level} | ${rule.preset} | ${rule.fixable ?? "no"} | ${rule.since} | ${rule.securitySeverity?.toFixed(1) ?? "–"} | ${cwe || "–"} | [documentation](${rule.source}) |`,
    "",
  ];
  return `${[...head, page.trim(), "", ...options(rule.options), ...examples(rule, cases)].join("\n").trimEnd()}\n`;
}

function options(schema: RuleFolder["rule"]["options"]): readonly string[] {
  const properties = schema?.properties;
  if (typeof properties !== "object" || properties === null || Array.isArray(properties)) return [];
  const rows = Object.entries(properties).map(([name, property]) => {
    const { description, default: value } = property as { readonly description?: string; readonly default?: unknown };
    return `| \`${name}\` | \`${JSON.stringify(value)}\` | ${description ?? ""} |`;
  });
  return ["## Options", "", "| name | default | meaning |", "| --- | --- | --- |", ...rows, ""];
}

function examples(rule: RuleFolder["rule"], cases: RuleFolder["cases"]): readonly string[] {
  const { wrong, right } = cases.example;
  const lines = ["## Examples", "", `A finding: ${wrong.name}.`, "", ...specsOf(wrong).flatMap(shown)];
  const [finding] = findingsOf(rule, wrong);
  if (finding !== undefined)
    lines.push(`> ${finding.message}`, ...(finding.advice === undefined ? [] : [">", `> → ${finding.advice}`]), "");
  return [...lines, `No finding: ${right.name}.`, "", ...specsOf(right).flatMap(shown)];
}

/** The actions of the flows as they are in an export; other parts of the solution in a line each. */
function shown(spec: SolutionSpec): readonly string[] {
  const lines: string[] = [];
  for (const flow of spec.flows ?? []) {
    const actions = JSON.stringify(chained(flow.actions), null, 2);
    lines.push(`*${flow.name}*`, "", "```json", actions, "```", "");
  }
  for (const flow of spec.desktopFlows ?? []) lines.push(`*${flow.name}*`, "", "```text", flow.script.trim(), "```", "");
  for (const variable of spec.variables ?? []) {
    const parts = [
      `type ${variable.type ?? "string"}`,
      ...(variable.defaultValue === undefined ? [] : ["with a default value"]),
      ...(variable.value === undefined ? [] : ["with a current value"]),
    ];
    lines.push(`Environment variable \`${variable.schemaName}\`: ${parts.join(", ")}.`, "");
  }
  return lines;
}
