import { defineRule, nameOfOrigin, operationPlace, rowName, rowPlace } from "../../src/rule.ts";

export default defineRule({
  code: "SL0007",
  name: "analysis-truncated",
  summary: "A limit of the analysis was reached, so findings may be missing.",
  level: "note",
  preset: "recommended",
  source: "https://cwe.mitre.org/data/definitions/400.html",
  since: "0.1.0",
  messages: {
    facts:
      "The {secret} was not followed to the end, because the secrets of this run reach more places than the limit allows. Findings beyond that point may be missing.",
    crowd:
      "The {secret} reaches actions or rows that thirty other secrets reach too. It is not reported there, as they are, and may have to be protected at the same places.",
    search:
      "The search for where the values of '{operation}' come from was cut off, because the values of this run come from more places than the limit allows. Findings about it and later operations may be missing.",
    "desktop-search":
      "The search for where the passwords and keys come from that desktop flows sign in with was cut off at '{row}', because they come from more places than the limit allows. Findings about them may be missing.",
  },
  advice: {
    facts: "Raise 'limits.analysisSteps' in the configuration.",
    search: "Raise 'limits.analysisSteps' in the configuration.",
    "desktop-search": "Raise 'limits.analysisSteps' in the configuration.",
  },
  check({ values, report }) {
    for (const origin of values.truncated) report({ at: origin.place, message: "facts", data: { secret: nameOfOrigin(origin) } });
    for (const origin of values.leftOut()) report({ at: origin.place, message: "crowd", data: { secret: nameOfOrigin(origin) } });
    const operation = values.searchCutOff;
    if (operation !== undefined) report({ at: operationPlace(operation), message: "search", data: { operation: operation.name } });
    const row = values.desktopSearchCutOff;
    if (row !== undefined) report({ at: rowPlace(row), message: "desktop-search", data: { row: rowName(row) } });
  },
});
