import { defineRule, mentionsOf, solutionsWithUnreadFlows, variableUses } from "../../src/rule.ts";

export default defineRule({
  code: "SL4010",
  name: "unused-environment-variable",
  summary: "A solution declares an environment variable that nothing uses.",
  level: "note",
  preset: "strict",
  securitySeverity: 1.0,
  cwe: [1164],
  source: "https://learn.microsoft.com/power-apps/maker/data-platform/environmentvariables",
  since: "0.1.0",
  messages: {
    unused: "No flow and no other part of the solution uses the environment variable '{variable}'.",
  },
  advice: {
    unused:
      "Remove it from the solution, so that nobody has to set it at import. If an app reads it at run time, suppress this note with that reason.",
  },
  check({ analysis, report }) {
    const { workspace } = analysis;
    const used = variableUses(analysis).declared;
    const open = [...workspace.variables].flatMap(([name, declarations]) =>
      declarations.filter(({ variable }) => !used.has(variable)).map((declared) => ({ name, ...declared })),
    );
    const closed = new Set(workspace.solutions.filter(({ files }) => hasClosedApp(files)));
    const mentioned = mentionsOf(workspace, new Set(open.map(({ name }) => name)));
    const unread = solutionsWithUnreadFlows(workspace);
    for (const { name, variable, solution } of open) {
      if (unread.has(solution) || mentioned.includes(name, solution)) continue;
      report({
        at: variable.place,
        message: "unused",
        confidence: closed.has(solution) ? "medium" : "high",
        data: { variable: variable.schemaName },
      });
    }
  },
});

/** Whether there is a packed canvas app of which nothing could be read: its texts would be files named `<app>!/<file>`. */
function hasClosedApp(files: readonly { readonly name: string }[]): boolean {
  const opened = new Set(files.map(({ name }) => name.slice(0, Math.max(0, name.indexOf("!/")))));
  return files.some(({ name }) => /\.msapp$/i.test(name) && !opened.has(name));
}
