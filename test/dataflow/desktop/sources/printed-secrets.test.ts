import { describe, expect, it } from "vitest";
import { printsSecretItReads } from "../../../../src/dataflow/desktop/sources/printed-secrets.ts";
import { expectLinear } from "../../../growth.ts";

const read = "$s = Get-AzKeyVaultSecret -VaultName $v -Name sap -AsPlainText";

describe("a script prints the secret that it reads", () => {
  it.each([
    "(Get-AzKeyVaultSecret -VaultName $v -Name sap).SecretValueText",
    "az keyvault secret show -n sap --query value -o tsv",
    `${read}\n$s`,
    "Import-Module Erp\nGet-Secret -Name sap",
    `${read}; Write-Output $s`,
    `${read}\nWrite-Host "The key: $s"`,
    `${read}\n"The key: $($s)"`,
    `${read}\n$s.Trim()`,
    "$global:s = Get-Secret -Name sap\n$global:s",
    `${read}\n$h = @{}\n$h.key = $s\n$h`,
    `${read}\n$h = @{}\n$h["key"] = $s\n$h`,
    "$s = Get-AzKeyVaultSecret -VaultName $v -Name sap\nConvertFrom-SecureString -SecureString $s.SecretValue -AsPlainText",
    `${read}\nJoin-String -InputObject $s -OutputPrefix "key="`,
    `${read}\nForEach-Object -InputObject $s { $_ }`,
    `${read}\nOut-Host -InputObject $s`,
    "pw = keyring.get_password('erp', 'svc')\npprint(pw)",
    `${read}\n$text = "key=$s"\n$text`,
    `${read}\n[string]$text = $s.Substring(1)\nreturn $text`,
    `${read}\n@{ key = $s } | ConvertTo-Json`,
    `${read}\n@{\n  key = $s\n} | ConvertTo-Json`,
    `${read}\n[pscustomobject]@{\n  key = $s\n}`,
    `${read}\n$h = @{\n  key = $s\n}\n$h | ConvertTo-Json`,
    `${read}\nif ($ok) { $s }`,
    `${read}\n$t = ConvertTo-Json $s\n$t`,
    "foreach ($n in $names) {\n  $last\n  $last = Get-Secret -Name $n\n}",
    "$c = Get-StoredCredential -Target erp\n$c.GetNetworkCredential().Password",
    "pw = keyring.get_password('erp', 'svc')\nprint(pw)",
    "pw = keyring.get_password('erp', 'svc')\nprint(len(pw), pw)",
    "c = SecretClient(url, credential)\npw = c.get_secret('sap').value\nprint(f'{pw}')",
    "Get-AzKeyVaultSecret `\n  -Name sap",
    "Get-PnPStoredCredential\n -Name erp",
    "az  keyvault  secret  show -n sap",
    `${read}\nWrite-Output "https://erp.contoso.com/?key=$s"`,
    `${read}\nWrite-Output "order #1: $s"`,
    `${read}\nFormat-List -InputObject $s`,
    `${read}\nSelect-Object -InputObject $s`,
    "# Signs in\nREMOTE=$(az keyvault secret show -n sap)\necho $REMOTE",
    "$c = Get-StoredCredential -Target erp\n$c.GetNetworkCredential( ).Password",
    "$s = Get-Secret  -Name sap\n$s",
    "[string] $text = Get-Secret -Name sap\n$text",
    "$h = @{}\n$h.erp.key = Get-Secret -Name sap\n$h",
    "$h = @()\n$h += Get-Secret -Name sap\n$h",
    "$h = @{}\n$h[0] = Get-Secret -Name sap\n$h",
    "print({\n  'user': 'svc',\n  'key': keyring.get_password('erp', 'svc')\n})",
    ...["Information", "Verbose", "Warning", "Error"].map((stream) => `${read}\nWrite-${stream} $s`),
    ...["Json", "Csv", "Html", "Xml"].map((form) => `${read}\nConvertTo-${form} $s`),
    ...["Out-String $s", "Out-Default $s", "Where-Object { $s }", "echo $s", "return $s"].map((row) => `${read}\n${row}`),
    ...["sys.stdout.write(pw)", "logging.info(pw)", "logger.info(pw)"].map((row) => `pw = keyring.get_password('erp', 'svc')\n${row}`),
    ...["if ($ok)", "elseif ($ok)", "foreach ($n in $m)", "for ($i)", "while ($ok)", "switch ($ok)", "function Get-It"].map(
      (head) => `${read}\n${head} { $s }`,
    ),
    ...["else", "try", "catch", "finally", "do"].map((head) => `${read}\n${head} { $s }`),
  ])("%s", (script) => {
    expect(printsSecretItReads(script)).toBe(true);
  });
});

describe("a script prints no secret", () => {
  it.each([
    "Get-Date",
    "Write-Output 'Get-SecretInfo'",
    `@{ step = "read" } | Export-Csv a.csv\n${read}`,
    read,
    `${read}\nWrite-Output "done"`,
    "$global:s = Get-Secret -Name sap\nConnect-Erp -Password $global:s",
    `${read}\nInvoke-RestMethod -Uri $u -Headers @{ "x-api-key" = $s }`,
    `${read}\nInvoke-RestMethod -Uri $u -Headers @{ "x-api-key" = $s } | ConvertTo-Json`,
    `${read}\n$h = @{\n  "x-api-key" = $s\n}\n$r = Invoke-RestMethod -Uri $u -Headers $h\n$r | ConvertTo-Json`,
    `${read}\n$p = ConvertTo-SecureString $s -AsPlainText -Force\n$c = New-Object PSCredential("svc", $p)\nConnect-PnPOnline -Url $u -Credentials $c`,
    `${read}\nInvoke-Sqlcmd -Password $s \`\n  -Query "select 1"`,
    `${read}\n& sqlcmd -P $s`,
    "$s = Get-AzKeyVaultSecret -Name sap\n$p = ConvertFrom-SecureString $s.SecretValue -AsPlainText\n& sqlcmd -P $p",
    `${read}\n# Write-Output $s`,
    "# Get-AzKeyVaultSecret -VaultName kv -Name sap\nWrite-Output $order",
    "$c = Get-StoredCredential -Target erp\nConnect-Erp $c\nWrite-Output 'connected'",
    "Get-SecretInfo -Name sap",
    "$c = Get-Credential\n$c.GetNetworkCredential().UserName",
    `${read}\n$ok = Test-Erp -Password $s\n$ok`,
    `${read}\nSend-Report -Key $s`,
    "pw = keyring.get_password('erp', 'svc')\nrequests.post(u, auth=('svc', pw))",
    "REM az keyvault secret show -n sap\r\necho %1",
    "// keyring.get_password('erp', 'svc')\nconsole.log(order)",
    "# c = SecretClient(url, credential)\n# c.get_secret('sap')\nprint(order)",
    `try {\n  ${read}\n} catch {\n  Write-Error $_\n}`,
    "pw = keyring.get_password('erp', 'svc')\nprint(len(pw))",
    `${read}\nWrite-Output "read: $($s.Length) characters"`,
    "pw = keyring.get_password('erp', 'svc')\nr = requests.get(u, auth=('svc', pw))\nprint(r.text)",
    "c = SecretClient(url, credential)\npw = c.get_secret('sap').value\nserver.login('svc', pw)\nprint('sent')",
  ])("%s", (script) => {
    expect(printsSecretItReads(script)).toBe(false);
  });
});

it("is told in a time that grows with the script's length", () => {
  expectLinear((size) => void printsSecretItReads(`${read}\n${"$b = $a; $a = $s\n".repeat(size)}`), 1_000);
  expectLinear((size) => {
    const chain = Array.from({ length: size }, (_, index) => `$v${size - index} = $v${size - index - 1}`);
    printsSecretItReads(`${chain.join("\n")}\n${read}`);
  }, 1_000);
});
