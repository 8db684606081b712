import { expect, it } from "vitest";
import { withoutPrefix } from "../../src/solution/schema-name.ts";

it.each([
  ["new_ApiKey", "ApiKey"],
  ["contoso1_ApiKey", "ApiKey"],
  ["cr__ApiKey", "ApiKey"],
  ["a_ApiKey", "a_ApiKey"],
  ["contosolong_ApiKey", "contosolong_ApiKey"],
  ["ApiKey", "ApiKey"],
  ["new_Api_Key", "Api_Key"],
  ["1new_ApiKey", "1new_ApiKey"],
])("%s is called %s without the prefix of its publisher", (name, expected) => {
  expect(withoutPrefix(name)).toBe(expected);
});
