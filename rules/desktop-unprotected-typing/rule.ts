import { actionCallsOf, defineRule, rowName } from "../../src/rule.ts";

export default defineRule({
  code: "SL7008",
  name: "desktop-unprotected-typing",
  summary: "A secret is typed as keystrokes into whatever window has the focus.",
  level: "warning",
  preset: "recommended",
  securitySeverity: 4.4,
  cwe: [522, 549],
  source: "https://learn.microsoft.com/power-automate/desktop-flows/actions-reference/mousekeyboard",
  since: "0.1.0",
  messages: {
    keys: "'{row}' types the {secret} with {action}: the keystrokes go to whatever window has the focus, and keyboard loggers can record them.",
    physical: "'{row}' types the {secret} into a field with physical keystrokes: if another window pops up, it receives them.",
  },
  advice: {
    keys: "Use Populate text field, which fills the field itself, or an action that signs in with a password input.",
    physical: "Turn off 'Populate text using physical keystrokes' in the action, so that the field is filled without the keyboard.",
  },
  check({ values, report }) {
    for (const leak of values.desktopSecretsReaching("typing")) {
      const { row, role, secret, place, path, confidence } = leak;
      const [call] = actionCallsOf(row.statement);
      const keys = call === undefined || /^sendkeys$/i.test(call.action);
      // 'Emulate typing', which is on in a new action, hands the characters to the element of the page one by one: no other window gets them.
      if (!keys && !/physicalkeyboard/i.test(call.selector ?? "")) continue;
      report({
        at: place,
        message: keys ? "keys" : "physical",
        confidence,
        ...(leak.confidence === "low" ? { level: "warning" as const } : {}),
        data: { row: rowName(row), action: role.member.replace(/^.* of /, ""), secret },
        path,
        related: leak.related,
      });
    }
  },
});
