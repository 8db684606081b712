import {
  type Analysis,
  byConfidence,
  type DesktopFlow,
  type DesktopPort,
  type DesktopRowLeak,
  defineRule,
  hasSecureInputs,
  hasSecureOutputs,
  type InsensitiveInput,
  type Leak,
  type Operation,
  type RelatedPlace,
  type Repair,
  type Report,
  rowName,
  rowPlace,
} from "../../src/rule.ts";

const messageOf = { "child-flow": "child", "http-flow": "http", "desktop-flow": "desktop" } as const;

const unmarked = "This input is not marked as sensitive.";

export default defineRule({
  code: "SL3008",
  name: "secret-to-insensitive-input",
  summary: "A secret is passed to another flow, which does not protect it.",
  level: "error",
  preset: "recommended",
  securitySeverity: 7.5,
  cwe: [532, 200],
  source: "https://learn.microsoft.com/power-automate/how-tos-use-sensitive-input",
  fixable: "safe",
  since: "0.1.0",
  messages: {
    child:
      "'{operation}' passes the {secret} to the child flow '{called}', whose trigger lacks Secure Outputs: the child flow's run history shows it.",
    http: "'{operation}' calls the flow '{called}' and sends it the {secret}. The trigger of '{called}' lacks Secure Outputs: its run history shows the secret.",
    desktop:
      "'{operation}' passes the {secret} to the input '{input}' of the desktop flow '{called}'. The input is not marked as sensitive, so the desktop flow's logs show it.",
    row: "'{operation}' passes the {secret} to the input '{input}' of the desktop flow '{called}'. The input is not marked as sensitive, so that flow's logs show it.",
  },
  advice: {
    row: "In Power Automate for desktop, open '{called}', right-click '{input}' in the variables pane, select Edit and turn on Mark as sensitive.",
    child: "In the settings of the trigger of '{called}', turn on Secure Inputs and Secure Outputs{also}.",
    http: "In the settings of the trigger of '{called}', turn on Secure Inputs and Secure Outputs{also}.",
    desktop:
      "In Power Automate for desktop, open '{called}', right-click '{input}' in the variables pane, select Edit and turn on Mark as sensitive{also}.",
  },
  check({ analysis, values, report }) {
    // The called flow is the cause: a secret that several calls hand to one trigger or input is told once.
    const calls = groupBy(
      values.secretsReaching("child-flow-input", "request", "desktop-input").flatMap((leak) => {
        const found = analysis.insensitiveInput(leak);
        return found === undefined ? [] : [{ leak, found }];
      }),
      ({ leak }) => leak.origin,
      ({ found }) => found.unprotected,
    );
    for (const sharing of calls) report(reportOfCalls(sharing, analysis));
    for (const leak of values.desktopSecretsReaching("desktop-input")) {
      if (leak.exposedInput !== undefined) report(reportOfRow(leak, leak.exposedInput, analysis));
    }
  },
});

type Message = "child" | "http" | "desktop" | "row";

/** A call that hands a secret over, and what takes it. */
interface Call {
  readonly leak: Leak;
  readonly found: InsensitiveInput;
}

/** The finding about calls that hand one secret to one trigger or input: at the surest of them. */
function reportOfCalls([first, ...others]: readonly [Call, ...Call[]], analysis: Analysis): Report<Message> {
  const isSurer = (a: Call, b: Call): boolean => byConfidence(a.leak.confidence, b.leak.confidence) < 0;
  const { leak, found } = others.reduce((best, one) => (isSurer(one, best) ? one : best), first);
  const { kind, called, input, desktop, place } = found;
  return {
    at: leak.place,
    message: messageOf[kind],
    confidence: desktop !== undefined && isSurelyUsed(desktop.port, analysis) ? "high" : leak.confidence,
    data: { secret: leak.secret, operation: leak.operation.name, called, input, also: alsoSecure(leak.operation, kind) },
    path: leak.path,
    related: [
      { message: kind === "desktop-flow" ? unmarked : "This trigger lacks Secure Outputs.", place },
      ...[first, ...others]
        .filter((one) => one.leak !== leak)
        .map((one) => ({ message: `'${one.leak.operation.name}' passes it as well.`, place: one.leak.place })),
      ...(desktop === undefined ? [] : usesOf(desktop.port, analysis)),
    ],
    repairs: desktop === undefined ? [] : [marked(desktop)],
  };
}

/** The finding about a row of a desktop flow that hands a secret to another one. */
function reportOfRow(leak: DesktopRowLeak, input: CalledInput, analysis: Analysis): Report<Message> {
  const { flow, port } = input;
  const confidence = isSurelyUsed(port, analysis) ? "high" : leak.confidence;
  return {
    at: leak.place,
    message: "row",
    confidence,
    ...(confidence === "low" ? { level: "warning" } : {}),
    data: { secret: leak.secret, operation: rowName(leak.row), called: flow.name, input: port.name },
    path: leak.path,
    related: [{ message: unmarked, place: port.place }, ...usesOf(port, analysis), ...leak.related],
    repairs: [marked(input)],
  };
}

/** What is left to secure at the call itself; what a flow that is called over HTTP answers is unknown. */
function alsoSecure(operation: Operation, kind: keyof typeof messageOf): string {
  const lacksInputs = !hasSecureInputs(operation);
  const lacksOutputs = kind === "http-flow" && !hasSecureOutputs(operation);
  if (!lacksInputs && !lacksOutputs) return "";
  const missing = lacksInputs && lacksOutputs ? "both" : lacksInputs ? "Secure Inputs" : "Secure Outputs";
  return `; also turn on ${missing} for '${operation.name}'`;
}

/** An input of a desktop flow. */
interface CalledInput {
  readonly flow: DesktopFlow;
  readonly port: DesktopPort;
}

function marked({ flow, port }: CalledInput): Repair {
  return { kind: "mark-sensitive", flow, variable: port.name };
}

/** Where the called flow authenticates with an input. */
function usesOf(port: DesktopPort, { desktop }: Analysis): readonly RelatedPlace[] {
  return desktop.insensitiveInputs.flatMap((one) =>
    one.port === port && one.use !== undefined ? [{ message: "It is used as a credential here.", place: rowPlace(one.use.row) }] : [],
  );
}

/** Whether the called flow authenticates with an input for sure: whatever is passed to it then is a credential. */
function isSurelyUsed(port: DesktopPort, { desktop }: Analysis): boolean {
  return desktop.insensitiveInputs.some((one) => one.port === port && one.use?.confidence === "high");
}

/** Groups that are equal in both keys, in the order of their first members. */
function groupBy<T>(all: readonly T[], outer: (one: T) => object, inner: (one: T) => object): readonly (readonly [T, ...T[]])[] {
  const groups = new Map<object, Map<object, [T, ...T[]]>>();
  for (const one of all) {
    const own = groups.get(outer(one)) ?? new Map<object, [T, ...T[]]>();
    groups.set(outer(one), own);
    const group = own.get(inner(one));
    if (group === undefined) own.set(inner(one), [one]);
    else group.push(one);
  }
  return [...groups.values()].flatMap((own) => [...own.values()]);
}
