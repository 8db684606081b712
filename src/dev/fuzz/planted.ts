import {
  type ActionSettings,
  type ActionSpec,
  childFlow,
  compose,
  condition,
  desktopFlow,
  environmentSecret,
  forEach,
  http,
  initializeVariable,
  keyVault,
  mail,
  scope,
  setVariable,
  tokenRequest,
  updateRow,
} from "../../testing/actions.ts";
import { entraClientSecret, password } from "../../testing/credentials.ts";
import { buttonTrigger, type FlowSpec, type SolutionSpec } from "../../testing/solutions.ts";
import type { Random } from "../random.ts";
import { sampleFlow } from "../sample-flow.ts";
import { sampleScript } from "../sample-script.ts";

/** A leak that was put into a solution, and what must be said of it. */
export interface Plant {
  /** Name of the rule. */
  readonly rule: string;
  /** Name of the component. */
  readonly component: string;
  /** The action or the subflow; absent where the component has none. */
  readonly operation?: string;
}

/** A solution of realistic flows into which leaks of all kinds were put. */
export interface PlantedSolution {
  readonly spec: SolutionSpec;
  readonly plants: readonly Plant[];
}

const flowName = "Planted flow";
const childName = "Planted child";
const scriptName = "Planted script";

/** The same solution for the same random numbers. */
export function plantedSolution(random: Random, seed: number): PlantedSolution {
  const world = {
    random,
    variables: ["Secret name (new_SecretName)"],
    childFlows: ["Harmless"],
    desktopFlows: [],
  } as const;
  const cloud = cloudPlants(random, seed);
  const noise = sampleFlow(flowName, world, random.between(1, 30));
  const desktop = desktopPlants(seed);
  return {
    spec: {
      uniqueName: "ContosoPlanted",
      variables: [{ schemaName: "new_ErpPassword", defaultValue: password(seed + 4) }],
      flows: [{ ...noise, actions: mixed(noise.actions, cloud.actions, random) }, child, sampleFlow("Harmless", world, 3)],
      desktopFlows: [{ name: scriptName, script: withRows(sampleScript(random), desktop.rows, random) }],
    },
    plants: [
      ...cloud.plants,
      ...desktop.rules.map((rule) => ({ rule, component: scriptName, operation: "Main" })),
      { rule: "plaintext-secret-variable", component: "new_ErpPassword" },
    ],
  };
}

/** The trigger shows what it receives. */
const child: FlowSpec = {
  name: childName,
  trigger: buttonTrigger({ text: "Credential" }),
  actions: [http("Call_ERP", { headers: { "x-api-key": "@triggerBody()?['text']" } }, { secure: ["inputs", "outputs"] })],
};

/** Behind the declarations of variables, and before what ends the flow. */
function mixed(noise: readonly ActionSpec[], planted: readonly ActionSpec[], random: Random): readonly ActionSpec[] {
  const first = noise.findIndex(({ json }) => json.type !== "InitializeVariable");
  const end = noise.findIndex(({ json }) => json.type === "Terminate" || json.type === "Response");
  const low = first < 0 ? noise.length : first;
  const at = random.between(low, Math.max(low, end < 0 ? noise.length : end));
  return [initializeVariable("Initialize_draft", "draft"), ...noise.slice(0, at), ...planted, ...noise.slice(at)];
}

function cloudPlants(random: Random, seed: number): { readonly actions: readonly ActionSpec[]; readonly plants: readonly Plant[] } {
  const secured: ActionSettings = { secure: ["inputs", "outputs"] };
  const bare: ActionSettings = {};
  const vault = keyVault.getSecret("Get_planted_secret", random.pick([bare, { secure: ["outputs"] }, secured]));
  const variable = environmentSecret("Read_planted_secret", random.pick([bare, secured]));
  const secret = random.pick([
    "body('Get_planted_secret')?['value']",
    "outputs('Get_planted_secret')?['body/value']",
    "outputs('Get_planted_secret')?['body']?['value']",
    "outputs('Read_planted_secret')?['body/EnvironmentVariableSecretValue']",
    "trim(body('Get_planted_secret')?['value'])",
    "concat('ERP ', body('Get_planted_secret')?['value'])",
  ]);
  const leaks: readonly (readonly [rule: string, action: ActionSpec])[] = [
    [
      "hardcoded-credential",
      http(
        "Planted_sign_in",
        { authentication: { type: "Basic", username: "erp", password: password(seed) } },
        random.pick([bare, secured]),
      ),
    ],
    ["hardcoded-credential", tokenRequest("Planted_token", `grant_type=client_credentials&client_secret=${entraClientSecret(seed + 1)}`)],
    ["hardcoded-credential", compose("Planted_settings", { Server: "erp", Password: password(seed + 2) })],
    ["hardcoded-credential", compose("Planted_connection", `Server=erp.contoso.com;User Id=erp;Password=${password(seed + 3)};`)],
    ["secret-in-data-operation", compose("Planted_compose", `@${secret}`)],
    ["secret-in-variable", setVariable("Planted_variable", "draft", `@{${secret}}`)],
    ["secret-in-message", mail("Planted_mail", "The key is @{variables('draft')}.")],
    ["secret-in-url", http("Planted_address", { uri: `https://api.contoso.com/orders?code=@{${secret}}` }, secured)],
    ["secret-persisted", updateRow("Planted_row", { "item/description": `@{outputs('Planted_compose')}` })],
    ["missing-secure-inputs", http("Planted_call", { headers: { "x-api-key": `@${secret}` } })],
    ["secret-to-insensitive-input", childFlow("Planted_child_call", childName, { text: `@${secret}` }, secured)],
    ["secret-to-insensitive-input", desktopFlow("Planted_desktop_call", scriptName, { Draft: `@${secret}` }, secured)],
  ];
  const actions: ActionSpec[] = [vault, variable];
  for (const [, action] of leaks) actions.push(random.chance(0.3) ? nested(action, random) : action);
  return {
    actions,
    plants: leaks.map(([rule, { name }]) =>
      // The input that shows the value is the called flow's.
      ({ rule, component: flowName, operation: name }),
    ),
  };
}

function nested(action: ActionSpec, random: Random): ActionSpec {
  const name = `Around_${action.name}`;
  return random.pick([
    () => scope(name, action),
    () => forEach(name, "@createArray(1, 2)", action),
    () => condition(name, { equals: ["@triggerBody()?['text']", "x"] }, [action]),
    () => condition(name, { equals: ["@triggerBody()?['text']", "x"] }, [], [action]),
    () => scope(name, scope(`${name}_too`, action)),
  ])();
}

function desktopPlants(seed: number): { readonly rows: readonly string[]; readonly rules: readonly string[] } {
  return {
    rows: [
      `SAP.SapLogin.SapLogInOptionSingle Client: $'''100''' Username: $'''orders''' Password: $'''${password(seed + 5)}''' SapInstance=> Sap`,
      "SET PlantedText TO ErpPassword",
      "Logging.LogMessage Message: $'''Key %PlantedText%''' LogLevel: Logging.LogLevel.Info",
      "File.WriteText File: $'''C:\\\\planted.txt''' TextToWrite: PlantedText AppendNewLine: True IfFileExists: File.IfFileExists.Append Encoding: File.FileEncoding.UTF8",
      "System.RunApplication.RunApplication ApplicationPath: $'''erp.exe''' CommandLineArguments: $'''/password:%ErpPassword%''' ProcessId=> Process",
    ],
    rules: ["desktop-hardcoded-credential", "desktop-secret-in-log", "desktop-secret-persisted", "desktop-secret-in-command-line"],
  };
}

/** A script with a sensitive input and one that is not, and with the rows at the beginning or the end of its main part. */
function withRows(script: string, rows: readonly string[], random: Random): string {
  const lines = script.trimEnd().split("\r\n");
  const header = lines
    .map((line) =>
      line.replace(/^@SENSITIVE: \[(.*)\]$/, (_, names: string) => `@SENSITIVE: [${names === "" ? "" : `${names}, `}ErpPassword]`),
    )
    .flatMap((line) => (line.startsWith("@OUTPUT") ? [input("ErpPassword"), input("Draft"), line] : [line]));
  const start = header.findLastIndex((line) => /^(?:@|IMPORT\b)/.test(line)) + 1;
  const subflow = header.findIndex((line) => line.startsWith("FUNCTION "));
  const end = subflow < 0 ? header.length : subflow;
  const at = random.pick([start, end]);
  return `${[...header.slice(0, at), ...rows, ...header.slice(at)].join("\r\n")}\r\n`;
}

function input(name: string): string {
  return `@INPUT ${name} : { 'Description': '', 'FriendlyName': '${name}', 'Type': 'String', 'IsOptional': True, 'DefaultValue': '' } `;
}
