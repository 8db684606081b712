import { defineRule } from "../../src/rule.ts";

export default defineRule({
  code: "SL6002",
  name: "unmanaged-solution",
  summary: "An unmanaged solution is about to be deployed to test or production (with --target).",
  level: "error",
  preset: "recommended",
  securitySeverity: 4.0,
  cwe: [1051],
  source: "https://learn.microsoft.com/power-platform/alm/solution-concepts-alm#managed-and-unmanaged-solutions",
  since: "0.1.0",
  messages: {
    unmanaged:
      "'{solution}' is an unmanaged solution and will be imported into {target}, where its components can be changed by hand, cannot be uninstalled together, and remain when a later version drops them.",
  },
  advice: {
    unmanaged: "Export it as managed, or pack it as managed in the pipeline (pac solution pack --packagetype Managed), and import that.",
  },
  check({ analysis, report }) {
    const { target, solutions } = analysis.workspace;
    if (target !== "test" && target !== "prod") return;
    for (const { container, managed, manifest, uniqueName } of solutions) {
      // Unpacked sources are no package: a pipeline makes one of them.
      if (container.kind !== "archive" || managed !== "unmanaged" || manifest === undefined) continue;
      report({
        at: {
          source: manifest,
          at: { kind: "text", span: managedElement(manifest.text()) },
          owner: { kind: "solution", name: uniqueName, solution: uniqueName },
        },
        message: "unmanaged",
        data: { solution: uniqueName, target: target === "prod" ? "production" : "test" },
      });
    }
  },
});

function managedElement(text: string): { readonly start: number; readonly end: number } {
  const found = /<Managed>[^<]*<\/Managed>/i.exec(text);
  return found === null ? { start: 0, end: 0 } : { start: found.index, end: found.index + found[0].length };
}
