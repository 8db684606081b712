import { defineRule, rowName } from "../../src/rule.ts";

export default defineRule({
  code: "SL7005",
  name: "desktop-secret-in-command-line",
  summary: "A secret of a desktop flow becomes part of a command line or script.",
  level: "error",
  preset: "recommended",
  securitySeverity: 7.5,
  cwe: [214, 532],
  source: "https://learn.microsoft.com/power-automate/desktop-flows/actions-reference/scripting",
  since: "0.1.0",
  messages: {
    arguments: "'{row}' puts the {secret} on a command line ({member}), where the machine's process list and audit log show it.",
    script: "'{row}' puts the {secret} into the text of a script ({member}), which the machine's script logs record.",
    page: "'{row}' puts the {secret} into the text of a script ({member}) that runs in a web page, where the page's own scripts and the developer tools can read it.",
  },
  advice: {
    arguments:
      "Let the program read the secret itself, from a vault or the Windows Credential Manager, instead of passing it as an argument.",
    script: "Let the script read the secret itself, from a vault or the Windows Credential Manager, instead of inserting it into its text.",
    page: "Fill the field with Populate text field on web page, which takes the sensitive variable itself, and keep the value out of the script.",
  },
  check({ values, report }) {
    for (const leak of values.desktopSecretsReaching("command-line", "script")) {
      const { row, role, secret, place, path, confidence } = leak;
      report({
        at: place,
        message: role.kind !== "script" ? "arguments" : role.isInPage === true ? "page" : "script",
        confidence,
        ...(leak.confidence === "low" ? { level: "warning" as const } : {}),
        data: { row: rowName(row), member: role.member, secret },
        path,
        related: leak.related,
      });
    }
  },
});
