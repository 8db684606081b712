import { type FoldedPiece, foldedText, foldTemplate } from "../../cloud-flow/expression/fold.ts";
import { parseTemplate } from "../../cloud-flow/expression/template.ts";
import { vaultDomain, vaultHost, vaultResource } from "../../solution/secret-reference.ts";
import type { Span } from "../../source/place.ts";

/** A string of a flow, and what it gives as far as it can be read. */
export interface AddressText {
  readonly text: string;
  readonly pieces: readonly FoldedPiece[];
  /** With U+FFFC for what cannot be read. */
  readonly folded: string;
}

/** Reads a string, with what its expressions put together. */
export function readAddress(text: string): AddressText {
  const template = parseTemplate(text);
  const pieces = foldTemplate(template);
  return { text, pieces, folded: foldedText(pieces) };
}

/** The domain behind the name of a vault. */
export const hostSuffix = new RegExp(`\\.${vaultDomain.source}`, "i");
const hostSuffixes = new RegExp(hostSuffix, "gi");
const resourcePaths = /\/providers\/Microsoft\.KeyVault\/vaults\/([^/\s'"?]+)/gi;

/** Where a text, as far as it can be read, names vaults: before a vault's domain and in resource paths. */
export function namedVaults(folded: string): readonly (Span & { readonly name: string })[] {
  const found: (Span & { readonly name: string })[] = [];
  for (const { index: end } of folded.matchAll(hostSuffixes)) {
    let start = end;
    while (start > 0 && !/[/\s:@'"]/.test(folded[start - 1] ?? "")) start--;
    if (start < end) found.push({ start, end, name: folded.slice(start, end) });
  }
  for (const { index, 0: path, 1: name = "" } of folded.matchAll(resourcePaths)) {
    const end = index + path.length;
    found.push({ start: end - name.length, end, name });
  }
  return found;
}

/** Whether a text holds the address or the resource path of a vault. */
export function isVaultAddress(text: string): boolean {
  return vaultHost.test(text) || vaultResource.test(text);
}

/** A text that can be the whole name of a vault or a secret. */
export function isPlainName(text: string): boolean {
  return /^[A-Za-z0-9-]{2,127}$/.test(text);
}

/**
 * Whether a name is a mark that somebody or a pipeline replaces before the flow is deployed: `<your-vault>`, `${VAULT}`, `#{Vault}#`, `__VAULT__`, `@@Vault@@`,
 * in an address perhaps encoded. Names of vaults and secrets have none of these characters.
 */
export function isReplacedOnDeployment(name: string): boolean {
  return /[<>{}[\]$#%]|^__.+__$|^@.+@$/.test(name);
}

/** Where a stretch of the folded text is written in the string: the first piece that holds a part of it. */
export function spanInString({ pieces }: AddressText, start: number, end: number): Span | undefined {
  let offset = 0;
  for (const piece of pieces) {
    const last = offset + piece.text.length;
    if (last > start) {
      if (!piece.verbatim) return pieces.length === 1 ? undefined : { start: piece.start, end: piece.end };
      return { start: piece.start + start - offset, end: piece.start + Math.min(end, last) - offset };
    }
    offset = last;
  }
  return undefined;
}

/** The expressions that give the unknown parts of a stretch of the folded text. */
export function unknownSpans({ pieces }: AddressText, start: number, end: number): readonly Span[] {
  const spans: Span[] = [];
  let offset = 0;
  for (const piece of pieces) {
    const last = offset + piece.text.length;
    if (!piece.known && last > start && offset < end) spans.push({ start: piece.start, end: piece.end });
    offset = last;
  }
  return spans;
}
