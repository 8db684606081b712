import { describe, expect, it } from "vitest";
import { xamlLiterals } from "../../../src/dataflow/components/xaml-literals.ts";
import { expectLinear } from "../../growth.ts";

const made = (parameters: string, result: string): string =>
  `<InArgument x:TypeArguments="s:Object[]" x:Key="Parameters">[New Object() { ${parameters} }]</InArgument>\n<OutArgument x:TypeArguments="x:Object" x:Key="Result">[${result}]</OutArgument>`;
const text = (value: string, quote = '"'): string =>
  `Microsoft.Xrm.Sdk.Workflow.WorkflowPropertyType.String, ${quote}${value}${quote}, ${quote}String${quote}`;
const column = (name: string, variable: string): string =>
  `<mxswa:SetEntityProperty Attribute="${name}" Entity="[CreatedEntities(&quot;primaryEntity#Temp&quot;)]" EntityName="contact" Value="[${variable}]">`;

function found(...lines: readonly string[]): readonly string[] {
  const file = lines.join("\n");
  return xamlLiterals(file).map(({ name, start, end }) => `${name}=${file.slice(start, end)}`);
}

describe("what a workflow's texts are called where they end", () => {
  it("follows them to a column", () => {
    expect(found(made(text("first"), "UpdateStep1_3"), made("UpdateStep1_3", "UpdateStep1_2"), column("new_a", "UpdateStep1_2"))).toEqual([
      "a=first",
    ]);
  });

  it("follows them to an argument of a custom activity, by way of a conversion", () => {
    expect(
      found(
        made(text("first", "&quot;"), "CustomActivityStep2_1"),
        `<InArgument x:TypeArguments="x:Object" x:Key="Value">[CustomActivityStep2_1]</InArgument>`,
        `<OutArgument x:TypeArguments="x:Object" x:Key="Result">[CustomActivityStep2_1_converted]</OutArgument>`,
        `<InArgument x:TypeArguments="x:String" x:Key="ApiKey">[DirectCast(CustomActivityStep2_1_converted, System.String)]</InArgument>`,
      ),
    ).toContain("ApiKey=first");
  });

  it("finds no text that is empty", () => {
    expect(found(made(text(""), "Step1_2"), column("new_a", "Step1_2"))).toEqual([]);
    expect(found(made(`${text("")}, ${text("first")}`, "Step1_2"), column("new_a", "Step1_2"))).toEqual(["a=first"]);
  });

  it("finds nothing where no text is written, in circles, and where a result is missing", () => {
    expect(found(made("Step1_2", "Step1_3"), column("new_a", "Step1_3"))).toEqual([]);
    expect(found(made(`${text("x")}, Step1_2`, "Step1_1"), made("Step1_1", "Step1_2"), column("new_a", "Step1_2")).length).toBeLessThan(20);
    expect(found(made(text("first"), "").replace("[]", ""), column("new_a", "Step1_2"))).toEqual([]);
  });

  it("takes time that grows with the length alone", () => {
    const lines = Array.from({ length: 2000 }, (_, at) => made(text(`t${at}`), `Step${at}_1`) + column(`new_${at}`, `Step${at}_1`));
    expect(found(...lines).length).toBe(2000);
  });

  it("reads texts without an end no further than to the next one", () => {
    expectLinear((size) => found('x:Key="Value">['.repeat(size)), 2000);
  });
});
