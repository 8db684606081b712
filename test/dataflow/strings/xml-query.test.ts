import { describe, expect, it } from "vitest";
import { selectedMember } from "../../../src/dataflow/strings/xml-query.ts";

describe("a query of XPath selects", () => {
  it.each<[string, string]>([
    ["sessionId", "sessionId"],
    ["/Envelope/Body/sessionId", "sessionId"],
    ["//sessionId", "sessionId"],
    ["//soap:sessionId", "sessionId"],
    ["//login/@token", "token"],
    ["//login/attribute::token", "token"],
    ["//sessionId/text()", "sessionId"],
    ["//sessionId[1]", "sessionId"],
    ["//sessionId[ 1 ]/text( )[1]", "sessionId"],
    ["string(//sessionId)", "sessionId"],
    ["string( //sessionId/text() ) ", "sessionId"],
    ["//*[local-name()='sessionId']", "sessionId"],
    ['//*[ local-name( . ) = "sessionId" ]', "sessionId"],
    ["//*[name()='soap:sessionId']", "sessionId"],
    ["string(//*[local-name()='sessionId'][1]/text())", "sessionId"],
    [`${"/a".repeat(300)}/sessionId`, "sessionId"],
    ["//access-token.v2", "access-token.v2"],
  ])("%s", (query, name) => {
    expect(selectedMember(query)).toBe(name);
  });

  it.each([
    "",
    "//*",
    "//sessionId/*",
    "//sessionId[@id='x']",
    "//*[local-name()='sessionId' or 1]",
    "//*[contains(local-name(), 'session')]",
    "count(//sessionId) + 1",
    "//4711",
    "//loginResult",
    "//LoginResponse",
    "//value",
    "//items",
    "//Ticket",
    "//*[local-name()='return']",
  ])("nothing that is known: %s", (query) => {
    expect(selectedMember(query)).toBeUndefined();
  });
});
