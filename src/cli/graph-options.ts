/** The words that `graph --format` knows. */
export const graphFormats = ["mermaid", "dot", "svg"] as const;

/** The options of `graph` as yargs gives them. */
export interface GraphArguments {
  readonly path: string;
  readonly format: (typeof graphFormats)[number];
  /** Display name of a flow. */
  readonly flow?: string;
  /** Standard output without it. */
  readonly output?: string;
  readonly config?: string | false;
}
