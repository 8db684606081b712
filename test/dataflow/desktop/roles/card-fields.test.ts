import { describe, expect, it } from "vitest";
import { passwordFields } from "../../../../src/dataflow/desktop/roles/card-fields.ts";
import { actionCallsOf } from "../../../../src/desktop-flow/robin/walk.ts";
import { desktop } from "../../../../src/testing/desktop.ts";
import { analysedSolutions } from "../../analysed.ts";

/** The fields of a card: their ids, and what fills them. */
function fields(card: unknown, input = "CardTemplateJson"): readonly [readonly string[], readonly string[]] {
  const text = typeof card === "string" ? card : JSON.stringify(card).replaceAll('"', '\\"');
  const row = `Display.ShowCustomDialog ${input}: $'''${text}''' CustomFormData=> Answer`;
  const { workspace } = analysedSolutions([{ desktopFlows: [desktop("Flow", {}, row)] }]);
  const [call] = workspace.desktopFlows.flatMap(({ rows }) => rows.flatMap(({ statement }) => actionCallsOf(statement)));
  if (call === undefined) throw new Error("There is no action.");
  const { ids, filledBy } = passwordFields(call);
  return [ids, [...filledBy]];
}

const field = { type: "Input.Text", style: "Password", id: "Erp-Entry" };

describe("a custom form asks for a password", () => {
  it.each<[string, unknown, readonly string[], readonly string[]]>([
    ["in a field with that style", { body: [field] }, ["Erp-Entry"], ["erp_entry_value"]],
    ["in a field in other letters", { body: [{ ...field, type: "input.text", style: "password" }] }, ["Erp-Entry"], ["erp_entry_value"]],
    ["in a field in a column", { body: [{ columns: [{ items: [field] }] }] }, ["Erp-Entry"], ["erp_entry_value"]],
    ["in the card itself", field, ["Erp-Entry"], ["erp_entry_value"]],
    ["in a field that a formula fills", { body: [{ ...field, value: ` \${First_Entry} ` }] }, ["Erp-Entry"], ["first_entry"]],
    ["in a field that a longer formula fills", { body: [{ ...field, value: `x\${First}` }] }, ["Erp-Entry"], ["erp_entry_value"]],
  ])("%s", (_, card, ids, filledBy) => {
    expect(fields(card)).toEqual([ids, filledBy]);
  });

  it("in several fields", () => {
    const [ids, filledBy] = fields({ body: [field, { ...field, id: "Pin" }, { ...field, style: "text", id: "Name" }], actions: [] });
    expect(ids.toSorted()).toEqual(["Erp-Entry", "Pin"]);
    expect(filledBy.toSorted()).toEqual(["erp_entry_value", "pin_value"]);
  });

  it.each<[string, unknown]>([
    ["in a field of another style", { body: [{ ...field, style: "Tel" }] }],
    ["in a field without a style", { body: [{ type: "Input.Text", id: "Entry" }] }],
    ["in a field of another type", { body: [{ ...field, type: "Input.Number" }] }],
    ["in a field without a type", { body: [{ style: "Password", id: "Entry" }] }],
    ["in a field without an id", { body: [{ type: "Input.Text", style: "Password" }] }],
    ["in what is no JSON", "{"],
    ["in a card that is read", "%Card%"],
    ["in nothing", "null"],
  ])("not %s", (_, card) => {
    expect(fields(card)).toEqual([[], []]);
  });

  it("not in another argument", () => {
    expect(fields({ body: [field] }, "CardText")).toEqual([[], []]);
  });
});
