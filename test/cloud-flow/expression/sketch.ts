import type { Call, Expression, Template, TextPart } from "../../../src/cloud-flow/expression/ast.ts";

/** One line that tells trees apart: kinds, values, notation; no positions. */
export function sketchTemplate(template: Template): string {
  switch (template.kind) {
    case "literal":
      return `text ${JSON.stringify(template.text)}`;
    case "expression":
      return sketch(template.expression);
    case "interpolation":
      return `<${template.parts.map(sketch).join(" + ")}>`;
  }
}

export function sketch(node: Expression | TextPart): string {
  switch (node.kind) {
    case "text":
      return JSON.stringify(node.value);
    case "string":
      return `'${node.value}'`;
    case "number":
      return `${node.integer ? "int" : "float"} ${Object.is(node.value, -0) ? "-0" : node.value}`;
    case "boolean":
      return String(node.value);
    case "null":
      return "null";
    case "call":
      return sketchCall(node);
    case "error":
      return `error{${node.readable.map(sketch).join("; ")}}`;
  }
}

function sketchCall(call: Call): string {
  const keys = call.dereferences.map(
    ({ safe, notation, key }) => `${safe ? "?" : ""}${notation === "dot" ? `.${sketch(key)}` : `[${sketch(key)}]`}`,
  );
  return `${call.name}(${call.arguments.map(sketch).join(", ")})${keys.join("")}`;
}
