import { defineRule } from "../../src/rule.ts";

export default defineRule({
  code: "SL0005",
  name: "unused-suppression",
  summary: "A suppression, an override or a baseline entry has no effect.",
  level: "warning",
  preset: "recommended",
  source: "https://cwe.mitre.org/data/definitions/1164.html",
  since: "0.1.0",
  messages: {
    nothing: "This suppression of '{rule}' suppresses nothing.",
    unknownRule: "This suppression has no effect: {hint}",
    noRule: "This suppression does not say which rule it is about, so it has no effect.",
    expired: "This override was valid until {expires} and has no effect any more: {rules}.",
    entry: "This baseline entry for '{rule}' at '{subject}' matches nothing any more.",
  },
  advice: {
    nothing: "Take it out, so that it cannot hide something else one day.",
    unknownRule: "'solutionlint rules' lists the names of all rules.",
    noRule: "Write it as: solutionlint-disable <name of the rule> -- <reason>.",
    expired: "Look at what it hid: repair that and take the override out, or set a new date.",
    entry: "Run again with --baseline {file} --update-baseline: it takes out what is repaired.",
  },
  checkSuppressions({ suppressions, report }) {
    for (const { carrier, place: at, rules, why, hint, expires, subject, file } of suppressions.unused) {
      const [rule = ""] = rules;
      if (why === "no-rule") report({ at, message: "noRule" });
      else if (why === "unknown-rule")
        report({ at, message: "unknownRule", data: { hint: `${hint ?? ""}${hint?.endsWith("?") === true ? "" : "."}` } });
      else if (why === "expired") report({ at, message: "expired", data: { expires: expires ?? "", rules: rules.join(", ") } });
      else if (carrier === "baseline") report({ at, message: "entry", data: { rule, subject: subject ?? "", file: file ?? "" } });
      else report({ at, message: "nothing", data: { rule } });
    }
  },
});
