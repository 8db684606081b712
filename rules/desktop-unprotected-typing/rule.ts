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
    simulated: "'{row}' types the {secret} into a field with simulated keystrokes: if another window pops up, it receives them.",
  },
  advice: {
    keys: "Use Populate text field, which fills the field itself, or an action that signs in with a password input.",
    simulated: "Turn off the option that types with the physical keyboard, so that the field is filled directly.",
  },
  check({ values, report }) {
    for (const leak of values.desktopSecretsReaching("typing")) {
      const { row, role, secret, place, path, confidence } = leak;
      const [call] = actionCallsOf(row.statement);
      const keys = call === undefined || /^sendkeys$/i.test(call.action);
      if (!keys && !/physicalkeyboard/i.test(call.selector ?? "") && !emulatesTyping(call)) continue;
      report({
        at: place,
        message: keys ? "keys" : "simulated",
        confidence,
        ...(leak.confidence === "low" ? { level: "warning" as const } : {}),
        data: { row: rowName(row), action: role.member.replace(/^.* of /, ""), secret },
        path,
        related: leak.related,
      });
    }
  },
});

function emulatesTyping(call: ReturnType<typeof actionCallsOf>[number]): boolean {
  return call.arguments.some(
    ({ name, value }) => /^(?:emulatetyping|simulatetyping)$/i.test(name) && value.kind === "boolean" && value.value,
  );
}
