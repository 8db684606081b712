/** Commands and functions of scripts that give a secret from a vault, or from where Windows and others keep credentials. */
const secretReading =
  /\bGet-AzKeyVaultSecret\b|\baz\s+keyvault\s+secret\s+show\b|\bGet-StoredCredential\b|\bGet-PnPStoredCredential\b|\bGetNetworkCredential\(\s*\)\.Password\b|\bkeyring\.get_password\b|\bGet-Secret\s+-/i;
/** The same in Python, where only what it is called with tells whose method it is. */
const clientReading = /\bSecretClient\b[\s\S]{0,400}\bget_secret\b/;
const clientCall = /\bget_secret\b/;

/** `$name = …`, `[string]$name = …`, `name = …`, `"name" = …`, `"name": …` */
const assignment =
  /^(?:\[[\w.]{1,40}\]\s{0,4})?\$?(?:\w{1,20}:)?["']?(?<name>[A-Za-z_][\w-]{0,60})["']?(?:\.\w{1,60}|\[[^\]]{0,60}\]){0,4}\s{0,8}(?:\+?=(?!=)|(?<!\$\w{1,20}):)\s{0,8}(?<value>.*)$/;
/** A cmdlet, or a request, gives back something else than what it is given, unless it only changes its form. */
const otherResult =
  /^(?!(?:ConvertTo|ConvertFrom|Select|Out|Write|Join|Format|ForEach|Where)-|Get-(?:AzKeyVaultSecret|Secret|StoredCredential|PnPStoredCredential)\b)(?:[A-Za-z]{2,20}-[A-Za-z]\w{1,60}\b|requests\.)/i;
/** What prints, and cmdlets whose own result is a secret again, which is printed where nothing takes it. */
const printing =
  /\b(?:Write-(?:Output|Host|Information|Verbose|Warning|Error)|echo|p?print|return|console\.log|sys\.std(?:out|err)|logg(?:er|ing)|ConvertTo-(?:Json|Csv|Html|Xml)|Out-(?:String|Host|Default)|Format-\w+|Select-\w+)\b|^(?:ConvertFrom|Join|ForEach|Where)-\w/i;
/** A command, a continued line, or something that is said to print nothing. */
const statementStart = /^(?:[A-Za-z&.-]|\[void\]|\$null\b)/i;
/** A table that nothing keeps. */
const printedObject = /^(?:\[\w{1,30}\])?@[({]$/;
/** How long something is: nothing of a secret is in that. */
const measurement = /\blen\(\s{0,4}\w{1,60}\s{0,4}\)|\$?\b\w{1,60}\.(?:length|count)\b/gi;
const openBracket = /[({[]$/;
const branch = /^(?:if|else|elseif|foreach|for|while|try|catch|finally|switch|function|do)\b[^{]*\{/i;

/**
 * Whether a script may print a secret that it reads from a vault: it reads one, and does more with it than keep it in variables and give it to commands. What
 * cannot be told counts as printed.
 */
export function printsSecretItReads(script: string): boolean {
  const statements = script
    .split(/[\r\n;]+/)
    .map((statement) => statement.replace(measurement, "0").trim())
    .filter((statement) => statement !== "" && !/^(?:#|\/\/|rem\b)/i.test(statement));
  const code = statements.join("\n");
  const byClient = clientReading.test(code);
  if (!byClient && !secretReading.test(code)) return false;
  const isRead = (text: string): boolean => secretReading.test(text) || (byClient && clientCall.test(text));
  if (!statements.some(isRead)) return true;
  const kept = keptIn(statements, isRead);
  if (kept.has(printed)) return true;
  const holds = (text: string): boolean => isRead(text) || namesIn(text).some((name) => kept.has(name));
  return statements.some((statement) => {
    if (assignment.test(statement) || otherResult.test(statement) || !holds(statement)) return false;
    return printing.test(statement) || branch.test(statement) || !statementStart.test(statement) || isRead(statement);
  });
}

/** In place of a variable, for the members of what a script prints. */
const printed = "";

/** The variables that hold a secret or something that is made of one. */
function keptIn(statements: readonly string[], isRead: (text: string) => boolean): ReadonlySet<string> {
  const kept = new Set<string>();
  // In a loop, a variable may hold what is read further down.
  for (let round = 0; round < 2; round++) {
    let owner: string | undefined;
    for (const statement of statements) {
      const { name, value = "" } = assignment.exec(statement)?.groups ?? {};
      if (/^[)\]}]/.test(statement)) owner = undefined;
      const isKept = (isRead(value) || namesIn(value).some((one) => kept.has(one))) && !otherResult.test(value);
      if (name !== undefined && isKept) kept.add((owner ?? name).toLowerCase());
      // The members of a table follow in lines of their own.
      if (owner !== undefined) continue;
      if (name !== undefined) owner = openBracket.test(value) ? name : undefined;
      else if (printedObject.test(statement) || (printing.test(statement) && openBracket.test(statement))) owner = printed;
    }
  }
  return kept;
}

function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/[A-Za-z_]\w*/g)].map(([name]) => name.toLowerCase());
}
