import { describe, expect, it } from "vitest";
import { runsDesktopFlow, writtenDesktopFlowId } from "../../src/cloud-flow/desktop-call.ts";
import type { Operation } from "../../src/cloud-flow/model.ts";

const flowId = "11111111-1111-4111-8111-111111111111";

function dataverseCall(
  actionName: string | undefined,
  connector = "shared_commondataserviceforapps",
): Pick<Operation, "call" | "type" | "inputs"> {
  const parameters = { recordId: flowId, ...(actionName === undefined ? {} : { actionName }) };
  return {
    type: "openapiconnection",
    inputs: { parameters },
    call: { connector, operationId: "PerformBoundAction", parameters } as unknown as NonNullable<Operation["call"]>,
  };
}

describe("the bound action of Dataverse that runs a desktop flow", () => {
  it.each(["RunDesktopFlow", "Microsoft.Dynamics.CRM.RunDesktopFlow", " rundesktopflow "])("is %j", (name) => {
    expect(runsDesktopFlow(dataverseCall(name))).toBe(true);
    expect(writtenDesktopFlowId(dataverseCall(name))).toBe(flowId);
  });

  it.each(["RunDesktopFlowBatch", "PreRunDesktopFlow", "RunDesktopFlow.Cancel", "", undefined])("is not %j", (name) => {
    expect(runsDesktopFlow(dataverseCall(name))).toBe(false);
    expect(writtenDesktopFlowId(dataverseCall(name))).toBeUndefined();
  });

  it("is of Dataverse only", () => {
    expect(runsDesktopFlow(dataverseCall("RunDesktopFlow", "shared_contoso"))).toBe(false);
  });
});
