import { compose } from "../../src/testing/actions.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { flow, workflowFile } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const orders = flow("Get orders", compose("Today", "@utcNow()"));

/** The file of a desktop flow whose script is in customizations.xml. */
const undescribed = '{"properties":{"definition":{"package":""}},"schemaversion":"ROBIN_202208_DVRS"}';

export default defineCases(rule, {
  example: {
    wrong: {
      name: "the file of a flow is damaged in the archive",
      flow: orders,
      problems: [{ kind: "unreadable", message: "The file is damaged: its checksum does not fit.", file: "Workflows/Lost.json" }],
      findings: [
        {
          message: "unreadable",
          at: "other Workflows/Lost.json",
          level: "error",
          confidence: "high",
          says: "its checksum does not fit.",
        },
      ],
    },
    right: { name: "every file can be read", flow: orders },
  },
  valid: [
    {
      name: "a file that is no component",
      solution: { flows: [orders], files: { "notes/readme.json": "{ not json", "image.png": "\u0000\u0001" } },
    },
    {
      name: "a limit is archive-limit",
      flow: orders,
      problems: [{ kind: "limit", message: "The archive lies in 4 others; archives are opened in at most 3.", file: "inner.zip" }],
    },
  ],
  invalid: [
    {
      name: "the folder of a flow may not be read",
      problems: [{ kind: "inaccessible", message: "The folder cannot be read: permission denied.", file: "Workflows" }],
      findings: [{ message: "inaccessible", at: "other Workflows", level: "error", confidence: "high", says: "permission denied" }],
    },
    {
      name: "an archive beside the solution is none",
      flow: orders,
      problems: [{ kind: "unreadable", message: "This is not a zip archive.", file: "exports/Old.zip" }],
      findings: [{ message: "unreadable", at: "other exports/Old.zip", advises: "repeat the download" }],
    },
    {
      name: "a file was named that is something else",
      problems: [
        { kind: "foreign", message: "This file is not part of a solution and contains no flow definition.", file: "package.json" },
      ],
      findings: [
        {
          message: "foreign",
          at: "other package.json",
          level: "error",
          confidence: "high",
          advises: "let it name only files of solutions",
        },
      ],
    },
    {
      name: "a settings file was named that is something else",
      flow: orders,
      settings: { test: { Variables: [] } },
      findings: [{ message: "unreadable", at: "settings test", says: "not a deployment settings file", advises: "-f deployment-settings" }],
    },
    {
      name: "the file of a flow was cut off",
      solution: { flows: [orders], files: { [workflowFile("Get orders")]: `{"properties":{"definition":{"actions":` } },
      findings: [
        {
          message: "unreadable",
          at: "cloud-flow Get orders",
          level: "error",
          confidence: "high",
          says: "not valid JSON",
          advises: "named place",
        },
      ],
    },
    {
      name: "the file of a flow holds no definition",
      solution: { flows: [orders], files: { [workflowFile("Get orders")]: `{"properties":{}}` } },
      findings: [{ message: "unreadable", at: "#/", in: "Get orders", says: "contains no flow definition" }],
    },
    {
      name: "a list where an object belongs",
      solution: { flows: [orders], files: { [workflowFile("Get orders")]: "[]" } },
      findings: [{ message: "unreadable", at: "cloud-flow Get orders", says: "A JSON object is expected here" }],
    },
    {
      name: "nothing describes the desktop flows, which is one cause",
      solution: {
        flows: [orders],
        files: Object.fromEntries(["First", "Second", "Third"].map((name) => [workflowFile(name), undescribed])),
      },
      findings: [
        {
          message: "unreadable",
          at: "#/",
          in: "First",
          says: "The scripts of 3 desktop flows are missing",
          related: ["'Second' is missing as well", "'Third' is missing as well"],
        },
      ],
    },
    {
      name: "the list of components is broken XML",
      solution: { flows: [orders], files: { "customizations.xml": "<ImportExportXml><Workflows>" } },
      findings: [{ message: "unreadable", at: "solution test.zip", says: "not valid XML" }],
    },
  ],
});
