/** The words that `inventory --format` knows. */
export const inventoryFormats = ["stylish", "json", "markdown", "checklist", "deployment-settings"] as const;

/** The options of `inventory` as yargs gives them. */
export interface InventoryArguments {
  readonly paths: readonly string[];
  readonly format: (typeof inventoryFormats)[number];
  /** Standard output without it. */
  readonly output?: string;
  /** Folder for the scripts of desktop flows. */
  readonly extract?: string;
  readonly config?: string | false;
  readonly color?: boolean;
}
