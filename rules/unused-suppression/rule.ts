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
    nothing: "This suppression of '{rule}' matches no finding.",
    unknownRule: "This suppression has no effect: {hint}",
    noRule: "This suppression names no rule, so it has no effect.",
    tooMany: "This suppression and all later ones in the file have no effect: the suppressions of a file can name at most 2000 rules.",
    expired: "This override was valid until {expires} and no longer has an effect: {rules}.",
    entry: "This baseline entry for '{rule}' at '{subject}' no longer matches a finding.",
  },
  advice: {
    nothing: "Remove it, so that it cannot hide a new finding later.",
    unknownRule: "Run 'solutionlint rules' for the names of all rules.",
    noRule: "Write: solutionlint-disable <name of the rule> -- <reason>.",
    tooMany: "Turn the rule off for the file in the configuration, under 'overrides', and remove the suppressions.",
    expired: "Fix what it hid and remove the override, or set a new date.",
    entry: "Run again with --baseline {file} --update-baseline, which removes entries of fixed findings.",
  },
  checkSuppressions({ suppressions, report }) {
    for (const { carrier, place: at, rules, why, hint, expires, subject, file } of suppressions.unused) {
      const [rule = ""] = rules;
      if (why === "no-rule") report({ at, message: "noRule" });
      else if (why === "too-many") report({ at, message: "tooMany" });
      else if (why === "unknown-rule")
        report({ at, message: "unknownRule", data: { hint: `${hint ?? ""}${hint?.endsWith("?") === true ? "" : "."}` } });
      else if (why === "expired") report({ at, message: "expired", data: { expires: expires ?? "", rules: rules.join(", ") } });
      else if (carrier === "baseline") report({ at, message: "entry", data: { rule, subject: subject ?? "", file: file ?? "" } });
      else report({ at, message: "nothing", data: { rule } });
    }
  },
});
