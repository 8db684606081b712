import { andMoreInWords, defineRule, nameOfOrigin, type Origin, operationPlace, type Place, rowName, rowPlace } from "../../src/rule.ts";

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
      "The analysis did not follow the {secret}{more} to the end, because the secrets of this run reach more places than the limit allows. Findings beyond that point may be missing.",
    crowd: "Only thirty secrets are reported at one action or row. The {secret}{more} may have to be protected there as well.",
    search:
      "The search for where the values of '{operation}' come from was cut off, because the values of this run come from more places than the limit allows. Findings about it and other operations may be missing.",
    "desktop-search":
      "The search for where the values of '{row}' come from was cut off, because the values of this run come from more places than the limit allows. Findings about it and other rows may be missing.",
  },
  advice: {
    facts: "Raise 'limits.analysisSteps' in the configuration.",
    search: "Raise 'limits.analysisSteps' in the configuration.",
    "desktop-search": "Raise 'limits.analysisSteps' in the configuration.",
  },
  isLast: true,
  check({ values, report }) {
    for (const told of byStep(values.truncated)) report({ ...told, message: "facts" });
    for (const told of byStep(values.leftOut())) report({ ...told, message: "crowd" });
    const operation = values.searchCutOff;
    if (operation !== undefined) report({ at: operationPlace(operation), message: "search", data: { operation: operation.name } });
    const row = values.desktopSearchCutOff;
    if (row !== undefined) report({ at: rowPlace(row), message: "desktop-search", data: { row: rowName(row) } });
  },
});

/** One report for the secrets that begin in the same step, in the order of the first ones: a text can hold thousands of secrets. */
function byStep(
  origins: Iterable<Origin>,
): readonly { readonly at: Place; readonly data: { readonly secret: string; readonly more: string } }[] {
  const steps = new Map<string, { readonly at: Place; readonly secret: string; others: number }>();
  for (const origin of origins) {
    const { source, owner } = origin.place;
    const secret = nameOfOrigin(origin);
    const key = JSON.stringify([source.path, source.file, owner?.operation, secret]);
    const step = steps.get(key);
    if (step === undefined) steps.set(key, { at: origin.place, secret, others: 0 });
    else step.others++;
  }
  return [...steps.values()].map(({ at, secret, others }) => ({ at, data: { secret, more: andMoreInWords(others, "secret") } }));
}
