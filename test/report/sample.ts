import { code, marked, masked, name } from "../../src/findings/excerpt.ts";
import type { LintResult, SolutionSummary } from "../../src/findings/lint-result.ts";
import type { LocatedStep, ReportedFinding } from "../../src/findings/reported-finding.ts";
import type { ReportContext, ReportedRule } from "../../src/report/reporter.ts";
import type { Location } from "../../src/source/location.ts";

/** What a stranger could write as a name or a note. */
export const hostile =
  "Evil <script>alert(1)</script> | `tick` ::error::x ##vso[task.setvariable variable=x]y ##[command]z \u001b[31mred\u0007 \u202eabc @octocat #1 [link](https://example.org) $x$ *b*";

/** No report may hold one of these, whatever the format. */
export const forbidden = [/[^\P{Cc}\n]/u, /\u202e/, /##vso\[task\.setvariable/, /##\[/, /^\s*::error::x/m];

function rule(code: string, name: string, summary: string, more: Partial<ReportedRule> = {}): ReportedRule {
  return {
    code,
    name,
    summary,
    level: "error",
    preset: "recommended",
    securitySeverity: 7.5,
    cwe: [],
    helpUri: `https://example.org/docs/rules/${name}.md`,
    ...more,
  };
}

export const rules: readonly ReportedRule[] = [
  rule("SL0001", "unreadable-component", "A component cannot be read.", { cwe: [] }),
  rule("SL1001", "hardcoded-credential", "A credential is written into a flow.", {
    securitySeverity: 9.1,
    cwe: [798],
    helpMarkdown: "# hardcoded-credential\n\nMove it to Key Vault.",
  }),
  rule("SL1003", "plaintext-secret-variable", "A plain environment variable holds a secret.", { cwe: [312], level: "error" }),
  rule("SL2004", "ineffective-secure-setting", "A secure setting has no effect.", { level: "warning", securitySeverity: 4 }),
  rule("SL3002", "secret-in-variable", "A secret is stored in a variable, which no setting can hide.", { cwe: [312, 532] }),
  rule("SL3010", "whole-secret-object", "A whole object that holds a secret is handed on.", { level: "note", securitySeverity: 2 }),
  rule("SL5001", "missing-connection-reference", "A flow uses no connection reference.", { level: "warning", cwe: [] }),
  rule("SL7003", "desktop-secret-in-log", "A secret is written to a log.", { level: "warning", cwe: [532] }),
].map((info) => {
  const { securitySeverity, ...rest } = info;
  return info.code === "SL0001" || info.code === "SL5001"
    ? rest
    : { ...rest, ...(securitySeverity === undefined ? {} : { securitySeverity }) };
});

export const solutions: readonly SolutionSummary[] = [
  {
    path: "exports/ContosoErp_1_0_0_7.zip",
    root: "",
    kind: "solution",
    uniqueName: "ContosoErp",
    version: "1.0.0.7",
    managed: false,
    cloudFlows: 3,
    desktopFlows: 1,
    connectionReferences: 4,
    environmentVariables: 3,
    actions: 61,
  },
  {
    path: "packages/Rollout.pdpkg.zip",
    root: "PkgAssets/Core.zip!/",
    kind: "solution",
    uniqueName: "ContosoCore",
    version: "2.1.0.0",
    managed: true,
    cloudFlows: 2,
    desktopFlows: 0,
    connectionReferences: 1,
    environmentVariables: 0,
    actions: 9,
  },
  {
    path: "src/Contoso Clean",
    root: "",
    kind: "solution",
    uniqueName: "ContosoClean",
    version: "1.0.0.0",
    managed: null,
    cloudFlows: 1,
    desktopFlows: 0,
    connectionReferences: 0,
    environmentVariables: 0,
    actions: 4,
  },
];

const erp = "exports/ContosoErp_1_0_0_7.zip";
const getOrders = "Workflows/GetERPorders-1F2E3D4C-0000-4000-8000-AABBCCDDEEFF.json";
const definition = "/properties/definition/actions";

export function location(path: string, file: string, line: number, column: number, more: Partial<Location> = {}): Location {
  return { path, file, line, column, endLine: line, endColumn: column + 12, offset: line * 10_000 + column, ...more };
}

function flowLocation(column: number, operation: string, pointer: string): Location {
  return location(erp, getOrders, 1, column, { pointer, component: "Get ERP orders", componentKind: "cloud-flow", operation });
}

export function step(message: string, at: Location): LocatedStep {
  return { message, location: at };
}

let serial = 0;

export function finding(code: string, at: Location, message: string, more: Partial<ReportedFinding> = {}): ReportedFinding {
  const info = rules.find((candidate) => candidate.code === code);
  if (info === undefined) throw new Error(`no rule ${code}`);
  serial++;
  return {
    code,
    rule: info.name,
    level: info.level,
    confidence: "high",
    message,
    location: at,
    flow: [],
    related: [],
    fixable: "no",
    fingerprint: serial.toString(16).padStart(16, "0"),
    suppressed: null,
    help: info.helpUri,
    ...more,
  };
}

const script: Location = location(erp, "customizations.xml!/Post invoice/script.robin", 41, 1, {
  endColumn: 62,
  component: "Post invoice",
  componentKind: "desktop-flow",
  operation: "Main:41",
  host: location(erp, "customizations.xml", 96, 19, { endColumn: 8120, component: "Post invoice", componentKind: "desktop-flow" }),
});

const findings: readonly ReportedFinding[] = [
  finding(
    "SL1001",
    flowLocation(1410, "Get_orders", `${definition}/Scope/actions/Get_orders/inputs/headers/x-api-key`),
    "A literal API key stands in the header 'x-api-key': sk-…(51). Everyone who can open or export this flow can read it.",
    {
      advice: "Store it in Key Vault, read it with a secret environment variable, and rotate this key now.",
      excerpt: {
        language: "json",
        lines: [
          { number: 12, parts: [name('"Get_orders"'), code(": {")] },
          { parts: [code("  …")] },
          { number: 14, parts: [code("  "), ...marked([name(`"${hostile}"`), code(': "'), masked, code('"')])] },
          { parts: [code("}")] },
        ],
      },
      fixable: "unsafe",
    },
  ),
  finding(
    "SL3002",
    flowLocation(2811, "Set_apiKey", `${definition}/Set_apiKey/inputs/value`),
    "The secret read by 'Get_secret' is stored in the variable 'apiKey'. Variable actions have no Secure Inputs, so the run history shows it.",
    {
      advice: "Use @body('Get_secret')?['value'] in 'Call_ERP' directly and turn on Secure Inputs and Outputs there.",
      flow: [
        step("reads Key Vault secret", flowLocation(2204, "Get_secret", `${definition}/Get_secret`)),
        step("stores it in 'apiKey'", flowLocation(2811, "Set_apiKey", `${definition}/Set_apiKey/inputs/value`)),
        step("x-api-key header, visible", flowLocation(3377, "Call_ERP", `${definition}/Call_ERP/inputs/headers/x-api-key`)),
        step("passes it on", { ...flowLocation(3500, "Run_desktop_flow", `${definition}/Run_desktop_flow/inputs`) }),
        step("writes it to the log", script),
      ],
    },
  ),
  finding(
    "SL2004",
    flowLocation(3900, "If_urgent", `${definition}/If_urgent/else/actions/Switch/cases/Case/actions/Notify/runtimeConfiguration`),
    "Secure Inputs has no effect on this action",
    { fixable: "safe" },
  ),
  finding(
    "SL3010",
    flowLocation(4100, "Call_ERP", `${definition}/Call_ERP/inputs/body`),
    "The whole output of 'Get_secret' is handed on.",
    { confidence: "medium" },
  ),
  finding("SL3002", flowLocation(4200, "Set_old", `${definition}/Set_old/inputs/value`), "Suppressed in a note.", {
    suppressed: { kind: "inSource", reason: "test data only" },
  }),
  finding("SL3002", flowLocation(4300, "Set_older", `${definition}/Set_older/inputs/value`), "Known since long.", {
    suppressed: { kind: "baseline" },
  }),
  finding("SL7003", script, "The password in %Password% is written to the log; 100 % of its readers see it.", {
    advice: "Log that the sign-in worked, not what it was done with.",
  }),
  finding(
    "SL1003",
    location(erp, "environmentvariabledefinitions/contoso_ApiKey/environmentvariabledefinition.xml", 3, 17, {
      component: "contoso_ApiKey",
      componentKind: "environment-variable",
    }),
    "The plain environment variable 'contoso_ApiKey' holds a secret (40).",
    {
      confidence: "medium",
      level: "warning",
      related: Array.from({ length: 7 }, (_, index) =>
        step(
          "the value is copied into this flow",
          flowLocation(100 + index, `Call_${index + 1}`, `/properties/definition/parameters/ApiKey (contoso_ApiKey)/defaultValue`),
        ),
      ),
    },
  ),
  finding(
    "SL1001",
    location("packages/Rollout.pdpkg.zip", "PkgAssets/Core.zip!/Workflows/a b%c.json", 7, 5, {
      pointer: `${definition}/${hostile.replaceAll("/", "~1")}/inputs`,
      component: hostile,
      componentKind: "cloud-flow",
      operation: hostile,
    }),
    `A token stands in '${hostile}'.`,
    {
      advice: hostile,
      flow: [
        step(
          hostile,
          location("packages/Rollout.pdpkg.zip", "PkgAssets/Core.zip!/Workflows/a b%c.json", 7, 5, {
            component: hostile,
            componentKind: "cloud-flow",
            operation: hostile,
          }),
        ),
      ],
      related: [
        step(
          hostile,
          location("packages/Rollout.pdpkg.zip", `PkgAssets/Core.zip!/${hostile}`, 1, 1, {
            component: hostile,
            componentKind: "cloud-flow",
          }),
        ),
      ],
    },
  ),
  finding("SL0001", location("loose/broken.json", "", 12, 3), "The file is no JSON: a comma is missing.", { confidence: "high" }),
];

/** Several solutions, all levels, ways, related places, an embedded script, suppressions, and a stranger's names. */
export const sample: LintResult = { solutions, findings, summary: { error: 4, warning: 3, note: 1, suppressed: 1, baselined: 1 } };

export const clean: LintResult = {
  solutions: solutions.slice(2),
  findings: [],
  summary: { error: 0, warning: 0, note: 0, suppressed: 0, baselined: 0 },
};

export const context: ReportContext = {
  tool: { name: "solutionlint", version: "0.1.0", informationUri: "https://example.org/solutionlint" },
  rules,
  colorLevel: 0,
  columns: 120,
};

/** A result of many alike findings, for limits. */
export function manyFindings(number: number, level: ReportedFinding["level"] = "error"): LintResult {
  const findings = Array.from({ length: number }, (_, index) =>
    finding("SL1001", flowLocation(index + 1, `Action_${index}`, `${definition}/Action_${index}/inputs`), `Finding ${index}.`, { level }),
  );
  return {
    solutions: solutions.slice(0, 1),
    findings,
    summary: { error: 0, warning: 0, note: 0, suppressed: 0, baselined: 0, [level]: number },
  };
}
