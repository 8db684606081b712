/** Shortest secret of which some characters may be shown. */
const shortestShown = 12;
/** Most characters of a secret that may be shown. */
const mostShown = 3;

/**
 * A secret shortened for reports: its first three characters and its length, `sk-…(51)`; below twelve characters its length alone, `(8)`.
 * Lengths are in UTF-16 units. A character is never cut in two, so that two may be shown instead of three.
 */
export function preview(secret: string): string {
  if (secret.length < shortestShown) return `(${secret.length})`;
  const last = secret.charCodeAt(mostShown - 1);
  const cutsPair = last >= 0xd800 && last <= 0xdbff;
  return `${secret.slice(0, cutsPair ? mostShown - 1 : mostShown)}…(${secret.length})`;
}
