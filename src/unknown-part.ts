/** Stands in a text for a part that is only known at run time (U+FFFC). */
export const unknownPart = "\uFFFC";
