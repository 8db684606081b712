import { compose } from "../../src/testing/actions.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { flow } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const orders = flow("Get orders", compose("Today", "@utcNow()"));
const nested = (levels: number): string => ['{"a":'.repeat(levels), "{}", "}".repeat(levels)].join("");

export default defineCases(rule, {
  example: {
    wrong: {
      name: "a member of the archive is larger than the limit",
      problems: [
        {
          kind: "limit",
          message: "The file is 80 MiB, more than the 64 MiB that are allowed. The setting 'limits.entrySize' sets this limit.",
          file: "WebResources/video.mp4",
        },
      ],
      findings: [
        {
          message: "limit",
          at: "other WebResources/video.mp4",
          level: "error",
          confidence: "high",
          says: "'limits.entrySize' sets this limit",
        },
      ],
    },
    right: { name: "a solution of ordinary size", flow: orders },
  },
  valid: [
    {
      name: "a damaged member is unreadable-file",
      flow: orders,
      problems: [{ kind: "unreadable", message: "The file is damaged: its checksum does not fit.", file: "Workflows/Big.json" }],
    },
  ],
  invalid: [
    {
      name: "the archive as a whole is meant",
      flow: orders,
      problems: [{ kind: "limit", message: "The archive has 200,000 files, and only 100,000 more may be listed." }],
      findings: [{ message: "limit", at: "other test.zip", says: "This part was not analysed. The archive has 200,000 files" }],
    },
    {
      name: "a flow is nested deeper than any designer writes",
      solution: { flows: [orders], files: { "Workflows/GetordersCopy-1F2E3D4C-5B6A-4798-8796-A5B4C3D2E1F0.json": nested(2_000) } },
      findings: [{ message: "limit", at: "cloud-flow GetordersCopy", says: "levels deep" }],
    },
  ],
});
