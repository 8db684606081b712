import { expect, it } from "vitest";
import { nearestName } from "../../src/input/nearest-name.ts";
import { expectLinear } from "../growth.ts";

it.each([
  ["exprot.zip", ["import.zip", "export.zip"], "export.zip"],
  ["Export.ZIP", ["export.zip", "exports.zip"], "export.zip"],
  ["exports", ["src", "export", "expo"], "export"],
  ["solution_1_0_0_2.zip", ["solution_1_0_0_1.zip", "solution_1_0_0_3.zip"], "solution_1_0_0_1.zip"],
  ["ab", ["ba", "xy"], undefined],
  ["abc", ["acb"], "acb"],
  ["production", ["dev", "test", "prod"], "prod"],
  ["production", ["prod", "product"], undefined],
  ["go-on", ["go"], undefined],
  ["orders1", ["orders2", "orders3"], "orders2"],
  ["Contoso", ["ContosoErp.zip", "export.zip"], "ContosoErp.zip"],
  ["Contoso", ["ContosoErp.zip", "ContosoCrm.zip"], undefined],
  ["secret-in-var", ["secret-in-log", "secret-in-variable"], "secret-in-variable"],
  ["secret-in-vars", ["secret-in-url", "secret-in-log"], undefined],
  ["something.zip", ["other.zip", "README.md"], undefined],
  ["a", [], undefined],
  ["", ["a"], undefined],
])("nearestName(%j, %j) is %j", (wanted, candidates, expected) => {
  expect(nearestName(wanted, candidates)).toBe(expected);
});

it("takes no more than the number of candidates, also for very long names", () => {
  expectLinear((count) => {
    const candidates = Array.from({ length: count }, (_, index) => "b".repeat(200 + (index % 55)));
    expect(nearestName("a".repeat(255), candidates)).toBeUndefined();
  }, 25);
});
