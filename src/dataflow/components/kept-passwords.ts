import { once } from "../../collections.ts";
import { namedGroup } from "../../matching/named-group.ts";
import { credentialName } from "../../secrets/names/credential-name.ts";
import { wordsOf } from "../../secrets/names/words.ts";
import type { Span } from "../../source/place.ts";

/**
 * A text that a formula keeps: `Set(varPassword, "…")`, `UpdateContext({locPassword: "…"})`, `{User: "…", Password: "…"}`, and not one that it goes
 * on to put together.
 */
const keptText = once(
  () =>
    /(?:\bSet\(\s{0,40}(?<variable>[A-Za-z_]\w{0,40})\s{0,4},|[{,]\s{0,40}'?(?<member>\p{L}[\p{L}\d_ ]{0,40})'?\s{0,4}:)\s{0,40}\\{0,2}"(?<text>[^"\\\s]{4,64})\\{0,2}"\s{0,4}(?=[,)}])/dgiu,
);

/** Names of what is shown about a password rather than of the password. */
const noPassword =
  /label|lbl|hint|text$|show|hide|reveal|toggle|visible|message|msg|screen|button|btn|icon|title|status|type|mode|rule|column|field/i;
const letterAndDigit = once(() => /^(?=.*\p{L})(?=.*\d).{6,}$/u);
/** What screens, controls and columns are called: `Screen_2`, `field_10`. */
const thing = /^[a-z]{2,}_\d{1,3}$|^(?:scr|screen|txt|text|lbl|btn|img|icon|var|field|step|col)[A-Z_]?[a-z]*_?\d{1,3}$/i;

const user =
  /[{,]\s{0,40}'?(?:user|usr|login|e-?mail|account|benutzer|usuario|utilisateur|utente)(?:[_ -]?(?:name|id|mail))?'?\s{0,4}:\s{0,40}\\{0,2}"(?<user>[^"\\]{1,100})\\{0,2}"/i;
/** How far a record is looked through for the name of a user. */
const reach = 300;

/** Passwords in the variables and records of an app: what looks like one, and what stands beside a user whatever it looks like. */
export function keptPasswords(file: string): readonly Span[] {
  return [...file.matchAll(keptText())].flatMap((match): readonly Span[] => {
    const { variable, member = "" } = match.groups ?? {};
    const name = variable ?? member;
    const kept = namedGroup(match, "text");
    if (kept === undefined || noPassword.test(name) || credentialName(name)?.kind !== "password") return [];
    const { text } = kept;
    if (thing.test(text) || wordsOf(text).some((word) => credentialName(word) !== undefined)) return [];
    const isTold =
      letterAndDigit().test(text) || (variable === undefined && isBesideUser(file, match.index, match.index + match[0].length, text));
    return isTold ? [kept] : [];
  });
}

/** `{User: "ann", Password: "…"}`; texts of a form are rather the same, or as long as labels are. */
function isBesideUser(file: string, start: number, end: number, password: string): boolean {
  const before = file.slice(Math.max(0, start - reach), start + 1);
  const behind = file.slice(end, end + reach);
  const record = `${before.slice(Math.max(0, before.lastIndexOf("{")))}|${behind.slice(0, Math.max(0, behind.indexOf("}")))}`;
  const found = user.exec(record)?.groups?.user;
  return found !== undefined && (found !== password || /^(?:admin|root|test)$/i.test(found));
}
