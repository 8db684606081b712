import { describe, expect, it } from "vitest";
import { keptPasswords } from "../../../src/dataflow/components/kept-passwords.ts";
import { expectLinear } from "../../growth.ts";

const found = (file: string): readonly string[] => keptPasswords(file).map(({ start, end }) => file.slice(start, end));

describe("an app keeps a password", () => {
  it.each<[string, readonly string[]]>([
    ['Set(varPassword, "north22")', ["north22"]],
    ['Set( varPassword , "north22" )', ["north22"]],
    ["With({ 'pwd' : \"north22\" }, true)", ["north22"]],
    ['Set(varPassword, "north_22east")', ["north_22east"]],
    ['Set(pwd,"north22");Set(varCity, "south33")', ["north22"]],
    ['UpdateContext({locShow: true, adminPassword: "north22"})', ["north22"]],
    ['With({pwd: "north22"}, true)', ["north22"]],
    ['ClearCollect(colUsers, {Username: "ann", Password: "north22"}, {Username: "bob", Password: "south33"})', ["north22", "south33"]],
    ['Table({Usuario: "ann", Senha: "north22"})', ["north22"]],
    ["{'User Name': \"ann\", 'User Password': \"north\"}", ["north"]],
    ['{User: "ann", Password: "1234"}', ["1234"]],
    ['{UserId : "ann", Password: "1234"}', ["1234"]],
    ['{Email: "ann", Password: "1234"}', ["1234"]],
    ['{ \'E-Mail\' : "ann", Password: "1234"}', ["1234"]],
    ['{login_name: "ann", Password: "1234"}', ["1234"]],
    ['{Password: "1234", User: "ann"}', ["1234"]],
    ['{Login: "admin", Password: "admin"}', ["admin"]],
    [String.raw`"InvariantScript":"Set(varPassword, \"north22\")"`, ["north22"]],
  ])("%s", (formula, passwords) => {
    expect(found(formula)).toEqual(passwords);
  });

  it.each([
    'Set(varPassword, "")',
    'Set(varPassword, "north")',
    'Set(varPassword, "n22")',
    'Set(varPassword, "north22" & varEast)',
    'Set(varPassword, "Enter your password 1")',
    'Set(varPassword, "Password1")',
    'Set(varPasswordLabel, "north22")',
    'Set(varShowPassword, "north22")',
    'Set(varPasswordScreen, "north22")',
    'Set(varCity, "north22")',
    "Set(varPassword, txtPassword.Text)",
    'UpdateContext({locPassword: "Screen2"})',
    '{Login: "field_9", Password: "field_10"}',
    '{User: "Benutzer", Password: "Kennwort"}',
    '{User: "Required", Password: "Required"}',
    '{User: txtUser.Text, Password: "north"}',
    '{User: "ann"}, {Password: "north"}',
    '{Title: "Password", Value: "north22"}',
    '{"Password": "north22"}',
  ])("and not in %s", (formula) => {
    expect(found(formula)).toEqual([]);
  });

  it("beside a user, as far as that is near", () => {
    const record = (length: number): string => `{User: "ann", Note: "${"n".repeat(length)}", Password: "north"}`;
    expect(found(record(100))).toEqual(["north"]);
    expect(found(record(400))).toEqual([]);
  });

  it.each(['{Password: "north", ', 'Set(pwd, "', "{pwd   ", `Set(${" ".repeat(40)}`, '{User: "', "{ , "])("in linear time: %s", (piece) => {
    expectLinear((size) => keptPasswords(piece.repeat(size)), 1_000);
  });
});
