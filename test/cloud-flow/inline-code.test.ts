import { describe, expect, it } from "vitest";
import { readsOfCode } from "../../src/cloud-flow/inline-code.ts";
import { expectLinear } from "../growth.ts";

const secret = "workflowContext.actions.Get_secret.outputs.body.value";

function reads(code: string): readonly string[] {
  return readsOfCode(code).map(({ action, path, isResult }) => `${action ?? "trigger"}: ${path.join("/")}${isResult ? " returned" : ""}`);
}

describe("what the code of an action reads of its workflow", () => {
  it.each<[string, readonly string[]]>([
    [`return ${secret};`, ["Get_secret: outputs/body/value returned"]],
    [`return ${secret}`, ["Get_secret: outputs/body/value returned"]],
    [`const s = ${secret};\nreturn s;`, ["Get_secret: outputs/body/value returned"]],
    [`var s = ${secret}\nlet t = 1\nreturn s`, ["Get_secret: outputs/body/value returned"]],
    [`const s = ${secret};\nreturn { s };`, ["Get_secret: outputs/body/value"]],
    [`return "Bearer " + ${secret};`, ["Get_secret: outputs/body/value"]],
    [`return ${secret} + ";Encrypt=True";`, ["Get_secret: outputs/body/value"]],
    [`return ${secret} ?? "none";`, ["Get_secret: outputs/body/value"]],
    [`return ${secret}.trim();`, ["Get_secret: outputs/body/value"]],
    [`return ${secret}\n  .trim();`, ["Get_secret: outputs/body/value"]],
    ["return workflowContext.actions['Get secret']?.outputs[\"body\"]['value'];", ["Get secret: outputs/body/value returned"]],
    ["return workflowContext?.actions.List.outputs.body[0].value;", ["List: outputs/body/0/value returned"]],
    ["return workflowContext.trigger.outputs.body.text;", ["trigger: outputs/body/text returned"]],
    ["const all = workflowContext.actions.Get_secret;\nreturn all.outputs;", ["Get_secret: "]],
    [`return ${secret}.length;`, []],
    [`if (${secret}.includes("a")) return 1;`, []],
    [`return crypto.createHmac("sha256", ${secret}).update(text).digest("hex");`, []],
    [`const s = ${secret};\nreturn crypto.createHmac("sha256", s).update(text).digest("hex");`, []],
    [`const s = ${secret};\nconst n = s.length;\nreturn n;`, []],
    // What is made of it is not in the variable alone.
    [`const s = ${secret}.trim();\nconst n = s.length;\nreturn n;`, ["Get_secret: outputs/body/value"]],
    [`const s = ${secret} + "x";\nconst n = s.length;\nreturn n;`, ["Get_secret: outputs/body/value"]],
    [`const s = ${secret}.trim();\nreturn s;`, ["Get_secret: outputs/body/value"]],
    [`const s = ${secret}; // of the ERP\nreturn s;`, ["Get_secret: outputs/body/value returned"]],
    [`return ${secret}\n\n  .trim();`, ["Get_secret: outputs/body/value"]],
    ["return otherContext.actions.A.outputs;", []],
    ["return 1;", []],
  ])("%s", (code, expected) => {
    expect(reads(code)).toEqual(expected);
  });

  it.each([`const s = ${secret}; s;`, "workflowContext.actions.A", "workflowContext.actions['", "return s "])(
    "is read in a time that grows with the code: %s",
    (piece) => {
      expectLinear((size) => readsOfCode(piece.repeat(size)), 300, piece);
    },
  );
});
