/** Stands in a text for a part that is only known at run time (U+FFFC). */
export const unknownPart = "\uFFFC";

/** A mark of Azure pipelines that another text replaces before the deployment, `#{Vault}#`: in an address it begins like a fragment. */
const hashMarks = /#\{[^{}#]{1,200}\}#/g;

/** An address with {@link unknownPart} for each mark that would read as the begin of its fragment. */
export function hashMarksAsUnknown(address: string): string {
  return address.replace(hashMarks, unknownPart);
}
