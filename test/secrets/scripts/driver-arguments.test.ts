import { expect, it } from "vitest";
import { credentialsGivenToDriver } from "../../../src/secrets/scripts/driver-arguments.ts";
import { password } from "../../../src/testing/credentials.ts";

const secret = password(5);

function given(body: string): readonly string[] {
  return credentialsGivenToDriver(body).map(({ span }) => body.slice(span.start, span.end));
}

it.each([
  `{"script": "…", "args": [["#password", "aria/Password"], "fill", "${secret}"]}`,
  `{"args":[["#x1","aria/パスワード"],"fill","${secret}"]}`,
  `{"args": ["id/password", "${secret}"]}`,
  `{"args": ["input[name='pwd']", "setValue", "${secret}"], "script": "…"}`,
  `{\\"args\\": [[\\"#password\\"], \\"type\\", \\"${secret}\\"]}`,
  `{"script": "document.querySelector('#password').value = arguments[0];", "args": ["${secret}"]}`,
  `{"script": "document.getElementById('txtPwd').value=arguments[2]", "args": [{"element-6066": "1"}, 4, "${secret}"]}`,
  `{"script": "document.querySelector('#password').value = '${secret}';", "args": []}`,
  `{\\"script\\": \\"document.querySelector('#pwd').value=arguments[0]\\", \\"args\\": [\\"${secret}\\"]}`,
])("finds what goes into the field in %#", (body) => {
  expect(given(body)).toEqual([secret]);
});

it.each([
  `{"args": [["#user"], "fill", "${secret}"]}`,
  `{"args": [["#password"], "click", ""]}`,
  `{"args": ["#password", "clear"]}`,
  `{"args": [["#password"], "fill", ""]}`,
  `{"args": [["#password"], "exists", "${secret}"]}`,
  `{"arguments": ["#password", "${secret}"]}`,
  `{"args": ["${secret}"]}`,
  `{"script": "document.querySelector('#user').value = arguments[0]", "args": ["${secret}"]}`,
  `{"script": "document.querySelector('#password').value = arguments[1]", "args": ["${secret}"]}`,
  `{"script": "document.querySelector('#password').value = arguments[0]", "args": [""]}`,
])("finds nothing in %#", (body) => {
  expect(given(body)).toEqual([]);
});
