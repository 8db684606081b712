import { defineRule, rowName } from "../../src/rule.ts";

export default defineRule({
  code: "SL7003",
  name: "desktop-secret-in-log",
  summary: "A secret of a desktop flow is written to a log, shown in a dialog or put into an error message.",
  level: "error",
  preset: "recommended",
  securitySeverity: 7.5,
  cwe: [532, 200],
  source: "https://learn.microsoft.com/power-automate/desktop-flows/manage-variables#sensitive-variables",
  since: "0.1.0",
  messages: {
    logged: "'{row}' {deed} ({member}). Logs are kept and copied, and many people can read them.",
    shown: "'{row}' shows the {secret} in a dialog ({member}), visible on the screen and in recordings and screenshots.",
    error: "'{row}' ends the run with the {secret} in the error message, which the run history shows.",
  },
  advice: {
    logged: "Remove the value from the text. Log which step ran, and for which record, instead.",
    shown: "Remove the value from the dialog.",
    error: "Remove the value from the error message.",
  },
  check({ values, report }) {
    for (const leak of values.desktopSecretsReaching("log", "message-box")) {
      const { row, role, deed, secret, place, path, confidence } = leak;
      report({
        at: place,
        message: role.kind === "message-box" ? "shown" : row.statement.kind === "exit" ? "error" : "logged",
        confidence,
        ...(leak.confidence === "low" ? { level: "warning" as const } : {}),
        data: { row: rowName(row), deed, member: role.member, secret },
        path,
        related: leak.related,
      });
    }
  },
});
