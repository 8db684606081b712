import { defineRule, isDescribed, listInWords, mentionsOf, referenceUses, solutionsWithUnreadFlows } from "../../src/rule.ts";

export default defineRule({
  code: "SL5005",
  name: "unused-connection-reference",
  summary: "A solution contains connection references that nothing uses.",
  level: "note",
  preset: "recommended",
  source: "https://learn.microsoft.com/power-apps/maker/data-platform/create-connection-reference",
  since: "0.1.0",
  messages: {
    unused: "No flow and no other part of the solution uses the {references} {names}, which still {have} to be bound at every import.",
  },
  advice: {
    unused: "Remove {them} from the solution, and delete {them} if no other solution uses {them}.",
  },
  check({ analysis, report }) {
    const { workspace } = analysis;
    const uses = referenceUses(analysis);
    const unread = solutionsWithUnreadFlows(workspace);
    const open = workspace.solutions.map((solution) => ({
      solution,
      references: unread.has(solution)
        ? []
        : solution.connectionReferences.filter((reference) => isDescribed(reference) && !uses.has(reference)),
    }));
    const names = new Set(open.flatMap(({ references }) => references.map(({ logicalName }) => logicalName.toLowerCase())));
    const mentioned = mentionsOf(workspace, names);
    for (const { solution, references } of open) {
      const unused = references.filter(({ logicalName }) => !mentioned.includes(logicalName.toLowerCase(), solution));
      const [first, ...others] = unused;
      // References without flows can be the purpose of a solution: the others are built on it.
      if (first === undefined || (solution.workflows.length === 0 && unused.length === solution.connectionReferences.length)) continue;
      report({
        at: first.place,
        message: "unused",
        data: {
          references: unused.length === 1 ? "connection reference" : "connection references",
          have: unused.length === 1 ? "has" : "have",
          them: unused.length === 1 ? "it" : "them",
          names: listInWords(unused.map(({ logicalName }) => logicalName)),
        },
        related: others.map(({ logicalName, place }) => ({ message: `'${logicalName}' is unused too.`, place })),
      });
    }
  },
});
