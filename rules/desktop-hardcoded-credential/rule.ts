import { defineRule, evidenceInWords, rowName } from "../../src/rule.ts";

export default defineRule({
  code: "SL1005",
  name: "desktop-hardcoded-credential",
  summary: "A credential is written into a desktop flow.",
  level: "error",
  preset: "recommended",
  securitySeverity: 9.0,
  cwe: [798, 312],
  source: "https://learn.microsoft.com/power-automate/desktop-flows/actions-reference/powerautomatesecretvariables",
  since: "0.1.0",
  messages: {
    argument: "{label} is written in {member} of '{row}': {preview} ({evidence}). Everyone who can open or export this flow can read it.",
    variable:
      "{label} is written into the variable {member} by '{row}': {preview} ({evidence}). Everyone who can open or export this flow can read it.",
    script:
      "{label} is written in the script or command of '{row}' ({member}): {preview} ({evidence}). Everyone who can open or export this flow can read it.",
    default:
      "{label} is the default value of the input {member}: {preview} ({evidence}). Everyone who can open or export this flow can read it.",
    comment: "{label} is noted in a comment at '{row}': {preview} ({evidence}). Everyone who can open or export this flow can read it.",
    encrypted:
      "An encrypted credential is written in {member} of '{row}'. It works for one user or machine only, and it is still stored in the flow.",
  },
  advice: {
    argument: "Take it from a sensitive input or with Get credential, and replace this one now: others may already know it.",
    variable: "Take it from a sensitive input or with Get credential, and replace this one now: others may already know it.",
    script: "Let the script read it from a vault or the Windows Credential Manager, and replace this one now: others may already know it.",
    default: "Remove the default value, mark the input as sensitive, and replace this credential now: others may already know it.",
    comment: "Remove it from the comment, and replace this credential now: others may already know it.",
    encrypted: "Take it from a sensitive input or with Get credential, which works on every machine and can be changed without the flow.",
  },
  check({ analysis, report }) {
    for (const { match, row, member, holder, encrypted, place } of analysis.desktop.credentials) {
      report({
        at: place,
        message: encrypted ? "encrypted" : holder,
        confidence: encrypted ? "high" : match.confidence,
        ...(encrypted ? { level: "warning" } : {}),
        data: {
          label: match.label.charAt(0).toUpperCase() + match.label.slice(1),
          member: `'${member}'`,
          row: row === undefined ? "" : rowName(row),
          preview: match.preview,
          evidence: [evidenceInWords(match.evidence), ...(match.remark === undefined ? [] : [match.remark])].join("; "),
        },
      });
    }
  },
});
