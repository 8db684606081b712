import { defineCases } from "../../src/testing/rule-tester.ts";
import rule from "./rule.ts";

export default defineCases(rule, {
  example: {
    wrong: {
      name: "an unmanaged solution goes to production",
      solution: { uniqueName: "ContosoOrders", managed: false },
      target: "prod",
      findings: [{ message: "unmanaged", at: "solution ContosoOrders", level: "error", says: "production" }],
    },
    right: { name: "a managed solution goes to production", solution: { uniqueName: "ContosoOrders", managed: true }, target: "prod" },
  },
  valid: [
    { name: "an unmanaged one goes to development", solution: {}, target: "dev" },
    { name: "nobody said where it goes", solution: {} },
    { name: "the files of a package in a folder, of which a pipeline makes one", solution: {}, container: "folder", target: "prod" },
    {
      name: "unpacked sources of both kinds",
      solution: {
        files: {
          "solution.xml":
            "<ImportExportXml><SolutionManifest><UniqueName>Orders</UniqueName><Managed>2</Managed></SolutionManifest></ImportExportXml>",
        },
      },
      target: "prod",
    },
  ],
  invalid: [
    {
      name: "of two solutions one is unmanaged",
      solutions: [{ uniqueName: "ContosoBase", managed: true }, { uniqueName: "ContosoOrders" }],
      target: "test",
      findings: [{ message: "unmanaged", at: "solution ContosoOrders", says: "test" }],
    },
  ],
});
