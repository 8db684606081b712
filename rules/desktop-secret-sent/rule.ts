import { defineRule, rowName } from "../../src/rule.ts";

export default defineRule({
  code: "SL7006",
  name: "desktop-secret-sent",
  summary: "A secret of a desktop flow is sent by mail, in a web request or through a cloud connector.",
  level: "error",
  preset: "recommended",
  securitySeverity: 7.5,
  cwe: [201, 319],
  source: "https://learn.microsoft.com/power-automate/desktop-flows/manage-variables#sensitive-variables",
  since: "0.1.0",
  messages: {
    sent: "'{row}' {deed} ({member}). A value that leaves the desktop flow is protected by nothing.",
    marked: "'{row}' {deed} ({member}). Its mark is all that tells that it is confidential.",
  },
  advice: {
    sent: "Leave the value out. If a service needs it to authenticate, hand it over in the field that is made for it: a password input, an Authorization header.",
    marked:
      "If the value is confidential, leave it out. If it is not, take the mark off in the variables pane of Power Automate for desktop, so that marks show what has to be protected.",
  },
  check({ values, report }) {
    for (const leak of values.desktopSecretsReaching("mail", "http", "ftp", "cloud")) {
      const { row, role, deed, place, path, confidence } = leak;
      report({
        at: place,
        message: leak.onlyMarked ? "marked" : "sent",
        confidence,
        ...(leak.confidence === "low" ? { level: "warning" as const } : {}),
        data: { row: rowName(row), deed, member: role.member },
        path,
        related: leak.related,
      });
    }
  },
});
