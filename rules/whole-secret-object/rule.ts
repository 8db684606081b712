import { type Analysis, andMoreInWords, byConfidence, defineRule, fieldInstead, type Leak, type Place, placeKey } from "../../src/rule.ts";

export default defineRule({
  code: "SL3010",
  name: "whole-secret-object",
  summary: "A whole object that contains a secret is passed on where one field would do.",
  level: "note",
  preset: "recommended",
  securitySeverity: 3.0,
  cwe: [668],
  source: "https://learn.microsoft.com/azure/logic-apps/logic-apps-securing-a-logic-app#obfuscate",
  since: "0.1.0",
  messages: {
    whole: "'{operation}' receives a whole object that contains the {secret}, although one field of it would do.",
  },
  advice: { whole: fieldInstead },
  check({ analysis, values, report }) {
    const kinds = [
      "data-operation",
      "variable",
      "request",
      "store",
      "message",
      "log",
      "response",
      "child-flow-input",
      "desktop-input",
    ] as const;
    const objects = new Map<string, Leak[]>();
    for (const leak of values.secretsReaching(...kinds)) {
      const { operation, wholeObject } = leak;
      // Parse JSON, and a template of Liquid, are there to take an answer apart; that they copy the secret is a finding of its own.
      if (wholeObject === undefined || /^(?:parsejson|liquid|xslt)$/.test(operation.type) || isAllOfIt(wholeObject.place)) continue;
      if (isReportedThere(leak, analysis)) continue;
      const key = placeKey(wholeObject.place);
      objects.set(key, [...(objects.get(key) ?? []), leak]);
    }
    // One object may contain several secrets, and is one mistake.
    for (const leaks of objects.values()) {
      const [surest, ...others] = leaks.sort((a, b) => byConfidence(a.confidence, b.confidence));
      if (surest?.wholeObject === undefined) continue;
      const { operation, confidence, wholeObject } = surest;
      const secret = surest.secret + andMoreInWords(others.length, "secret");
      report({ at: wholeObject.place, message: "whole", confidence, data: { secret, operation: operation.name }, path: wholeObject.path });
    }
  },
});

/** It is all the headers, or the whole query, of a request. */
function isAllOfIt({ at }: Place): boolean {
  return at.kind === "json" && at.pointer.at(-2) === "inputs" && /^(?:headers|queries)$/.test(at.pointer.at(-1) ?? "");
}

/** The rule about the place reports the same reference, and advises the same. */
function isReportedThere({ role, inWholeObject, operation }: Leak, analysis: Analysis): boolean {
  if (!inWholeObject) return false;
  if (role.kind === "response") return !analysis.calls.answersCallersOnly(operation.flow);
  return role.kind === "store" || role.kind === "message" || role.kind === "log";
}
