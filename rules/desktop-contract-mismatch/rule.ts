import { defineRule, desktopContractProblems } from "../../src/rule.ts";

export default defineRule({
  code: "SL6006",
  name: "desktop-contract-mismatch",
  summary: "The call of a desktop flow does not match the flow's inputs and outputs.",
  level: "error",
  preset: "recommended",
  source: "https://learn.microsoft.com/power-automate/desktop-flows/link-pad-flow-portal",
  since: "0.1.0",
  messages: {
    unknownInput: "'{caller}' passes the input '{port}', which the desktop flow '{called}' does not have{known}.",
    missingInput: "'{caller}' does not pass the input '{port}', which the desktop flow '{called}' requires.",
    unknownOutput: "'{caller}' reads the output '{port}', which the desktop flow '{called}' does not have{known}.",
  },
  advice: {
    unknownInput: "Open '{caller}' and select the desktop flow again, so that the designer reloads its inputs.",
    missingInput: "Open '{caller}' and fill in the input, or make it optional in '{called}'.",
    unknownOutput: "Open '{caller}' and select the output again, or add it to '{called}'.",
  },
  check({ analysis, report }) {
    const messages = { "unknown-input": "unknownInput", "missing-input": "missingInput", "unknown-output": "unknownOutput" } as const;
    for (const { kind, caller, called, port, known, place } of desktopContractProblems(analysis)) {
      report({
        at: place,
        message: messages[kind],
        data: {
          caller,
          called: called.name,
          port,
          known: known.length === 0 ? "" : ` (it has ${known.map((name) => `'${name}'`).join(", ")})`,
        },
      });
    }
  },
});
