/** A concrete position: all numbers 1-based, columns in UTF-16 units, end exclusive. */
export interface Region {
  /** Line of the first character. */
  readonly line: number;
  /** Column of the first character. */
  readonly column: number;
  /** Line of the end. */
  readonly endLine: number;
  /** Column after the last character. */
  readonly endColumn: number;
}

/** A place made concrete, as the reports show it (`location` of the JSON report). */
export interface Location extends Region {
  /** The input as the user named it. */
  readonly path: string;
  /** The file below it, with `!/` between an archive or a file and what it holds; empty when it is the input itself. */
  readonly file: string;
  /** RFC 6901 pointer, where the file is JSON. */
  readonly pointer?: string;
  /** XPath of the element, where the file is XML. */
  readonly xpath?: string;
  /** Name of the flow, variable, reference or connector. */
  readonly component?: string;
  /** `cloud-flow`, `desktop-flow`, `environment-variable` … */
  readonly componentKind?: string;
  /** Key of the action or trigger in a cloud flow, in a desktop flow `Subflow:line`, or the name of an input or output. */
  readonly operation?: string;
  /** Offset of the region in the text; only for sorting, never printed. */
  readonly offset: number;
  /** For an embedded text: where the string that holds it is in the physical file. */
  readonly host?: Location;
  /** The same place in a file of the repository, where what was analysed is a packed form of it. */
  readonly source?: Location;
}
