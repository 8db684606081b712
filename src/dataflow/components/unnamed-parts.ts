import { once } from "../../collections.ts";
import { looksGeneratedKey, tellsByItself } from "../../secrets/judge.ts";
import type { Span } from "../../source/place.ts";

/** A part of a text without names that its looks alone make a credential. */
export interface UnnamedPart extends Span {
  /** What it is taken for, as the name of a field would say it. */
  readonly name: "password" | "secret key";
}

/** Longer texts are documents, and longer lists are no settings. */
const longestText = 2_000;
const mostParts = 12;

const address = /^[a-z][a-z0-9+.-]{1,20}:\/\//i;
const user = /^[^\s@\\]{1,100}[@\\][\w.-]{1,100}$/;
/** Neither prose, nor markup, nor a name with its value; keys in base64 end in equals signs. */
const plain = /^[^\s="'<>{}]+={0,2}$/;
/** Passwords hold signs that join no words. */
const sign = once(() => /[^\p{L}\d_.:/\\-]/u);

/**
 * The credentials in a text that gives a program its settings by their order alone: a generated key, by itself or among others (`svc-erp;…`), and a
 * password beside an address or a user that shows what it is for (`svc-erp;…;https://erp.contoso.com`). What names its values is left to those who
 * read names.
 */
export function unnamedParts(text: string): readonly UnnamedPart[] {
  if (text.length > longestText) return [];
  const parts = [...text.matchAll(/[^;|,\r\n]+/g)].flatMap(({ 0: written, index }) => {
    const value = written.trim();
    const start = index + written.indexOf(value);
    return value === "" ? [] : [{ value, start, end: start + value.length }];
  });
  if (parts.length > mostParts || !parts.every(({ value }) => address.test(value) || plain.test(value))) return [];
  const isForSomething = parts.some(({ value }) => address.test(value) || user.test(value));
  return parts.flatMap(({ value, start, end }): readonly UnnamedPart[] => {
    if (address.test(value) || user.test(value)) return [];
    if (looksGeneratedKey(value)) return [{ start, end, name: "secret key" }];
    return isForSomething && sign().test(value) && tellsByItself(value, "password") ? [{ start, end, name: "password" }] : [];
  });
}
