import { describe, expect, it } from "vitest";
import { credentialsGivenInScript, credentialsInText, fieldNameIn } from "../../../src/secrets/scripts/script-values.ts";
import { expectLinear } from "../../growth.ts";
import { writings } from "../writings.ts";

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
    `page.locator("#password").fill("${password}")`,
    `setValue("password", "${password}")`,
    `set_value("password", "${password}")`,
    `input_text("password", "${password}")`,
    `enterText("password", "${password}")`,
    `document.forms[0].elements["password"].value = "${password}"`,
    `ie.Document.all.Item("passwd").Value = "${password}"`,
    `document.evaluate("//input[@id='password']", document, null, 9, null).singleNodeValue.value = "${password}"`,
    `const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set; setter.call(document.querySelector("#password"), "${password}")`,
    `[...document.querySelectorAll("input")].find(field => field.type === "password").value = "${password}"`,
    `for (const field of fields) {\n  if (field.name === "password") {\n    field.focus();\n    field.value = "${password}";\n  }\n}`,
    `For Each field In fields\n  If field.Type = "password" Then\n    field.Value = "${password}"\n  End If\nNext`,
    `-system=PRD -user=orders -pw=${password}`,
    `"${password}" | ConvertTo-SecureString -AsPlainText -Force`,
    `requests.get(url, auth=("svc", "${password}"))`,
    `formContext.getAttribute("new_password").setValue("${password}");`,
    `const body = "username=svc&password=" + encodeURIComponent("${password}");`,
    `JIRA(server=url, basic_auth=("svc", "${password}"))`,
    `keyring.set_password("erp", "svc", "${password}")`,
    `workbook.SaveAs path, 51, "${password}"`,
    `connection.Open "Provider=SQLOLEDB;User ID=svc;Password=" & "${password}"`,
    `pyodbc.connect("DRIVER={SQL Server};UID=svc;PWD=" + "${password}")`,
    `MsgBox "The password: " & "${password}"`,
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
    `if (field.type === "password") other.value = "${password}"`,
    `document.forms[0].elements["user"].value = "${password}"`,
    `setValue("remark", "${password}")`,
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

describe("a credential that a variable of a script stands for, or is written into", () => {
  it.each([
    `var field = document.getElementById("password"); field.focus(); field.value = "${password}";`,
    `const field = document.querySelector("input[type='password']");\nfield.setAttribute("value", "${password}");`,
    `const field = document.querySelector("#password"); const setter = descriptor.set; setter.call(field, "${password}");`,
    `let field = frame.contentDocument.getElementById('pwd')\nfield.value='${password}'`,
    `box = driver.find_element(By.NAME, "password")\nbox.send_keys("${password}")`,
    `Set box = ie.Document.getElementById("passwd")\nbox.Value = "${password}"`,
    `$x = "${password}"; $s = ConvertTo-SecureString $x -AsPlainText -Force`,
    `$x = '${password}'\n$s = ConvertTo-SecureString -String $x -AsPlainText -Force`,
    `$x = '${password}'\n$s = ConvertTo-SecureString  -Force   -AsPlainText  $x`,
    `$pair = "svc:${password}"; $b = [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes($pair))`,
    `const pair = 'svc:${password}';\nheaders.set("Authorization", "Basic " + btoa(pair))`,
    `a = "svc"\nb = "${password}"\nserver.login(a, b)`,
    `b = "${password}"  # of the robot\nrequests.get(url, auth=(a, b))`,
    `$b = "${password}"; $s = ConvertTo-SecureString ([string]$x) -AsPlainText; $n = [System.Net.NetworkCredential]::new("svc", $b)`,
    `var p = "${password}"; document.getElementById("password").value = p;`,
    `const p = "${password}";\n$("#password").val(p)`,
    `p = "${password}"\nsession.findById("wnd[0]/usr/pwdRSYST-BCODE").Text = p`,
    `p = '${password}'\ndriver.find_element(By.ID, "password").send_keys(p)`,
    `p = "${password}"\npage.fill("#password", p)`,
    `const p = "${password}"; setter.call(document.querySelector("#password"), p)`,
    `login = Array("svc", "${password}")\nhttp.Open "GET", url, False, login(0), login(1)`,
    `p = Array("svc", "${password}")(1)\nhttp.Open "GET", url, False, "svc", p`,
    `pw = Split("svc;${password}", ";")(1)`,
    `$password = ( 'svc;${password}' -split ';')[1]`,
    `password = "svc;${password}".split(";")[1]`,
    `$pw = 'svc:${password}'.Split(':')[1]`,
    `user, password = "svc;${password}".split(";")`,
    `password, user = "${password};svc".split(";")`,
    `$password, $user = '${password};svc' -split ';'`,
    `const [user, password] = "svc;${password}".split(";");`,
    `user, password = "svc", "${password}"`,
    `$password, $user = '${password}', 'svc'`,
    `let [u, p] = "svc;${password}".split(";"); http.open("GET", url, true, u, p);`,
    `$pair = "svc;${password}"; $n = New-Object System.Net.NetworkCredential("$(($pair.Split(';'))[0])", $pair.Split(';')[1])`,
    `$parts = "svc;${password}".Split(";")\n$n = New-Object System.Net.NetworkCredential("$($parts[0])", "$($parts[1])")`,
    `$parts = "svc;${password}".Split(";")\nsqlcmd -U "$($parts[0])" -P "$($parts[1])"`,
    `$cfg = @{ word = '${password}' }\n$s = ConvertTo-SecureString "$($cfg.word)" -AsPlainText -Force`,
    `$Robot2024Pw = "${password}"\ndocker login -u svc -p $Robot2024Pw registry.contoso.com`,
    `login = Split("svc;${password}", ";")\nhttp.Open "GET", url, False, login(0), login(1)`,
    `z = "svc;${password}".split(";")[1]\nftp.login("svc", z)`,
    `user, z = "svc|${password}".split("|")\nftp.login(user, z)`,
    `$z = ('svc;${password}' -split ';')[1]\nnet use Z: \\\\erp\\orders /user:svc $z`,
    `pair = ("svc", "${password}")\nserver.login(pair[0], pair[1])`,
    `user = {"name": "svc", "word": "${password}"}\nserver.login(user["name"], user.get("word"))`,
    `$user = @{\n  Name = 'svc'\n  Word = '${password}'\n}\n$s = ConvertTo-SecureString $user.Word -AsPlainText -Force`,
  ])("%s", (text) => {
    expect(found(text)).toEqual([password]);
  });

  it.each([
    `var field = document.getElementById("user"); field.value = "${password}";`,
    `var field = document.getElementById("password"); field = document.getElementById("user"); field.value = "${password}";`,
    `var field = document.getElementById("password"); other.value = "${password}";`,
    `field.value = "${password}"; var field = document.getElementById("password");`,
    `pw = Split("svc;${password}", ";")`,
    `name = Split("svc;${password}", ";")(1)`,
    `pw = Split("svc;${password}", ";")(2)`,
    `[user, password] = Split(text, ";")`,
    `const [password, user] = "svc;${password}".split(";");`,
    `const user = "svc;${password}".split(";")[0];`,
    `user, word = "svc", "${password}"`,
    `$parts = "svc;${password}".Split(";")\n$n = New-Object System.Net.NetworkCredential("$($parts[1])", "$($parts[0])")`,
    "$Robot2024Pw = Read-Host\ndocker login -u svc -p $Robot2024Pw registry.contoso.com",
    `z = "svc;${password}".split(";")[0]\nftp.login("svc", z)`,
    `$s = ConvertTo-SecureString $x -AsPlainText -Force; $x = "${password}"`,
    `$x = "${password}"; $x = Read-Host; $s = ConvertTo-SecureString $x -AsPlainText -Force`,
    `$x = "${password}" + $suffix; $s = ConvertTo-SecureString $x -AsPlainText -Force`,
    `if ($x -eq "${password}") { $s = ConvertTo-SecureString $x -AsPlainText -Force }`,
    `const pair = "https://contoso.com:${password}"; btoa(pair)`,
    `const text = "${password}"; btoa(text)`,
    "b = get_password()\nserver.login(a, b)",
    `b = "${password}"\nserver.login(a, b + suffix)`,
    `var p = "${password}"; document.getElementById("user").value = p;`,
    `var p = "${password}"; document.getElementById("password").value = read(p);`,
    `var p = "${password}"; document.getElementById("password").value = p.length;`,
    `var p = read(); document.getElementById("password").value = p;`,
    `pair = ("svc", "${password}")\nserver.login(a, pair[0])`,
    `user = {"name": "svc", "word": "${password}"}\nserver.login(a, user["name"])`,
    `b = "${password.slice(0, 4)}\n${password.slice(4)}"\nserver.login(a, b)`,
    `b = ""\nserver.login(a, b)`,
  ])("%s is nothing", (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe("a credential that a call takes by its position", () => {
  it.each([
    `requests.get(url, auth=(user, "${password}"))`,
    `requests.get(url, auth=("svc", "${password}".encode("utf-8")))`,
    `requests.get(url, auth=(\n  "svc",\n  "${password}"\n))`,
    `new UsernamePasswordCredentials("svc", "${password}")`,
    `New-Object System.Net.NetworkCredential -ArgumentList 'svc', '${password}', 'CONTOSO'`,
    `New-Object System.Net.NetworkCredential -ArgumentList @('svc', '${password}')`,
    `New-Object System.Net.NetworkCredential -ArgumentList ( 'svc', '${password}' )`,
    `new UsernamePasswordCredential("svc", "${password}")`,
    `new UserPassCredentials("svc", "${password}")`,
    `server.login(find("user)"), "${password}")`,
    `server.login(find('user)'), "${password}")`,
    `[System.Net.NetworkCredential]::new('svc', '${password}')`,
    `server.login(user, "${password}")`,
    `pymysql.connect("localhost", "orders", "${password}", "erp")`,
    `cx_Oracle.connect('orders', '${password}', 'ora01/ERP')`,
    `cx_Oracle.connect("orders/${password}@ora01:1521/ERP")`,
    `ssh.connect("10.0.0.4", 22, "orders", "${password}", timeout=30)`,
    `ssh.connect(host, 22, "orders", "${password}")`,
    `jaydebeapi.connect('com.ibm.db2.jcc.DB2Driver', 'jdbc:db2://db2:50000/ERP', ['orders', '${password}'], 'db2jcc.jar')`,
    `ftplib.FTP('ftp.contoso.com', 'orders', '${password}')`,
    `conn.Open "DSN=ERP;", "sa", "${password}"`,
    `http.open "GET", "https://api.contoso.com", False, "orders", "${password}"`,
    `xhr.open("GET", url, true, "orders", "${password}");`,
    `excel.Workbooks.Open("C:\\a.xlsx", 0, True, 5, "${password}")`,
    `net.MapNetworkDrive "Z:", "\\\\srv01\\share", False, "CONTOSO\\orders", "${password}"`,
    `server.login(\\"bot\\", \\"${password}\\")`,
    `new SshClient("10.0.0.4", 22, "orders", "${password}")`,
    `new SftpClient("sftp.contoso.com", "orders", "${password}")`,
    `new PasswordAuthenticationMethod("orders", "${password}")`,
    `page.get_by_label("Password").fill("${password}")`,
    `page.getByPlaceholder('Kennwort').fill('${password}')`,
    `sheet.Unprotect "${password}"`,
    `book.Protect("${password}", True)`,
    `Set book = excel.Workbooks.Open("C:\\a.xlsx",,,,"${password}")`,
    `login("orders", "${password}")`,
    `reader = PdfReader("a.pdf")\nreader.decrypt("${password}")`,
    `NotesSession.Initialize("${password}")`,
    `session.Initialize "${password}"`,
    `WshShell.SendKeys "${password}{ENTER}"`,
    `Set s = CreateObject("WScript.Shell")\ns.SendKeys "orders{TAB}${password}{ENTER}"`,
    `[System.Windows.Forms.SendKeys]::SendWait("orders{TAB}${password}{ENTER}")`,
    `pyautogui.write("${password}")`,
    `pyautogui.typewrite('${password}', interval=0.1)`,
  ])("%s", (text) => {
    expect(found(text)).toEqual([password]);
  });

  it.each([
    `new AuthenticationHeaderValue("Bearer", "${token}")`,
    `new HMACSHA256(Encoding.UTF8.GetBytes("${token}"))`,
    `hmac.new(b"${token}", body, hashlib.sha256)`,
    `crypto.createHmac("sha256", "${token}")`,
    `CryptoJS.HmacSHA256(message, "${token}").toString()`,
    `CryptoJS.AES.encrypt(JSON.stringify(order), '${token}')`,
    `jwt.sign({ sub: "crm", iat: 1 }, "${token}")`,
    `jwt.encode(claims, "${token}", algorithm="HS256")`,
    `new AzureKeyCredential("${token}")`,
    `Fernet(b"${token}")`,
    `crypto.subtle.importKey("raw", encoder.encode("${token}"), algorithm, false, ["sign"])`,
    `CryptoJS.AES.decrypt(data, CryptoJS.enc.Utf8.parse("${token}"))`,
    `new StorageSharedKeyCredential("contoso", "${token}")`,
    `TwilioClient.Init(sid, "${token}");`,
    `aes.Key = Encoding.UTF8.GetBytes("${token}");`,
    `var key = "${token}";`,
    `const key: string = '${token}'`,
    `$key = "${token}"`,
    `var keyBytes = Encoding.UTF8.GetBytes("${token}");`,
    `byte[] Key = Encoding.UTF8.GetBytes("${token}");`,
    `"https://orders.azurewebsites.net/api/Get?code=" & "${token}"`,
    `"https://erp.contoso.com/orders?api_key=" + "${token}" + "&page=1"`,
    `Concatenate("https://orders.azurewebsites.net/api/Get?id=1&code=", "${token}", "&q=", txtOrder.Text)`,
    `fetch('https://erp.contoso.com/orders?apikey=' + "${token}")`,
  ])("%s", (text) => {
    expect(found(text)).toEqual([token]);
  });

  it.each([
    `requests.get(url, auth=("user", "pass"))`,
    `requests.get(url, auth=("svc", password))`,
    `requests.get(url, auth=("svc", "${password}" + suffix))`,
    `requests.get(url, auth=("svc", getpass.getpass("ERP Password1: ")))`,
    `server.login(input("user: "), getpass.getpass("Password1: "))`,
    `client.login("${password}")`,
    `server.login(find("user), ${password})`,
    `plugin("orders", "${password}")`,
    `cipher.decrypt("${password}")`,
    `session.Initialize(options)`,
    `WshShell.SendKeys "Orders2024{ENTER}"`,
    `WshShell.SendKeys "^v"`,
    `client.connect("broker", 1883, 60)`,
    `app.connect("pressed", "on_Button1_clicked")`,
    `sock.connect(("10.0.0.4", 9100))`,
    "sheet.Unprotect",
    `new SshClient("10.0.0.4", "orders", new PrivateKeyFile("C:\\keys\\erp.pem"))`,
    `page.get_by_label("Order number").fill("${password}")`,
    `sheet.Unprotect strPassword`,
    `sqlite3.connect("C:\\data\\orders2024.db")`,
    `server.login("your_email@gmail.com", "your_app_password")`,
    `window.open("https://contoso.com", "_blank", "width=400,height=300")`,
    `excel.Workbooks.Open("C:\\a.xlsx", 0, True)`,
    `new AuthenticationHeaderValue("Basic", encoded)`,
    `new HMACSHA256(Encoding.UTF8.GetBytes(secret))`,
    `CryptoJS.HmacSHA256("${token}", secret)`,
    `CryptoJS.SHA256("${token}")`,
    `workbook.SaveAs path, 51, password`,
    `formContext.getAttribute("new_city").setValue("${password}");`,
    `CryptoJS.enc.Utf8.parse("0123456789abcdef")`,
    `crypto.subtle.importKey("raw", encoder.encode(text), algorithm, false, ["sign"])`,
    `text = "Password: " & "Enter it here"`,
    `text = "Order=" & "${token}"`,
    `jwt.sign(claims, secret)`,
    `const tokenUrl = prod ? "https://login.contoso.com/token" : "https://login.test.contoso.com/token"`,
    `const apiKeyHeader = custom || "x-contoso-api-key-2024";`,
    `function getPasswordLabel() { return "Password 1!"; }`,
    `var key = "actorTaskId";`,
    `var key = "0b7a5b1e-4f0c-4a5c-9c39-8f0a4d2f6b1e";`,
    `var key = "orders_2024_Q3_main_region_west";`,
    `foreach (var key in "${token}")`,
    `byte[] iv = Encoding.UTF8.GetBytes("${token}");`,
    `"https://login.contoso.com/callback?code=" & "${token}"`,
    `"https://orders.azurewebsites.net/api/Get?code=" & txtCode.Text`,
    `link("https://orders.azurewebsites.net/api/Get?code=", "${token}")`,
    `"https://erp.contoso.com/orders?order=" + "${token}"`,
    `NetworkCredential(user, pass)`,
    `if (key == "${token}")`,
  ])("%s is nothing", (text) => {
    expect(found(text)).toEqual([]);
  });

  it("is a key in base64 of the length that algorithms take", () => {
    const inBase64 = (bytes: string): string => Buffer.from(bytes).toString("base64");
    const key = inBase64(`${token}8fK2lQz0`);
    expect(found(`Sign(Convert.FromBase64String("${key}"));`)).toEqual([key]);
    expect(found(`Show(Convert.FromBase64String("${inBase64(token.repeat(3))}"));`)).toEqual([]);
    expect(found("Convert.FromBase64String(text)")).toEqual([]);
  });

  it("is likely at most where it is called no more than a key, and doubtful in a field that has only a number", () => {
    const confidence = (text: string): readonly string[] => credentialsGivenInScript(text).map((match) => match.confidence);
    expect(confidence(`var key = "${token}";`)).toEqual(["medium"]);
    expect(confidence(`inputs[1].value = "${password}";`)).toEqual(["low"]);
    expect(confidence('inputs[1].value = "orders";')).toEqual([]);
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

const encoded = Buffer.from(`svc:${password}`, "utf8").toString("base64");

describe("a credential that a script joins to something", () => {
  it.each([
    `"Basic " + btoa("svc:" + "${password}")`,
    `const u = "svc", p = "${password}";\nconst h = "Basic " + btoa(u + ":" + p);`,
    `const p = '${password}';\nconst h = \`Basic \${btoa(\`svc:\${p}\`)}\`;`,
    `const p = "${password}";\nBuffer.from(user + ":" + p).toString("base64")`,
    `code = "${password}"\nbase64.b64encode(f"{user}:{code}".encode()).decode()`,
    `base64.b64encode("{}:{}".format("svc", "${password}").encode())`,
    `base64.b64encode(("%s:%s" % ("svc", "${password}")).encode())`,
    `$p = '${password}'\n[Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes("$($u):$($p)"))`,
    `$p = '${password}'; $pair = "svc:$p"; [Text.Encoding]::ASCII.GetBytes($pair)`,
    `[Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(("{0}:{1}" -f "svc","${password}")))`,
    `let u = "svc", p = "${password}", c = "Basic " & Binary.ToText(Text.ToBinary(u & ":" & p), 0) in c`,
    `ConvertTo-SecureString ${password} -AsPlainText -Force`,
    `x = "${password}"\nconnect(user="svc", password=x)`,
    `$x = "${password}"\nInvoke-Sqlcmd -Username svc -Password $x -Query $q`,
    `subprocess.run(["sshpass", "-p", "${password}", "ssh", "svc@erp"])`,
    `x = "${password}"\nsubprocess.run(["sqlcmd", "-S", "erp", "-U", "sa", "-P", x])`,
    `spawn("sqlcmd", ["-S", "erp", "-U", "sa", "-P", "${password}"])`,
    `Start-Process -FilePath "sqlcmd" -ArgumentList "-S", "erp", "-U", "sa", "-P", "${password}"`,
    `Start-Process sqlcmd -NoNewWindow -ArgumentList "-S erp -U sa -P ${password}"`,
    `$x = "${password}"\nsqlcmd -S erp -U sa -P $x -Q "select 1"`,
    `$x = '${password}'; .\\plink.exe -l svc -pw $x erp ls`,
    `$u = "svc"; $x = "${password}"\ncurl.exe -u "\${u}:\${x}" https://erp.contoso.com`,
    `$x = "${password}"\n  & net use Z: \\\\erp\\orders /user:svc $x`,
    `$x = "${password}"\n& "C:\\Tools\\7z.exe" a "-p$x" out.zip in.pdf`,
  ])("%s", (text) => {
    expect(found(text)).toEqual([password]);
  });

  it.each([
    `h = 'Authorization: Bearer ' + '${token}'`,
    `headers = {"Authorization": "Bearer " + "${token}"}`,
    `t = "${token}"\nheaders = {"Authorization": f"Bearer {t}"}`,
    `$t = "${token}"\n$headers = @{ Authorization = "Bearer $t" }`,
    `let k = "${token}", s = Web.Contents("https://api.contoso.com", [Headers=[Authorization="Bearer " & k]]) in s`,
    `let\n  k = "${token}",\n  s = Json.Document(Web.Contents("https://api.contoso.com", [Headers=[#"x-api-key"=k]]))\nin s`,
    `const k = "${token}";\nfetch(url, { headers: { "x-api-key": k } });`,
    `var k = "${token}";\nrequest.setRequestHeader("x-api-key", k);`,
    `k = "${token}"\nhttp.setRequestHeader "x-api-key", k`,
    `$k = '${token}'\n$headers.Add("Ocp-Apim-Subscription-Key", $k)`,
    `const k = "${token}";\nheaders.set('x-api-key', k);`,
    `var settings = { user: "svc", KEY: "${token}" };\nrequest.setRequestHeader("x-api-key", settings.KEY);`,
    `settings = {"u": "svc", "k": "${token}"}\nrequests.get(url, headers={"x-api-key": settings["k"]})`,
    `$settings = @{ u = "svc"; k = "${token}" }\nInvoke-RestMethod $url -Headers @{ "x-api-key" = $settings.k }`,
    `const keys = ["${token}", "other"];\nfetch(url, { headers: { "x-api-key": keys[0] } });`,
    `k = base64.b64decode("${token}")\nrequests.get(url, headers={"x-api-key": k})`,
  ])("%s", (text) => {
    expect(found(text)).toEqual([token]);
  });

  it.each([
    `$x = "${password}"\nsqlcmd -S erp -U sa -Q $x`,
    `$x = "${password}"\n$line = sqlcmd -S erp -U sa -P $y`,
    `$x = "${password}"\nsqlcmd -S $x -U sa -E`,
    `$x = Read-Host\nsqlcmd -S erp -U sa -P $x`,
  ])("is none on a command line that gives it to something else: %s", (text) => {
    expect(found(text)).toEqual([]);
  });

  it("is told by its longest part where a script puts it together", () => {
    const [first, second] = [token.slice(0, 9), token.slice(9)];
    expect(found(`var a = "${first}", b = "${second}";\nrequest.setRequestHeader("x-api-key", a + b);`)).toEqual([second]);
    expect(found(`$a = "${second}"\n$b = "${first}"\n$k = $a + $b\n$headers = @{ "x-api-key" = $k }`)).toEqual([second]);
    expect(found(`var a = "${first}";\nrequest.setRequestHeader("x-api-key", a + read());`)).toEqual([]);
  });

  it("is encoded", () => {
    expect(found(`h = "Basic " + "${encoded}"`)).toEqual([encoded]);
    expect(found(`e = "${encoded}"\nh = {"Authorization": "Basic " + e}`)).toEqual([encoded]);
    expect(found(`e = "${Buffer.from("username:password").toString("base64")}"\nh = {"Authorization": "Basic " + e}`)).toEqual([]);
    expect(found(`h = "Basic " + "${token}"`)).toEqual([]);
  });

  it.each([
    `"Basic " + btoa("svc:" + password)`,
    `"Basic " + btoa(user + ":" + "${password}" + suffix)`,
    `btoa("${password}" + x)`,
    `"Token " + "expired"`,
    `"Bearer " + token`,
    `"Basic " + "settings are missing"`,
    `const label = "Your password";\nreturn { password: label };`,
    `$x = Read-Host\nConnect -Password $x`,
    `x = load("${password}")\nconnect(password=x)`,
    `x = "${password}"\nif (password == x) stop()`,
    `subprocess.run(["tool", "-p", "${password}"])`,
    `subprocess.run(["sqlcmd", "-P", password])`,
    `ConvertTo-SecureString $x -AsPlainText`,
    `ConvertTo-SecureString (Get-Content x) -AsPlainText`,
    `ConvertTo-SecureString -AsPlainText -Force`,
  ])("%s is nothing", (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe("in a text that may be or hold a script", () => {
  const inText = (text: string): readonly string[] =>
    credentialsInText(text, { position: "other" }).map(({ span }) => text.slice(span.start, span.end));

  it("a credential is found wherever in it a script begins", () => {
    const script = `$p = '${password}'; [Net.NetworkCredential]::new("svc", $p)`;
    expect(inText(script)).toEqual([password]);
    expect(inText(`${"word ".repeat(2_000)}${script}${" word".repeat(2_000)}`)).toEqual([password]);
  });

  it("a word is none, nor what is only typed", () => {
    expect(inText(`server.login(user, "sunshine")`)).toEqual([]);
    expect(inText(`inputs[1].value = "${password}"; password`)).toEqual([]);
    expect(inText(`let text = "${password}"`)).toEqual([]);
  });

  it.each(['btoa("a:" + b) ', '"Bearer " + a; ', "password=a; ", 'subprocess.run(["a", ', "authorization "])(
    "time grows with the length: %s",
    (piece) => {
      expectLinear((size) => credentialsInText(piece.repeat(size), { position: "other" }), 400, piece);
    },
  );
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
  "auth=('a', ",
  "pymysql.connect(",
  ".open 'a', ",
  "ssh.connect([[",
  "NetworkCredential -ArgumentList ",
  "HMACSHA256(a.",
  "var key = ",
  "a = ",
  'a = "b" ',
  "a = document.getElementById('a' ",
  "a.value = ",
  '.call(a, "',
  '.evaluate("a", ',
  "a.type === 'b' ",
  'btoa(a, "b")\n',
  'btoa("a:" + ',
  'a = "b" + a; btoa(a)\n',
  '"Bearer " + "a" + ',
  "password: a, ",
  'Start-Process a -ArgumentList "b", ',
  'subprocess.run(["a", ',
  "ConvertTo-SecureString $a ",
  "SendKeys.SendWait('{TAB}",
  'password=" + "a',
  "Fernet(",
  '"https://a?code=',
  '"https://a?code=" + "b" + ',
])("text of nothing but %s is searched in a time that grows with its length", (piece) => {
  expectLinear((size) => credentialsGivenInScript(piece.repeat(size)), 500, piece);
});

it("of a list of credentials, no more are told than of any text", () => {
  const text = Array.from({ length: 400 }, (_, index) => `s.login("user", "${password}${index}")`).join("\n");
  expect(found(text)).toHaveLength(300);
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
    ["input[type = password]", "password"],
    ["input[id='erp_pwd']", "erp_pwd"],
    ["input[name = 'erp_pwd'] ", "erp_pwd"],
    ['input[name="j_password"]', "j_password"],
    ["pass", "password"],
    ["Password field", "Password"],
    ["Edit 'Password Entry Field'", "Password"],
    ["Passwortfeld", "Passwort"],
    ["Field", "Field"],
    ["Fields of a password", "Fields of a password"],
    ["User", "User"],
  ])("%s", (selector, name) => {
    expect(fieldNameIn(selector)).toBe(name);
  });
});
