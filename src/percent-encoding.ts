/** A text without its percent-encoding; the text as it is where a percent sign in it begins no code. */
export function percentDecoded(text: string): string {
  // Nearly every text has none, and is not copied.
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
