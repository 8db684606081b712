import { describe, expect, it } from "vitest";
import { passwordBoxTexts } from "../../../src/dataflow/components/password-boxes.ts";
import { expectLinear } from "../../growth.ts";

const found = (file: string): readonly string[] => passwordBoxTexts(file).map(({ start, end }) => file.slice(start, end));

/** A text box in YAML with the given properties, among others of a screen. */
const box = (...properties: readonly string[]): string =>
  [
    "Children:",
    "  - txtUser:",
    "      Properties:",
    '        Default: ="orders"',
    "  - txtPassword:",
    "      Properties:",
    ...properties.map((property) => (property === "" ? "" : `        ${property}`)),
    "  - txtNote:",
    "      Properties:",
    '        Default: ="a note"',
    "",
  ].join("\n");
const hides = "Mode: =TextMode.Password";

describe("a password box in YAML holds a text from the start", () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ["before its mode", ['Default: ="north22east"', hides], ["north22east"]],
    ["behind its mode", [hides, 'Default: ="north22east"'], ["north22east"]],
    ["with an empty line between", ['Default: ="north22east"', "", hides], ["north22east"]],
    ["with a quote in it", [hides, 'Default: ="north""22"'], ['north""22']],
    ["with blanks behind", [hides, 'Default: ="north22east"  '], ["north22east"]],
    ["under a property of its own", [hides, "OnSelect: |", "  =Set(a, 1)", 'Default: ="north22east"'], ["north22east"]],
    ["that shows it on demand", ["Mode: =If(varShow, TextMode.SingleLine, TextMode.Password)", 'Default: ="north22east"'], ["north22east"]],
    ["of the modern kind", ["Type: ='TextInputCanvas.Type'.Password", 'Value: ="north22east"'], ["north22east"]],
    ["and not where it is put together", [hides, 'Default: ="north" & varEast'], []],
    ["and not where it is empty", [hides, 'Default: =""'], []],
    ["and not in another property", [hides, 'HintText: ="north22east"'], []],
    ["and not where the mode is another one", ["Mode: =TextMode.PasswordHint", 'Default: ="north22east"'], []],
  ])("%s", (_, properties, expected) => {
    expect(found(box(...properties))).toEqual(expected);
    expect(found(box(...properties).replaceAll("\n", "\r\n"))).toEqual(expected);
  });

  it("each box its own", () => {
    expect(found(`${box(hides, 'Default: ="one"')}${box(hides, 'Default: ="two"')}`)).toEqual(["one", "two"]);
  });

  it("though the box is all that the file has", () => {
    expect(found(`${hides}\nDefault: ="north22east"`)).toEqual(["north22east"]);
    expect(found(`Default: ="north22east"\n${hides}`)).toEqual(["north22east"]);
  });

  it("as far as it is near", () => {
    const between = (count: number): readonly string[] => Array.from({ length: count }, () => `X: =${"1".repeat(90)}`);
    for (const count of [10, 60]) {
      expect(found(box(hides, ...between(count), 'Default: ="north22east"'))).toEqual(["north22east"]);
      expect(found(box('Default: ="north22east"', ...between(count), hides))).toEqual(["north22east"]);
    }
    expect(found(box(hides, ...between(200), 'Default: ="north22east"'))).toEqual([]);
    expect(found(box('Default: ="north22east"', ...between(200), hides))).toEqual([]);
  });

  it("of the first two hundred boxes of a file", () => {
    expect(found(box(hides, 'Default: ="north22east"').repeat(205))).toHaveLength(200);
  });
});

describe("a password box in JSON holds a text from the start", () => {
  /** A control as apps are packed, and another one beside it. */
  const control = (rules: readonly (readonly [property: string, script: string])[], space = ""): string =>
    `{"Name":"a","Rules":[{"Property":"Default","InvariantScript":"\\"other\\""}],"ControlPropertyState":[]},{"Name":"b","Rules":[${rules
      .map(
        ([property, script]) =>
          `{"Property":${space}"${property}",${space}"Category":${space}"Data",${space}"InvariantScript":${space}${JSON.stringify(script)}}`,
      )
      .join()}],"ControlPropertyState":[]},{"Name":"c","Rules":[{"Property":"Default","InvariantScript":"\\"other\\""}]}`;
  it.each<[string, string, readonly string[]]>([
    [
      "before its mode",
      control([
        ["Default", '"north22east"'],
        ["Mode", "TextMode.Password"],
      ]),
      ["north22east"],
    ],
    [
      "behind its mode",
      control([
        ["Mode", "TextMode.Password"],
        ["Default", '"north22east"'],
      ]),
      ["north22east"],
    ],
    [
      "as a value",
      control([
        ["Mode", "'TextInput'.TextMode.Password"],
        ["Value", '"north22east"'],
      ]),
      ["north22east"],
    ],
    [
      "with blanks between",
      control(
        [
          ["Mode", "TextMode.Password"],
          ["Default", '"north22east"'],
        ],
        " ",
      ),
      ["north22east"],
    ],
    [
      "and not where it is a formula",
      control([
        ["Mode", "TextMode.Password"],
        ["Default", "varPassword"],
      ]),
      [],
    ],
    [
      "and not where it is empty",
      control([
        ["Mode", "TextMode.Password"],
        ["Default", '""'],
      ]),
      [],
    ],
    [
      "and not where the mode is another one",
      control([
        ["Mode", "TextMode.SingleLine"],
        ["Default", '"north22east"'],
      ]),
      [],
    ],
    [
      "and not in another property",
      control([
        ["Mode", "TextMode.Password"],
        ["HintText", '"north22east"'],
      ]),
      [],
    ],
  ])("%s", (_, file, expected) => {
    expect(found(file)).toEqual(expected);
  });
});

describe("an app compares what is typed with a PIN, or keeps one", () => {
  it.each<[string, readonly string[]]>([
    ['OnSelect: =If(txtPIN.Text = "4711", Navigate(Admin))', ["4711"]],
    ['If(PinInput1.Value="471108", true)', ["471108"]],
    ['If(pin.Text = "4711" || inpPin_2.Text = "0815", true)', ["4711", "0815"]],
    [String.raw`"InvariantScript":"If(txtPin.Text = \"4711\", true)"`, ["4711"]],
    ["If(Value(txtPin.Text) = 4711, true)", ["4711"]],
    ["If(Value(PinInput.Value) = 4711, true)", ["4711"]],
    ['If(txtPIN.Text <> "4711", Notify("x"))', ["4711"]],
    ["If(Value(txtPin.Text) <> 471108, true)", ["471108"]],
    ["If(Len(txtPin.Text) = 4711, true)", []],
    ['Switch(txtPin.Text, "4711", Navigate(A), "0815", Notify("2024"), "9999")', ["4711", "0815"]],
    ['Switch(txtPin.Text, "north", Navigate(A))', []],
    ['Switch(lblPin.Text, "4711", Navigate(A))', []],
    ['Switch(txtSpin.Text, "4711", Navigate(A))', []],
    ['Set(varPin, "4711")', ["4711"]],
    ['Set(gblAdminPIN,"48213");Set(pin, "0815")', ["48213", "0815"]],
    ['UpdateContext({locShow: true, locPin: "4711"})', ["4711"]],
    [String.raw`"InvariantScript":"Set(varPin, \"4711\")"`, ["4711"]],
    ['Set(varPin, "471108")', []],
    ['Set(varSpin, "4711")', []],
    ['Set(varPinned, "4711")', []],
    ['Set(varPin, txtPin.Text);Set(varYear, "2024")', []],
    ["If(Value(txtCount.Text) = 4711, true)", []],
    ['If(txtShippin.Text = "4711", true)', []],
    ['If(txtPinCode.Text = "560001", true)', []],
    ['If(txtPIN.Text = "471", true)', []],
    ["If(txtPIN.Text = txtRepeat.Text, true)", []],
  ])("%s", (formula, pins) => {
    expect(found(formula)).toEqual(pins);
  });

  it("in a time that grows with the length of the text", () => {
    expectLinear((size) => passwordBoxTexts("aPin".repeat(size)), 4_000);
    expectLinear((size) => passwordBoxTexts("Set(aPin,".repeat(size)), 2_000);
    expectLinear((size) => passwordBoxTexts(`{${" ".repeat(20)}`.repeat(size)), 1_000);
  });
});

describe("a box for a password is compared with several", () => {
  it.each<[string, readonly string[]]>([
    ['If(txtPassword.Text in ["north22", "south33"], Navigate(Admin))', ["north22", "south33"]],
    ['If(Trim(inpPwd.Value) exactin [varA, "south33"], Navigate(Admin))', ["south33"]],
    ['Switch(txtPassword.Text, "north22", Navigate(A), "south33", Set(x, "y"), Notify("no"))', ["north22", "south33"]],
    ['Switch(txtPassword.Text, Lower("north22"), Navigate(A), "south33", If(a, "x", "y"), "none")', ["south33"]],
    ['Switch( txtPassword.Text, "north22", "A", "south33", "B", "none" )', ["north22", "south33"]],
    [String.raw`"InvariantScript":"Switch(txtPassword.Text, \"north22\", Navigate(A))"`, ["north22"]],
    ['If("north22" = txtPassword.Text, true)', ["north22"]],
    ['If(x && "north22" <> Trim(txtPassword.Text), true)', ["north22"]],
    ['If(txtPass.Text = "adminpass22" And txtUser.Text = "admin", true)', ["adminpass22"]],
    ['If(Trim(PasswordInput.Value) <> "north22", Notify("Wrong password"))', ["north22"]],
    [String.raw`If(txtPassword.Text = \"north22\", true)`, ["north22"]],
    ['If(txtPassword.Text = "", true)', []],
    ['If(btnShowPassword.Text = "Show", true)', []],
    ['If(lblPassword.Text = "Wrong password", true)', []],
    ['If(passwordStatus.Text = "Expired", true)', []],
    ['If(txtPassword.Text = txtRepeat.Text & "north22", true)', []],
    ['If(Len(txtPassword.Text) < 8 || txtCity.Text = "north22", true)', []],
    ['If(Exact(txtPassword.Text, "north22"), true)', ["north22"]],
    ["If(Exact(txtPassword.Text, txtRepeat.Text), true)", []],
    ['If("north22" = txtCity.Text, true)', []],
    ['If(txtCity.Text in ["north22", "south33"], true)', []],
    ['Switch(txtCity.Text, "north22", Navigate(A))', []],
    ["Switch(txtPassword.Text, varPassword, Navigate(A))", []],
    ['If(txtPassword.Text in Passwords, Notify("x"))', []],
  ])("%s", (formula, passwords) => {
    expect(found(formula)).toEqual(passwords);
  });

  it.each<[string, string, readonly string[]]>([
    [
      "a box that hides it",
      "  - TextInput2:\n      Control: Classic/TextInput@2.3.2\n      Properties:\n        Mode: =TextMode.Password\n",
      ["north22"],
    ],
    [
      "a box that hides it, with other properties above",
      '  - TextInput2:\n      Properties:\n        Default: =""\n        OnChange: |\n          =Set(a, 1)\n\n        Mode: =TextMode.Password\n',
      ["north22"],
    ],
    ["a box that hides it, as unpacked earlier", '    "TextInput2 As text":\n        Mode: =TextMode.Password\n', ["north22"]],
    ["a box that hides it, without quotes", "    TextInput2 As text:\n        Mode: =TextMode.Password\n", ["north22"]],
    [
      "a box that hides it, in JSON",
      '"Name":"TextInput2","Template":{"Name":"text"},"Rules":[{"Property":"Mode","InvariantScript":"TextMode.Password"}]',
      ["north22"],
    ],
    [
      "a box that hides it on demand, in JSON",
      '"Name": "TextInput2",\n "Template":{"Name":"text"},"Rules":[{"Property":"Mode","InvariantScript":"If(a, TextMode.SingleLine, TextMode.Password)"}]',
      ["north22"],
    ],
    ["another box that hides it", "  - TextInput1:\n      Properties:\n        Mode: =TextMode.Password\n", []],
    ["a box that does not hide it", "  - TextInput2:\n      Properties:\n        Mode: =TextMode.SingleLine\n", []],
    ["a box at the very beginning", "Mode: =TextMode.Password\n", []],
    ["a box without a name", "- 5:\n    Mode: =TextMode.Password\n", []],
  ])("whatever its name: %s", (_, box, passwords) => {
    expect(found(`${box}\nOnSelect: =If(TextInput2.Text = "north22", Navigate(Home))`)).toEqual(passwords);
    expect(found(`${box}\nOnSelect: =Switch(TextInput2.Text, "north22", Navigate(Home))`)).toEqual(passwords);
  });

  it.each<[string, readonly string[]]>([
    ['If(TextInput1.Text = "admin" && TextInput2.Text = "north22", Navigate(Home))', ["north22"]],
    ['If(TextInput1.Text="ann@contoso.com" And TextInput1_1.Text="north22", Navigate(Home))', ["north22"]],
    ['If(Lower(txtUserName.Text) = "ann" && Trim(TextInput2.Text) = "north22", Navigate(Home))', ["north22"]],
    ['If(And(txtLogin.Value = "ann", TextInput2.Value = "north22"), true)', ["north22"]],
    [String.raw`If(TextInput1.Text = \"admin\" && TextInput2.Text = \"north22\", true)`, ["north22"]],
    ['If(TextInput1.Text = "north" && TextInput2.Text = "north22", true)', []],
    ['If(TextInput1.Text = "admin" && drpRegion.Text = "north22", true)', []],
    ['If(ddRole.Selected.Value = "admin" && TextInput2.Text = "north22", true)', []],
    ['If(TextInput1.Text = "admin" && TextInput2.Text = "north region", true)', []],
    ['If(TextInput1.Text = "admin" || TextInput2.Text = "north22", true)', []],
  ])("beside a user's name: %s", (formula, passwords) => {
    expect(found(formula)).toEqual(passwords);
  });

  it("which tells that it is the password", () => {
    const compared = (file: string): readonly boolean[] => passwordBoxTexts(file).map(({ isCompared }) => isCompared);
    expect(compared('If(txtPassword.Text = "123", true)')).toEqual([true]);
    expect(compared('Set(varPin, "4711")')).toEqual([true]);
    expect(compared(box(hides, 'Default: ="north22east"'))).toEqual([false]);
  });

  it.each([
    '"a" = pwd.Text',
    "Exact(pwd.Text, ",
    'pwd.Text = "a',
    "pwd.Text <> ",
    'Switch(pwd.Text,"a",',
    'pwd.Text in ["a",',
    "Switch(pwd.Text,(",
    'Switch(Switch(pwd.Text,""',
    'a.Text = "admin" && TextInput2.Text = "',
    'a.Text = "admin" && ',
    'a.Text = """"',
    "Mode: =TextMode.Password\n",
    "  Mode: =TextMode.Password\n ",
    "Mode: =.Passwords",
    '"InvariantScript":"TextMode.',
    '"Name":"a","Template":"InvariantScript":"TextMode.Password"',
  ])("in linear time: %s", (piece) => {
    expectLinear((size) => passwordBoxTexts(piece.repeat(size)), 1_000);
  });
});
