import { defineRule, type Leak, type Operation, type Origin } from "../../src/rule.ts";

export default defineRule({
  code: "SL3009",
  name: "long-secret-chain",
  summary: "A secret passes through many actions between being read and being used.",
  level: "note",
  preset: "strict",
  securitySeverity: 2.0,
  cwe: [1041],
  source: "https://learn.microsoft.com/power-automate/guidance/coding-guidelines/use-secure-inputs-outputs-triggers",
  since: "0.1.0",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      max: {
        type: "integer",
        minimum: 1,
        default: 3,
        description: "Maximum number of actions between the retrieval of a secret and its use.",
      },
    },
  },
  messages: {
    long: "The {secret} passes through {count} actions before '{operation}' uses it: {chain}.",
  },
  advice: {
    long: "Read the secret right before '{operation}', and use it there directly.",
  },
  check({ values, options, report }) {
    const max = typeof options.max === "number" ? options.max : 3;
    const told = new Map<Operation, Set<Origin>>();
    for (const leak of values.secretsReaching("authentication", "credential", "authorization-header", "request", "url", "desktop-input")) {
      const origins = told.get(leak.operation) ?? new Set();
      if (origins.has(leak.origin)) continue;
      const { count, chain } = operationsBetween(leak);
      if (count <= max) continue;
      told.set(leak.operation, origins.add(leak.origin));
      report({
        at: leak.place,
        message: "long",
        confidence: leak.confidence,
        data: { secret: leak.secret, count, operation: leak.operation.name, chain },
        path: leak.path,
      });
    }
  },
});

/** The operations between the one that brings the secret and the one that uses it; of a long way, each step that is left out counts as one. */
function operationsBetween({ path }: Leak): { readonly count: number; readonly chain: string } {
  const steps = path.map(({ place, leftOut = 0 }) => ({ name: place.owner?.operation ?? "", leftOut }));
  const distinct = steps.filter(({ name, leftOut }, index) => leftOut > 0 || name !== steps[index - 1]?.name);
  const between = distinct.slice(1, -1).filter(({ name }) => name !== "");
  const leftOut = path.reduce((sum, step) => sum + (step.leftOut ?? 0), 0);
  return { count: between.length + leftOut, chain: between.map((step) => (step.leftOut > 0 ? `${step.name}, …` : step.name)).join(", ") };
}
