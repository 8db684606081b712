/** What leads from a name to its value. */
export type Lead =
  /** A sign, or markup. */
  | "sign"
  /** A blank: the name is an option of a command, `--password …`, and what follows it its argument, no prose. */
  | "option"
  /** Words, so that what follows may be another word: `the password is …`, `token eq '…'`. */
  | "words"
  /** A comparison with what somebody types into a box: `txtPassword.Text = …`. */
  | "typed";

/** Where a value begins, before it is decided whether to read it. */
export interface ValuePlace {
  readonly from: number;
  /** Behind a colon: in prose, a comma ends the value. */
  readonly colon: boolean;
  /** In a query or a form, where values are percent-encoded. */
  readonly query: boolean;
  /** Behind the name of an element, whose text is the value. */
  readonly element: boolean;
  readonly lead: Lead;
}

/** What leads to a value, in as much detail as reading it takes. */
export type ValueLead = "colon" | "equals" | "query" | "element" | Exclude<Lead, "sign">;

/** A place behind what leads from the name to the value. */
export function place(from: number, kind: ValueLead): ValuePlace {
  const lead = kind === "option" || kind === "words" || kind === "typed" ? kind : "sign";
  return { from, colon: kind === "colon", query: kind === "query", element: kind === "element", lead };
}
