import { defineRule, rowName } from "../../src/rule.ts";

export default defineRule({
  code: "SL7002",
  name: "desktop-sensitivity-lost",
  summary: "A sensitive value is assigned to a variable of a desktop flow that is not marked as sensitive.",
  level: "error",
  preset: "recommended",
  securitySeverity: 6.5,
  cwe: [200, 532],
  source: "https://learn.microsoft.com/power-automate/desktop-flows/manage-variables#sensitive-variables",
  fixable: "safe",
  since: "0.1.0",
  messages: {
    lost: "'{row}' puts the {secret} into '{variable}', which is not marked as sensitive. Sensitivity is not inherited: from here on, run details show the value.",
    unmarked:
      "'{row}' gets the {secret} and puts it into '{variable}', which is not marked as sensitive: from here on, run details show the value.",
    lostInSubflow:
      "'{row}' puts the {secret} into '{variable}' of the local subflow '{subflow}', which is not marked as sensitive there. Sensitivity is not inherited: from here on, run details show the value.",
    unmarkedInSubflow:
      "'{row}' gets the {secret} and puts it into '{variable}' of the local subflow '{subflow}', which is not marked as sensitive there: from here on, run details show the value.",
  },
  advice: {
    lost: "In Power Automate for desktop, right-click '{variable}' in the variables pane and select Mark as sensitive, or use the sensitive variable itself.",
    unmarked: "In Power Automate for desktop, right-click '{variable}' in the variables pane and select Mark as sensitive.",
    lostInSubflow:
      "In Power Automate for desktop, open '{subflow}', right-click '{variable}' in the variables pane and select Mark as sensitive. Each local subflow has variables, and marks, of its own.",
    unmarkedInSubflow:
      "In Power Automate for desktop, open '{subflow}', right-click '{variable}' in the variables pane and select Mark as sensitive. Each local subflow has variables, and marks, of its own.",
  },
  check({ values, report }) {
    for (const leak of values.desktopLeaks().lost) {
      const { row, variable, local, secret, place, path, confidence, brings } = leak;
      const data = { row: rowName(row), variable, secret: brings ?? secret };
      const finding = { at: place, confidence, path, related: leak.related };
      const repairs = [{ kind: "mark-sensitive", flow: row.desktopFlow, variable, local }] as const;
      if (local === undefined) report({ ...finding, message: brings === undefined ? "lost" : "unmarked", data, repairs });
      else
        report({
          ...finding,
          message: brings === undefined ? "lostInSubflow" : "unmarkedInSubflow",
          data: { ...data, subflow: local.name },
          repairs,
        });
    }
  },
});
