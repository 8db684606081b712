/**
 * How much colour a stream gets: `--no-color` and `--color` win, then `NO_COLOR`, then `FORCE_COLOR` and `CLICOLOR_FORCE`, then whether it
 * is a terminal. chalk's own detection is not used: it does not heed `NO_COLOR`, and colours pipes in some CI systems.
 */
export function colorLevel(
  option: boolean | undefined,
  stream: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): 0 | 1 | 2 | 3 {
  if (option === false) return 0;
  const most = environment.COLORTERM === "truecolor" || environment.COLORTERM === "24bit" ? 3 : /256/.test(environment.TERM ?? "") ? 2 : 1;
  if (option === true) return most;
  if ((environment.NO_COLOR ?? "") !== "") return 0;
  const forced = environment.FORCE_COLOR ?? environment.CLICOLOR_FORCE;
  if (forced !== undefined && forced !== "")
    return forced === "0" || forced === "false" ? 0 : forced === "2" ? 2 : forced === "3" ? 3 : most;
  return stream.isTTY === true && environment.TERM !== "dumb" ? most : 0;
}

/** Columns of a terminal, or the default width if the stream is not a terminal or does not know its width. Some terminals in CI systems say 0. */
export function terminalColumns(stream: { readonly isTTY?: boolean; readonly columns?: number }, usual: number): number {
  return stream.isTTY === true && stream.columns !== undefined && stream.columns > 0 ? stream.columns : usual;
}
