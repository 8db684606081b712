import { type DesignerNode, designerNodesOf } from "../../cloud-flow/designer-nodes.ts";
import type { CloudFlow } from "../../cloud-flow/model.ts";
import { visitTexts } from "../../json.ts";
import type { Span } from "../../source/place.ts";
import { unknownPart } from "../../unknown-part.ts";
import type { CredentialMatch } from "../credential.ts";
import { detectCredentials } from "../detect.ts";
import { innermostName, nameBeside } from "./literal-context.ts";

/** A credential in a step that the workflow designer keeps. */
export interface NodeLiteral {
  readonly node: DesignerNode;
  /** Path of the string in what the step is configured with. */
  readonly path: readonly string[];
  readonly match: CredentialMatch;
  readonly span: Span;
  readonly secret: string;
}

/** Finds the credentials in the steps that the workflow designer keeps, each once for its step: it writes some texts in parts as well. */
export function nodeLiterals(flow: CloudFlow, options: { readonly sensitiveNames: readonly string[] }): readonly NodeLiteral[] {
  return designerNodesOf(flow).flatMap((node) => {
    const found = new Map<string, NodeLiteral>();
    visitTexts(node.config, [], (text, path) => {
      if (text === "" || isWholeExpression(text) || path.some((step) => /schema$/i.test(step))) return;
      const name = nameBeside(node.config, path) ?? innermostName(path) ?? "";
      for (const match of detectCredentials(withoutExpressions(text), { position: "named", name }, options)) {
        const secret = text.slice(match.span.start, match.span.end);
        if (!found.has(secret)) found.set(secret, { node, path, match, span: match.span, secret });
      }
    });
    return [...found.values()];
  });
}

function isWholeExpression(text: string): boolean {
  return /^@[^@{]/.test(text);
}

/** What expressions give is not written there. Offsets stay as they are. */
function withoutExpressions(text: string): string {
  return text.replace(/@\{[^{}]*\}/g, (expression) => unknownPart.repeat(expression.length));
}
