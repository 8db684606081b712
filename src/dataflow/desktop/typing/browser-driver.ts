import type { DesktopRow } from "../../../desktop-flow/model.ts";
import type { ActionCall, Argument, Expression } from "../../../desktop-flow/robin/ast.ts";
import { argumentNamed } from "../../../desktop-flow/robin/walk.ts";
import type { DesktopActionFacts } from "../../../knowledge/desktop-actions.ts";
import { namedGroup } from "../../../matching/named-group.ts";
import type { CredentialMatch } from "../../../secrets/credential.ts";
import { detectCredentials } from "../../../secrets/detect.ts";
import { credentialName } from "../../../secrets/names/credential-name.ts";
import type { Span } from "../../../source/place.ts";
import { unknownPart } from "../../../unknown-part.ts";
import type { Path } from "../../graph/path.ts";
import { joined, knownText, piecesOf, spanIn } from "../values/pieces.ts";

/** What a flow has the driver of a browser (WebDriver) on its machine type into a page. */

/** An argument of a script that runs in a page, or the keys for an element of it: they are typed there, and sent nowhere else by the row. */
export function isTypedByDriver(call: ActionCall, facts: DesktopActionFacts, held: Path): boolean {
  const urls = urlsOf(call, facts).map(knownText);
  if (/^(?:text|value)$/i.test(String(held[1]))) return urls.some((url) => keysUrl.test(url));
  return held[1] === "args" && held.length > 2 && urls.some((url) => driverUrl.test(url));
}

/** On this machine, or of a session, as far as it is written down; a variable may hold all of it. */
const driverUrl = new RegExp(String.raw`^(?:https?:\/\/(?:127\.0\.0\.1|localhost|\[::1\])[:/]|[^?#]*\/session\/|${unknownPart}$)`, "i");
/** The keys for an element: `…/session/…/element/…/value`. */
const keysUrl = /^[^?#]*\/element\/[^/?#]{1,200}\/value\/?$/i;

function urlsOf(call: ActionCall, { http }: Pick<DesktopActionFacts, "http">): readonly Expression[] {
  return Object.entries(http).flatMap(([input, part]) => (part === "url" ? (argumentNamed(call.arguments, input)?.value ?? []) : []));
}

/** `{"text": "…"}`, whose quotes the designer writes as `\"`. */
const keys = /"text"\s{0,4}:\s{0,4}"(?<keys>[^"\\\r\n]{1,200})"/d;
/** The variable for the element, without what says that it is one: `/element/%PasswordElement%/value`. */
const element = /\/element\/%(?<name>\w{1,60}?)_?(?:element|elem|el|field|input|box|ref|uuid|id){0,3}%\/value/i;

/** The keys that a row has typed into an element that it calls like a credential. */
export function keysForElement(
  row: DesktopRow,
  call: ActionCall,
  { value }: Argument,
  facts: Pick<DesktopActionFacts, "http"> | undefined,
): readonly { readonly match: CredentialMatch; readonly span: Span; readonly secret: string }[] {
  if (facts === undefined) return [];
  const script = row.desktopFlow.source.text();
  const named = urlsOf(call, facts).some((url) => {
    const name = element.exec(script.slice(url.start, url.end))?.groups?.name;
    return name !== undefined && (/^(?:pw|pass)$/i.test(name) || credentialName(name)?.strength === "strong");
  });
  if (!named) return [];
  const pieces = piecesOf(value);
  const text = joined(pieces);
  const typed = namedGroup(keys.exec(text), "keys");
  if (typed === undefined || typed.text.includes(unknownPart)) return [];
  return detectCredentials(typed.text, { position: "credential", name: "Password" }).map((match) => {
    const span = { start: typed.start + match.span.start, end: typed.start + match.span.end };
    return { match: { ...match, span }, secret: text.slice(span.start, span.end), span: spanIn(script, pieces, span) };
  });
}
