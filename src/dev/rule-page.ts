import { detectCredentials } from "../secrets/detect.ts";
import { chained } from "../testing/actions.ts";
import { findingsOf, type RuleCase, specsOf } from "../testing/rule-tester.ts";
import type { FlowSpec, SolutionSpec, VariableSpec } from "../testing/solutions.ts";
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
    return `| ${[`\`${name}\``, `\`${JSON.stringify(value)}\``, description ?? ""].map(cell).join(" | ")} |`;
  });
  return ["## Options", "", "| name | default | meaning |", "| --- | --- | --- |", ...rows, ""];
}

/** GitHub ends a cell at each vertical bar, also at one in code. */
function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

function examples(rule: RuleFolder["rule"], cases: RuleFolder["cases"]): readonly string[] {
  const { wrong, right } = cases.example;
  const lines = ["## Examples", "", `A finding: ${wrong.name}.`, "", ...shownCase(wrong)];
  const [finding] = findingsOf(rule, wrong);
  if (finding !== undefined)
    lines.push(`> ${finding.message}`, ...(finding.advice === undefined ? [] : [">", `> → ${finding.advice}`]), "");
  return [...lines, `No finding: ${right.name}.`, "", ...shownCase(right)];
}

/** The solutions of an example, and what the run is told besides. */
function shownCase(one: RuleCase): readonly string[] {
  return [
    ...specsOf(one).flatMap(shown),
    ...Object.entries(one.settings ?? {}).flatMap(([environment, document]) => [
      `*Settings of ${environment}*`,
      "",
      ...block(
        "json",
        JSON.stringify(document, (_, value: unknown) => (typeof value === "string" ? masked(value) : value), 2),
      ),
    ]),
    ...(one.target === undefined ? [] : [`To be imported into ${one.target}.`, ""]),
    ...(one.previous === undefined ? [] : [`Deployed before: version ${one.previous.version ?? "1.0.0.0"}.`, ""]),
  ];
}

/** Without what the scanners of code hosts block when it is pushed, made up as it is. */
function masked(text: string): string {
  const known = detectCredentials(text, { position: "other" }).filter(({ evidence }) => evidence.includes("shape"));
  return known
    .toSorted((a, b) => b.span.start - a.span.start)
    .reduce((rest, { span: { start, end } }) => `${rest.slice(0, start)}•••${rest.slice(end)}`, text);
}

/** Longer files would hide what an example is about. */
const longestFile = 2_000;

/** The actions of the flows as they are in an export; other parts of the solution in a line each. */
function shown(spec: SolutionSpec): readonly string[] {
  const lines: string[] = [];
  if (spec.version !== undefined || spec.managed !== undefined) {
    const version = spec.version === undefined ? "" : `, version ${spec.version}`;
    lines.push(`Solution \`${spec.uniqueName ?? "ContosoTest"}\`${version}, ${spec.managed === true ? "managed" : "unmanaged"}.`, "");
  }
  for (const flow of spec.flows ?? []) lines.push(`*${flow.name}*`, "", ...jsonBlock(flowText(flow)));
  for (const flow of spec.desktopFlows ?? []) lines.push(`*${flow.name}*`, "", ...block("text", masked(flow.script.trim())));
  for (const variable of spec.variables ?? []) {
    const parts = [
      `type ${variable.type ?? "string"}`,
      ...(variable.defaultValue === undefined ? [] : [`with ${valueText("default", variable.type, variable.defaultValue)}`]),
      ...(variable.value === undefined ? [] : [`with ${valueText("current", variable.type, variable.value)}`]),
    ];
    lines.push(`Environment variable \`${variable.schemaName}\`: ${parts.join(", ")}.`, "");
  }
  if (spec.references !== undefined) {
    const names = spec.references.map(({ logicalName }) => `\`${logicalName}\``);
    lines.push(`Connection references of the solution: ${names.length === 0 ? "none" : names.join(", ")}.`, "");
  }
  for (const [name, text] of Object.entries(spec.files ?? {}))
    if (text.length <= longestFile) lines.push(`*${name}*`, "", ...block(name.split(".").at(-1) ?? "text", masked(text.trim())));
  return lines;
}

/** The value of a secret variable is the path of a secret, or should be. */
function valueText(kind: string, type: VariableSpec["type"], value: string): string {
  return type === "secret" ? `the ${kind} value \`${masked(value)}\`` : `a ${kind} value`;
}

/** The actions alone, or together with what else the example says of the flow. */
function flowText({ actions, connections, description, parameters, trigger }: FlowSpec): object {
  const definition = {
    ...(description === undefined ? {} : { description }),
    ...(parameters === undefined ? {} : { parameters }),
    ...(trigger === undefined ? {} : { triggers: { [trigger.name]: trigger.json } }),
  };
  const own = chained(actions);
  if (connections === undefined && Object.keys(definition).length === 0) return own;
  return {
    ...(connections === undefined ? {} : { connectionReferences: connections }),
    definition: { ...definition, actions: own },
  };
}

function jsonBlock(document: object): readonly string[] {
  return block(
    "json",
    JSON.stringify(document, (_, value: unknown) => (typeof value === "string" ? masked(value) : value), 2),
  );
}

function block(language: string, text: string): readonly string[] {
  return [`\`\`\`${language}`, text, "```", ""];
}
