import { describe, expect, test } from "vitest";
import { breadcrumbs } from "../../src/report/place-names.ts";
import { location } from "./sample.ts";

describe("breadcrumbs", () => {
  const crumbs = (pointer: string, componentKind = "cloud-flow") =>
    breadcrumbs(location("x.zip", "x.json", 1, 1, { pointer, componentKind })).join(" › ");
  test.each([
    [
      "/properties/definition/actions/Scope/actions/Get_orders/inputs/headers/x-api-key",
      "Scope › Get_orders › inputs › headers › x-api-key",
    ],
    ["/properties/definition/triggers/manual/inputs/schema", "manual › inputs › schema"],
    ["/properties/definition/actions/If/else/actions/Set/inputs", "If › else › Set › inputs"],
    ["/properties/definition/actions/If/actions/Set", "If › Set"],
    ["/properties/definition/actions/Switch/cases/Case_1/actions/Set", "Switch › Case_1 › Set"],
    ["/properties/definition/actions/Switch/cases/Case_1/case", "Switch › Case_1 › case"],
    ["/properties/definition/actions/Switch/default/actions/Set", "Switch › default › Set"],
    ["/properties/definition/actions/Agent/tools/Search/actions/Http", "Agent › Search › Http"],
    ["/properties/definition/parameters/Key (new_Key)/defaultValue", "parameters › Key (new_Key) › defaultValue"],
    ["/definition/actions/a~1b~0c/inputs", "a/b~c › inputs"],
    ["/resources/1/properties/definition/actions/Call/inputs", "Call › inputs"],
    ["/properties/files/workflow.json/definition/actions/Call/inputs", "Call › inputs"],
    ["/value/1/properties/definition/actions/Scope/actions/Call/inputs", "Scope › Call › inputs"],
    ["/0/properties/definition/triggers/manual/inputs", "manual › inputs"],
    ["/variables/$fxv#0/definition/actions/Call/inputs", "Call › inputs"],
    ["/variables/$fxv#0/actions/Call/inputs", "variables › $fxv#0 › actions › Call › inputs"],
    ["/actions/actions/inputs/actions", "actions › inputs › actions"],
    ["/properties/connectionReferences/shared_x", "connectionReferences › shared_x"],
  ])("%s", (pointer, expected) => {
    expect(crumbs(pointer)).toBe(expected);
  });

  test("are the steps of the pointer in other files, and the operation where there is no pointer", () => {
    expect(crumbs("/properties/definition/x", "custom-connector")).toBe("properties › definition › x");
    const copied = (pointer: string, operation: string): string =>
      breadcrumbs(location("x.zip", "x.json", 1, 1, { pointer, operation, componentKind: "cloud-flow" })).join(" › ");
    expect(copied("/operationDefinition/inputs/uri", "HTTP")).toBe("HTTP › inputs › uri");
    expect(copied("/serializedValue/actions/HTTP/inputs/uri", "HTTP")).toBe("HTTP › inputs › uri");
    const node = "/properties/definition/triggers/manual/metadata/associatedData/graph/nodes/3/data/config";
    expect(copied(`${node}/parameters/headers/x-api-key`, "Call ERP")).toBe("Call ERP › parameters › headers › x-api-key");
    expect(breadcrumbs(location("x.zip", "x", 1, 1, { operation: "Main:4" }))).toEqual(["Main:4"]);
    expect(breadcrumbs(location("x.zip", "x", 1, 1))).toEqual([]);
  });
});
