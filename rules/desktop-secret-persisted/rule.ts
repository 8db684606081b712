import { defineRule, rowName } from "../../src/rule.ts";

export default defineRule({
  code: "SL7004",
  name: "desktop-secret-persisted",
  summary: "A secret of a desktop flow is stored in a place that outlives the run.",
  level: "error",
  preset: "recommended",
  securitySeverity: 7.5,
  cwe: [312, 922],
  source: "https://learn.microsoft.com/power-automate/desktop-flows/manage-variables#sensitive-variables",
  since: "0.1.0",
  messages: {
    stored: "'{row}' {deed} ({member}). It stays there after the run, and everyone with access to that place can read it.",
    copied: "'{row}' {deed} ({member}). Every program can read it there, and the clipboard history of Windows may keep it.",
    marked: "'{row}' {deed} ({member}). The value is marked as sensitive; nothing else shows that it is confidential.",
  },
  advice: {
    stored: "Do not store the secret: read it where it is needed, with Get credential or from a sensitive input.",
    copied:
      "Fill the field with Populate text field instead of pasting. Where only pasting works, add Clear clipboard contents right after it.",
    marked:
      "If the value is confidential, do not store it there. If it is not, select Mark as not sensitive in the variables pane, so that the marks show what has to be protected.",
  },
  check({ values, report }) {
    const kinds = ["file", "registry", "environment", "spreadsheet", "database", "clipboard", "work-queue"] as const;
    for (const leak of values.desktopSecretsReaching(...kinds)) {
      const { row, role, deed, place, path, confidence } = leak;
      report({
        at: place,
        message: leak.onlyMarked ? "marked" : role.kind === "clipboard" ? "copied" : "stored",
        confidence,
        ...(leak.confidence === "low" ? { level: "warning" as const } : {}),
        data: { row: rowName(row), deed, member: role.member },
        path,
        related: leak.related,
      });
    }
  },
});
