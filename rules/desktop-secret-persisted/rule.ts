import { defineRule, rowName } from "../../src/rule.ts";

export default defineRule({
  code: "SL7004",
  name: "desktop-secret-persisted",
  summary: "A secret of a desktop flow is stored where it stays after the run.",
  level: "error",
  preset: "recommended",
  securitySeverity: 7.5,
  cwe: [312, 922],
  source: "https://learn.microsoft.com/power-automate/desktop-flows/manage-variables#sensitive-variables",
  since: "0.1.0",
  messages: {
    stored: "'{row}' {deed} ({member}). It stays there after the run, readable for everyone who gets to it.",
    marked: "'{row}' {deed} ({member}). Its mark is all that tells that it is confidential.",
  },
  advice: {
    stored:
      "Do not keep the secret: read it where it is needed, from a sensitive input or with Get credential, and let it go with the end of the run.",
    marked:
      "If the value is confidential, do not keep it there. If it is not, take the mark off in the variables pane of Power Automate for desktop, so that marks show what has to be protected.",
  },
  check({ values, report }) {
    const kinds = ["file", "registry", "environment", "spreadsheet", "database", "clipboard", "work-queue"] as const;
    for (const leak of values.desktopSecretsReaching(...kinds)) {
      const { row, role, deed, place, path, confidence } = leak;
      report({
        at: place,
        message: leak.onlyMarked ? "marked" : "stored",
        confidence,
        ...(leak.confidence === "low" ? { level: "warning" as const } : {}),
        data: { row: rowName(row), deed, member: role.member },
        path,
        related: leak.related,
      });
    }
  },
});
