import { type DesktopCredential, defineRule, describeCredential, rotateNow, rowName } from "../../src/rule.ts";

export default defineRule({
  code: "SL1005",
  name: "desktop-hardcoded-credential",
  summary: "A credential is hardcoded in a desktop flow.",
  level: "error",
  preset: "recommended",
  securitySeverity: 9.0,
  cwe: [798, 312],
  source: "https://learn.microsoft.com/power-automate/desktop-flows/actions-reference/powerautomatesecretvariables",
  since: "0.1.0",
  messages: {
    argument: "{label} is hardcoded in {member} of '{row}': {preview} ({evidence}). Everyone who can open or export this flow can read it.",
    variable:
      "{label} is hardcoded as the value of the variable {member} in '{row}': {preview} ({evidence}). Everyone who can open or export this flow can read it.",
    script:
      "{label} is hardcoded in the script or command of '{row}' ({member}): {preview} ({evidence}). Everyone who can open or export this flow can read it.",
    default:
      "{label} is the default value of the input {member}: {preview} ({evidence}). Everyone who can open or export this flow can read it.",
    comment: "{label} is written in a comment at '{row}': {preview} ({evidence}). Everyone who can open or export this flow can read it.",
    row: "{label} is written in '{row}', of which a part cannot be read: {preview} ({evidence}). Everyone who can open or export this flow can read it.",
    encrypted:
      "An encrypted credential is stored in {member} of '{row}'. It works only for one user or machine, and it is still part of the flow.",
    encryptedDefault:
      "An encrypted credential is the default value of the input {member}. It works only for one user or machine, and it is still part of the flow.",
  },
  advice: {
    argument: `Read it with Get credential, or pass it in an input that is marked as sensitive. ${rotateNow}`,
    variable: `Read it with Get credential, or pass it in an input that is marked as sensitive. ${rotateNow}`,
    script: `Let the script read it from a vault or the Windows Credential Manager. ${rotateNow}`,
    default: `Clear the default value and mark the input as sensitive. ${rotateNow}`,
    comment: `Remove it from the comment. ${rotateNow}`,
    row: `Read it with Get credential, or pass it in an input that is marked as sensitive. ${rotateNow}`,
    encrypted:
      "Read it with Get credential, or pass it in an input that is marked as sensitive: both work on every machine, and the credential can be changed without editing the flow.",
    encryptedDefault:
      "Clear the default value, mark the input as sensitive and let the caller pass the credential: it then works on every machine, and can be changed without editing the flow.",
  },
  check({ analysis, report }) {
    const pieces = piecesOf(analysis.desktop.credentials);
    for (const one of analysis.desktop.credentials) {
      const { match, row, member, holder, encrypted, place, joinedIn } = one;
      const [first, ...others] = joinedIn === undefined ? [one] : (pieces.get(joinedIn) ?? []);
      if (first !== one) continue;
      report({
        at: place,
        message: !encrypted ? holder : row === undefined ? "encryptedDefault" : "encrypted",
        confidence: match.confidence,
        ...(encrypted ? { level: "warning" } : {}),
        data: {
          ...describeCredential(match),
          member: `'${member}'`,
          row: row === undefined ? "" : rowName(row),
        },
        related: others.map((other) => ({ message: "Another piece of it is written here.", place: other.place })),
      });
    }
  },
});

/** Texts that one place joins to a credential, in the order of the rows. */
function piecesOf(credentials: readonly DesktopCredential[]): ReadonlyMap<string, readonly DesktopCredential[]> {
  const pieces = new Map<string, DesktopCredential[]>();
  for (const one of credentials) {
    if (one.joinedIn === undefined) continue;
    const known = pieces.get(one.joinedIn);
    if (known === undefined) pieces.set(one.joinedIn, [one]);
    else known.push(one);
  }
  return pieces;
}
