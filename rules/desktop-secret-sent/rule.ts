import { defineRule, rowName } from "../../src/rule.ts";

export default defineRule({
  code: "SL7006",
  name: "desktop-secret-sent",
  summary: "A secret of a desktop flow is sent by email, in a web request or through a cloud connector.",
  level: "error",
  preset: "recommended",
  securitySeverity: 7.5,
  cwe: [201, 319],
  source: "https://learn.microsoft.com/power-automate/desktop-flows/manage-variables#sensitive-variables",
  since: "0.1.0",
  messages: {
    sent: "'{row}' {deed} ({member}). Outside the desktop flow, the value is no longer masked.",
    address:
      "'{row}' puts the {secret} into an address ({member}). Servers and proxies write addresses to their logs, and browsers keep them in the history.",
    marked: "'{row}' {deed} ({member}). The value is marked as sensitive; nothing else shows that it is confidential.",
  },
  advice: {
    sent: "Remove the value. If a service needs it to authenticate, use a field made for that: a password input or an Authorization header.",
    address:
      "Remove the value from the address. A request can carry it in an Authorization header, and a page that signs in with it has a field for it.",
    marked:
      "If the value is confidential, do not send it. If it is not, select Mark as not sensitive in the variables pane, so that the marks show what has to be protected.",
  },
  check({ values, report }) {
    for (const leak of values.desktopSecretsReaching("mail", "http", "ftp", "cloud")) {
      const { row, role, deed, secret, place, path, confidence } = leak;
      report({
        at: place,
        message: leak.onlyMarked ? "marked" : role.isAddress === true ? "address" : "sent",
        confidence,
        ...(leak.confidence === "low" ? { level: "warning" as const } : {}),
        data: { row: rowName(row), deed, secret, member: role.member },
        path,
        related: leak.related,
      });
    }
  },
});
