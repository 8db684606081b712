import { addAll, remember } from "../../../collections.ts";
import type { ActionCall } from "../../../desktop-flow/robin/ast.ts";
import { argumentNamed } from "../../../desktop-flow/robin/walk.ts";
import { isObject, parsedJson, textAt } from "../../../json.ts";
import { knownText } from "../values/pieces.ts";

/** The fields of a custom form that take a password. */
export interface PasswordFields {
  /** Their ids, by which the form's answer is read. */
  readonly ids: readonly string[];
  /** Arguments of the action that fill one of them from the beginning, in lower case: the form shows dots in their place. */
  readonly filledBy: ReadonlySet<string>;
}

const none: PasswordFields = { ids: [], filledBy: new Set() };
const known = new WeakMap<ActionCall, PasswordFields>();

/** The text fields of the adaptive card that a custom form shows whose style is `password`. */
export function passwordFields(call: ActionCall): PasswordFields {
  return remember(known, call, () => {
    const card = argumentNamed(call.arguments, "CardTemplateJson")?.value;
    return card === undefined ? none : fieldsOf(parsedJson(knownText(card)));
  });
}

function fieldsOf(card: unknown): PasswordFields {
  const ids: string[] = [];
  const filledBy = new Set<string>();
  const pending: unknown[] = [card];
  for (let part = pending.pop(); part !== undefined || pending.length > 0; part = pending.pop()) {
    if (Array.isArray(part)) addAll(pending, part as readonly unknown[]);
    else if (isObject(part)) {
      const id = textAt(part, "id");
      if (id !== undefined && isPassword(part)) {
        ids.push(id);
        // The designer calls the argument by the field; the card may hold a formula in its place.
        const filling = /^\$\{(\w+)\}$/.exec(textAt(part, "value")?.trim() ?? "")?.[1] ?? `${id.replace(/\W/g, "_")}_Value`;
        filledBy.add(filling.toLowerCase());
      }
      addAll(pending, Object.values(part));
    }
  }
  return { ids, filledBy };
}

function isPassword(field: unknown): boolean {
  return /^input\.text$/i.test(textAt(field, "type") ?? "") && /^password$/i.test(textAt(field, "style") ?? "");
}
