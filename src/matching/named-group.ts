/** What a named group of a pattern matched, and where. */
export interface GroupMatch {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * What a named group matched.
 * @param match of a pattern with the flag `d`, which notes where groups are
 * @returns undefined where nothing was found, or without that group
 */
export function namedGroup(match: RegExpExecArray | null, name: string): GroupMatch | undefined {
  const text = match?.groups?.[name];
  const span = match?.indices?.groups?.[name];
  return text === undefined || span === undefined ? undefined : { text, start: span[0], end: span[1] };
}
