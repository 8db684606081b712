import type { Shape } from "./shape.ts";

/** The order in which everything that signs in by both asks for them. */
const order = "https://www.rfc-editor.org/rfc/rfc7617#section-2";

/** A user and a password as people note them down for others. */
export const noteShapes: readonly Shape[] = [
  {
    id: "labelled-password",
    label: "a password",
    // What people note down: `Credentials: svc-erp / …`, `Zugangsdaten: svc-erp / …`.
    keywords: ["credential", "creds", "zugangsdaten", "anmeldedaten", "identifiants", "credenciales", "credenziali"],
    anyCase: true,
    pattern:
      /(?:credentials?|creds|zugangsdaten|anmeldedaten|identifiants|credenciales|credenziali)(?: [\w-]{2,20})?\s{0,2}[:=]\s{0,2}[\w.@\\+-]{2,64} {1,2}[/|] {1,2}(?<secret>[^\s"'`<>{}|]{6,64})/i,
    confidence: "medium",
    check: "noted-password",
    source: order,
  },
  {
    id: "labelled-password",
    label: "a password",
    // `user/pass: svc-erp/…`, `Benutzer / Passwort: svc-erp / …`.
    keywords: [
      "user/",
      "user /",
      "username/",
      "username /",
      "login/",
      "login /",
      "benutzer/",
      "benutzer /",
      "benutzername/",
      "benutzername /",
    ],
    anyCase: true,
    pattern:
      /(?:user(?:name)?|login|benutzer(?:name)?) ?\/ ?(?:pass(?:word|wort)?|pwd?|kennwort)\s{0,2}[:=]\s{0,2}[\w.@\\+-]{2,64}(?: {0,2}[/|;,:] {0,2}| {1,2})(?<secret>[^\s"'`<>{}|/]{6,64})/i,
    confidence: "medium",
    check: "noted-password",
    source: order,
  },
];
