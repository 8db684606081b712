import { describe, expect, it } from "vitest";
import { credentialsGivenInScript, fieldNameIn } from "../../src/secrets/script-values.ts";
import { expectLinear } from "../growth.ts";
import { writings } from "./writings.ts";

const password = ["Tr0ub", "4dor", "!x9"].join("");
const token = ["8fK2lQz0vN3m", "Xw7rT5yU1pA9"].join("");

function found(text: string): readonly string[] {
  return credentialsGivenInScript(text).map(({ span }) => text.slice(span.start, span.end));
}

describe("what a script gives to a credential by name", () => {
  it.each([
    `document.getElementById("pwd").value = "${password}";`,
    `document.querySelector('input[type=password]').value = '${password}';`,
    `document.querySelector('input[name="pwd"]').value = "${password}";`,
    `$("#password").val('${password}')`,
    `jQuery( "#login [name=pwd]" ).val("${password}");`,
    `document.getElementsByName("userPwd")[0].setAttribute("value", "${password}")`,
    `session.findById("wnd[0]/usr/pwdRSYST-BCODE").text = "${password}"`,
    `session.findById(\\"wnd[0]/usr/pwdRSYST-BCODE\\").Text = \\"${password}\\"`,
    `driver.find_element(By.ID, "password").send_keys("${password}")`,
    `driver.FindElement(By.Id("password")).SendKeys("${password}");`,
    `page.fill('input[name="password"]', '${password}')`,
    `page.type("#password", "${password}")`,
    `-system=PRD -user=orders -pw=${password}`,
    `"${password}" | ConvertTo-SecureString -AsPlainText -Force`,
    `requests.get(url, auth=("svc", "${password}"))`,
    `session.auth = HTTPBasicAuth('svc', '${password}')`,
    `server.login("bot@contoso.com", "${password}")`,
    `reg add HKLM\\Software\\Winlogon /v DefaultPassword /t REG_SZ /d ${password} /f`,
    `Set-ItemProperty -Path $winlogon -Name DefaultPassword -Value "${password}"`,
  ])("%s", (text) => {
    expect(found(text)).toEqual([password]);
  });

  it.each([
    `setx API_TOKEN ${token}`,
    `setx /m API_TOKEN "${token}"`,
    `[Environment]::SetEnvironmentVariable("API_TOKEN", "${token}", "User")`,
  ])("%s", (text) => {
    expect(found(text)).toEqual([token]);
  });

  it.each([
    `$("#password").attr("${password}")`,
    `$("#password").val($("#other").val())`,
    `document.getElementById("password").setAttribute("placeholder", "${password}")`,
    `document.getElementById("user").value = "${password}"`,
    `session.findById("wnd[0]/usr/txtRSYST-BNAME").text = "${password}"`,
    `session.findById("wnd[0]/usr/pwdRSYST-BCODE").text = pw`,
    `driver.find_element(By.ID, "username").send_keys("${password}")`,
    `page.fill("#search", "${password}")`,
    `setx PATH_PREFIX ${password}`,
    "setx API_TOKEN %TOKEN%",
    `$pw | ConvertTo-SecureString`,
    `server.login(user, password)`,
    `-user=${password}`,
    `Set-ItemProperty -Path $key -Name Wallpaper -Value "${password}"`,
  ])("%s is nothing", (text) => {
    expect(found(text)).toEqual([]);
  });
});

/** `§` stands for the password, `~` for an underscore, which is no space here. */
function inAllWritings(line: string): readonly string[] {
  return writings(line).map((text) => text.replaceAll("~", "_").replace("§", () => password));
}

describe("what a script gives is found however it is quoted and spaced", () => {
  it.each([
    'document.getElementById_(_"pwd"_).value_=_"§"',
    'document.getElementsByName_(_"pwd"_)[0].value_=_"§"',
    'document.getElementsByName_(_"pwd"_)[112].value_=_"§"',
    'document.querySelector_(_"form input.pwd"_).value_=_"§"',
    'session.findById_(_"wnd[0]/usr/pwdRSYST-BCODE"_).text_=_"§"',
    'session.FindById_(_"wnd[0]/usr/pwdRSYST-BCODE", False).Text_=_"§"',
    'driver.find~element_(_By.ID_,_"password"_).send~keys_(_"§"_)',
    'driver.find~element~by~id_(_"password"_).send~keys_(_"§"_)',
    'driver.FindElement_(_By.Id_(_"password"_)_).SendKeys_(_"§"_)',
    'driver.findElement_(_By.cssSelector_(_"form input#pwd"_)_)_.sendKeys_(_"§"_);',
    'page.fill_(_"#pwd"_,_"§"_)',
    'page.type_(_"#pwd"_,_"§"_, { delay: 20 })',
    'setx.exe /m "API~PASSWORD" "§"',
    'SETX "API~PASSWORD" "§" /m',
    '[Environment]::SetEnvironmentVariable_(_"API~PASSWORD"_,_"§"_)',
    '[Environment]::setenvironmentvariable_(_"Api.Password-1"_,_"§", "Machine")',
    'reg add "HKLM/Software/Winlogon" /v "DefaultPassword" /t REG~SZ /d "§"',
    'REG.EXE ADD HKLM/Software/Winlogon /f /v "DefaultPassword" /d "§" /f',
    'Set-ItemProperty -Path $winlogon -Name "DefaultPassword" -Value "§"',
    'Set-ItemProperty $winlogon -Name DefaultPassword -Type String -Force True -value "§"',
    '"§"_|_ConvertTo-SecureString',
    'requests.get(url, auth_=_(_"svc"_,_"§"_))',
    'requests.get(url, auth=HTTPBasicAuth(_"svc"_,_"§"_))',
    'requests.get(url, auth=HttpNtlmAuth(_"contoso/svc"_,_r"§"_))',
    'server.login(_b"svc"_,_b"§"_)',
    'tool -pw="§"',
    'tool --admin-password="§"',
    'tool /password:"§"',
  ])("%s", (line) => {
    for (const text of inAllWritings(line)) expect([text, ...found(text)]).toEqual([text, password]);
  });
});

it.each([
  '$("a',
  "querySelector('a'",
  "-Name abc ",
  'findById("a',
  "reg add x ",
  "setx A b ",
  "'abc",
  '.login("a", ',
  'find_element(By.ID, "a',
  ".fill('a' ",
  "-pw=",
])("text of nothing but %s is searched in a time that grows with its length", (piece) => {
  expectLinear((size) => credentialsGivenInScript(piece.repeat(size)), 500, piece);
});

describe("the name of a field", () => {
  it.each([
    ["Input password 'Kennwort'", "Kennwort"],
    ["Input password 'j_pass'", "password"],
    ["Input password", "password"],
    ["Input text 'j_pass'", "j_pass"],
    ["form#login input#pwd", "pwd"],
    ["wnd[0]/usr/pwdRSYST-BCODE", "password"],
    ['input[type="password"]', "password"],
    ['input[name="j_password"]', "j_password"],
    ["pass", "password"],
    ["User", "User"],
  ])("%s", (selector, name) => {
    expect(fieldNameIn(selector)).toBe(name);
  });
});
