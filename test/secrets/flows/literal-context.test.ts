import { describe, expect, it } from "vitest";
import { parseTemplate } from "../../../src/cloud-flow/expression/template.ts";
import type { Json } from "../../../src/json.ts";
import { comparedContext, contextOf, isSoughtText, nameBeside, parameterLabel } from "../../../src/secrets/flows/literal-context.ts";
import {
  type ActionSpec,
  compose,
  condition,
  connector,
  http,
  initializeVariable,
  raw,
  setVariable,
} from "../../../src/testing/actions.ts";
import { flow } from "../../../src/testing/solutions.ts";
import { analysed, operationNamed } from "../../dataflow/analysed.ts";

/** What the position of a string says: `position name`, and the host of a query. */
function said(spec: ActionSpec, path: string, credentialParameter?: string, key = false): string {
  const operation = operationNamed(analysed(flow("Flow", spec)), spec.name);
  const isCredentialParameter = (_: unknown, parameter: string): boolean => parameter === credentialParameter;
  const { position, name, host } = contextOf(operation, path.split("."), key, { isCredentialParameter });
  return [position, name, host].filter((part) => part !== undefined).join(" ");
}

describe("the position of a string in an action says", () => {
  const call = http("Call", {
    queries: { code: "x" },
    headers: { "x-api-key": "x" },
    body: {
      list: [{ name: "x-token", value: "x" }, { value: "x" }, { key: "", id: "Password", Value: "x" }],
      parts: [
        { headers: { "Content-Disposition": 'form-data; name="client_secret"; filename="a"' }, body: "x" },
        { headers: {}, body: "x" },
      ],
      passwordProfile: { password: "x" },
      other: { password: "x" },
      credentials: { login: "x", key: "x" },
      order: { sort: "x", key: "x" },
      request: { apiUsername: "x", key: "x" },
      page: { loginUrl: "x", key: "x" },
    },
  });
  it.each<[string, ActionSpec, string]>([
    ["credential password", call, "inputs.authentication.password"],
    ["credential Secret", call, "inputs.authentication.Secret"],
    ["credential pfx", call, "inputs.authentication.pfx"],
    ["named Authorization", call, "inputs.authentication.value"],
    ["other audience", call, "inputs.authentication.audience"],
    ["other", call, "inputs.authentication"],
    ["url uri", call, "inputs.uri"],
    ["url path", call, "inputs.path"],
    ["header x-api-key", call, "inputs.headers.x-api-key"],
    ["header headers", call, "inputs.headers"],
    ["query code api.contoso.com", call, "inputs.queries.code"],
    ["query code", http("Call", { uri: "@variables('address')" }), "inputs.queries.code"],
    ["query code", raw("Call", { type: "Http", inputs: {} }), "inputs.queries.code"],
    ["named x-token", call, "inputs.body.list.0.value"],
    ["named list", call, "inputs.body.list.1.value"],
    ["named Password", call, "inputs.body.list.2.Value"],
    ["named client_secret", call, "inputs.body.parts.0.body"],
    ["named body", call, "inputs.body.parts.1.body"],
    ["named list", call, "inputs.body.list.7"],
    ["credential password", call, "inputs.body.passwordProfile.password"],
    ["named password", call, "inputs.body.other.password"],
    ["header Key", call, "inputs.body.credentials.key"],
    ["named key", call, "inputs.body.order.key"],
    ["header Key", call, "inputs.body.request.key"],
    ["named key", call, "inputs.body.page.key"],
    ["named adminPassword", call, "inputs.body.adminPassword.value"],
    ["named adminPassword", call, "inputs.body.adminPassword.0.#text"],
    ["named Password", call, "inputs.parameters.item/Password/Value"],
    ["named value", raw("Call", { type: "Http", inputs: {} }), "inputs.value"],
    ["named body", call, "inputs.body"],
    ["named orderKey", call, "trackedProperties.orderKey"],
    ["other", call, "trackedProperties"],
    ["other message", call, "runtimeConfiguration.message"],
    ["other", call, "description"],
    ["named Api key", compose("Api_key", "x"), "inputs"],
    ["named password", compose("Keep", { password: "x" }), "inputs.password"],
    ["named apiKey", setVariable("Set", "apiKey", "x"), "inputs.value"],
    ["other", setVariable("Set", "apiKey", "x"), "inputs.name"],
    ["other", raw("Set", { type: "SetVariable", inputs: { value: "x" } }), "inputs.value"],
    ["named token", setVariable("Set", "apiKey", { token: "x" }), "inputs.value.token"],
    ["named apiKey", setVariable("Set", "apiKey", ["x"]), "inputs.value.0"],
    ["named secret", setVariable("Set", "list", [{ name: "secret", value: "x" }]), "inputs.value.0.value"],
    ["named apiKey", initializeVariable("Declare", "apiKey", "x"), "inputs.variables.0.value"],
    ["other", initializeVariable("Declare", "apiKey", "x"), "inputs.variables.0.name"],
    ["named token", initializeVariable("Declare", "apiKey", { token: "x" }), "inputs.variables.0.value.token"],
    ["named apiKeys", initializeVariable("Declare", "apiKeys", ["x"]), "inputs.variables.0.value.0"],
    ["named token", setVariable("Set", "list", { token: ["x"] }), "inputs.value.token.0"],
  ])("%s: %j at %s", (expected, spec, path) => {
    expect(said(spec, path)).toBe(expected);
  });

  it.each<[string, Json]>([
    [
      "https://api.contoso.com/orders?sv=1.0&top=5&sig=",
      { uri: "https://api.contoso.com/orders", queries: { sv: "1.0", sig: "x", top: "5" } },
    ],
    ["https://api.contoso.com/orders?top=5&sig=", { uri: "https://api.contoso.com/orders?top=5", queries: { sig: "x" } }],
    [
      "https://api.contoso.com/orders?sig=",
      { uri: "https://api.contoso.com/orders", queries: { sig: "x", filter: "name eq 'a'", size: 5, other: "a&b" } },
    ],
    ["?sig=", { queries: { sig: "x" } }],
  ])("which URL a query parameter is part of: %s", (expected, inputs) => {
    const operation = operationNamed(analysed(flow("Flow", raw("Call", { type: "Http", inputs }))), "Call");
    expect(contextOf(operation, ["inputs", "queries", "sig"], false, { isCredentialParameter: () => false }).address).toBe(expected);
  });

  const any = connector("Call", "shared_contosoerp", "PostOrder", {
    "item/Key": "x",
    deep: { key: "x" },
    list: [{ name: "Token", value: "x" }],
  });
  it.each([
    ["credential Key", "inputs.parameters.item/Key", "item/Key"],
    ["named Key", "inputs.parameters.item/Key", undefined],
    ["credential deep", "inputs.parameters.deep.key", "deep/key"],
    ["named key", "inputs.parameters.deep.key", "deep"],
    ["named Token", "inputs.parameters.list.0.value", undefined],
  ])("%s: at %s of a connector that takes a credential in %s", (expected, path, parameter) => {
    expect(said(any, path, parameter)).toBe(expected);
  });

  it("nothing of a name itself", () => {
    expect(said(call, "inputs.authentication.password", undefined, true)).toBe("other");
  });
});

describe("a literal that is compared takes its name from the other side", () => {
  const compared = (left: string, right: string | number, at: string, operator = "equals"): string | undefined => {
    const spec = condition("Check", { and: [{ [operator]: [left, right] }] }, []);
    const operation = operationNamed(analysed(flow("Flow", spec)), "Check");
    return comparedContext(operation, ["expression", "and", "0", operator, at], parseTemplate)?.name;
  };
  it.each<[string, string | number, string, string | undefined]>([
    ["@variables('apiKey')", "x", "1", "apiKey"],
    ["x", "@variables('apiKey')", "0", "apiKey"],
    ["@triggerOutputs()?['headers']?['x-api-key']", "x", "1", "x-api-key"],
    ["@triggerBody()?['item/Key']", "x", "1", "Key"],
    ["@outputs('Get_the_key')", "x", "1", "Get the key"],
    ["@toLower(variables('apiKey'))", "x", "1", "apiKey"],
    ["@trim(coalesce(triggerOutputs()?['headers']?['x-api-key'], ''))", "x", "1", "x-api-key"],
    ["@outputs('Rows')?[0]", "x", "1", "Rows"],
    ["@concat(variables('a'), 'b')", "x", "1", undefined],
    ["@triggerBody()", "x", "1", undefined],
    ["a @{variables('apiKey')}", "x", "1", undefined],
    ["apiKey", "x", "1", undefined],
    ["x", 1, "0", undefined],
  ])("%j and %j, at %s: %s", (left, right, at, expected) => {
    expect(compared(left, right, at)).toBe(expected);
  });

  it.each([
    ["@triggerOutputs()?['headers']?['x-flow-key']", "header"],
    ["@triggerOutputs()['headers/x-flow-key']", "header"],
    ["@toLower(triggerOutputs().headers['x-flow-key'])", "header"],
    ["@triggerOutputs()?['queries']?['code']", "query"],
    ["@triggerOutputs()?['queries/code']", "query"],
    ["@triggerBody()?['headers']", "named"],
    ["@triggerBody()?['settings']?['code']", "named"],
    ["@variables('headers')", "named"],
  ])("where %s is in a request that the flow gets: %s", (left, position) => {
    const operation = operationNamed(analysed(flow("Flow", condition("Check", { equals: [left, "x"] }, []))), "Check");
    expect(comparedContext(operation, ["expression", "equals", "1"], parseTemplate)?.position).toBe(position);
  });

  it("an input of the trigger, by what it is called", () => {
    const operation = operationNamed(
      analysed(flow("Flow", condition("Check", { equals: ["@triggerBody()?['text_1']", "x"] }, []))),
      "Check",
    );
    const named = (titles?: ReadonlyMap<string, string>): string | undefined =>
      comparedContext(operation, ["expression", "equals", "1"], parseTemplate, titles)?.name;
    expect(named()).toBe("text_1");
    expect(named(new Map([["text_1", "Password"]]))).toBe("Password");
  });

  it("where something is compared", () => {
    expect(compared("@variables('apiKey')", "x", "1", "startsWith")).toBe("apiKey");
    expect(compared("@variables('apiKey')", "x", "1", "greater")).toBeUndefined();
    const operation = operationNamed(analysed(flow("Flow", http("Call"))), "Call");
    expect(comparedContext(operation, ["inputs", "equals", "1"], parseTemplate)).toBeUndefined();
  });

  it.each([
    ["contains", true],
    ["StartsWith", true],
    ["endsWith", true],
    ["equals", false],
  ])("and is only looked for by %s: %s", (operator, expected) => {
    expect(isSoughtText(["expression", operator, "1"])).toBe(expected);
    expect(isSoughtText(["inputs", operator, "1"])).toBe(false);
  });
});

describe("a parameter is shown", () => {
  it.each([
    ["Secret name (new_Name)", "new_Name", "Secret name"],
    ["(new_Name)", "new_Name", "new_Name"],
    ["Secret name (other)", "new_Name", "Secret name (other)"],
    ["Secret name", undefined, "Secret name"],
  ])("%j of %s as %j", (name, schemaName, expected) => {
    expect(parameterLabel({ name, schemaName } as Parameters<typeof parameterLabel>[0])).toBe(expected);
  });
});

describe("a value is called as the member beside it says:", () => {
  it.each(["name", "key", "header", "field", "parameter", "title", "id", "Name", "KEY"])("%s", (naming) => {
    for (const member of ["value", "val", "secureValue", "defaultValue", "content", "body", "Value"]) {
      const expected = member === "body" ? undefined : "x-api-key";
      expect([member, nameBeside({ list: [{ [naming]: "x-api-key", [member]: "x" }] }, ["list", "0", member])]).toEqual([member, expected]);
    }
    expect(nameBeside({ [naming]: "x-api-key", other: "x" }, ["other"])).toBeUndefined();
    expect(nameBeside({ [naming]: "x-api-key", values: "x" }, ["values"])).toBeUndefined();
    expect(nameBeside({ [naming]: 5, value: "x" }, ["value"])).toBeUndefined();
    expect(nameBeside({ [`item/${naming}`]: "x-api-key", "item/value": "x" }, ["item/value"])).toBe("x-api-key");
    expect(nameBeside({ [`item/new_${naming}`]: "x-api-key", "item/new_value": "x" }, ["item/new_value"])).toBe("x-api-key");
    expect(nameBeside({ [`new_${naming}`]: "x-api-key", new_defaultvalue: "x" }, ["new_defaultvalue"])).toBe("x-api-key");
    expect(nameBeside({ [naming]: "x-api-key", "item/value": "x" }, ["item/value"])).toBeUndefined();
    expect(nameBeside({ [`item/${naming}`]: "x-api-key", "item/body": "x" }, ["item/body"])).toBeUndefined();
    expect(nameBeside({ [naming]: "", value: "x" }, ["value"])).toBeUndefined();
  });

  it("the first of them that is written", () => {
    expect(nameBeside({ id: "a", title: "b", key: "c", name: "d", value: "x" }, ["value"])).toBe("d");
    expect(nameBeside({ id: "a", title: "b", key: "", value: "x" }, ["value"])).toBe("b");
    expect(nameBeside({ label: "a", value: "x" }, ["value"])).toBeUndefined();
    expect(nameBeside(["value"], ["0", "value"])).toBeUndefined();
  });

  it.each(['name="word"', "name=word", 'name = "word"', 'NAME="word"', 'form-data; filename="a"; name="word"; x="y"'])(
    "in a part of a form: %s",
    (header) => {
      expect(nameBeside({ headers: { "Content-Disposition": header }, body: "x" }, ["body"])).toBe("word");
    },
  );
  it.each(['filename="word"', "name", "name=;x", ""])("not in a part of a form: %j", (header) => {
    expect(nameBeside({ headers: { "Content-Disposition": header }, body: "x" }, ["body"])).toBeUndefined();
  });
});

const saidOf = (holder: object, member: string): string | undefined => {
  const operation = operationNamed(analysed(flow("Flow", compose("Keep", holder as never))), "Keep");
  const { position, name } = contextOf(operation, ["inputs", member], false, { isCredentialParameter: () => false });
  return `${position} ${name}`;
};

describe("a key is what the kind of sign-in beside it says:", () => {
  it.each(["type", "kind", "authType", "auth_type", "scheme", "Type"])("%s", (kind) => {
    expect(saidOf({ [kind]: "api_key", key: "x" }, "key")).toBe("named api_key");
    expect(saidOf({ [kind]: "ApiKey", Key: "x", endpoint: "https://contoso.com" }, "Key")).toBe("named ApiKey");
    expect(saidOf({ [kind]: "azure_search", key: "x" }, "key")).toBe("named key");
    expect(saidOf({ [kind]: "api_key", name: "x" }, "name")).toBe("named name");
    expect(saidOf({ [kind]: 5, key: "x" }, "key")).toBe("named key");
  });
});

describe("a key is one of a service where its address stands beside it:", () => {
  it.each(["endpoint", "url", "uri", "baseUrl", "host", "api", "Endpoint"])("%s", (address) => {
    for (const member of ["key", "Key", "key1", "KEY2"]) {
      expect([member, saidOf({ [address]: "https://contoso.com", [member]: "x" }, member)]).toEqual([member, "header Key"]);
      expect([member, saidOf({ [address]: "HTTPS://contoso.com", [member]: "x" }, member)]).toEqual([member, "header Key"]);
      expect([member, saidOf({ [address]: "contoso https://", [member]: "x" }, member)]).toEqual([member, `named ${member}`]);
      expect([member, saidOf({ [address]: 5, [member]: "x" }, member)]).toEqual([member, `named ${member}`]);
    }
    expect(saidOf({ [address]: "https://contoso.com", keys: "x" }, "keys")).toBe("named keys");
    expect(saidOf({ [address]: "https://contoso.com", mykey: "x" }, "mykey")).toBe("named mykey");
    expect(saidOf({ [address]: "https://contoso.com", key12: "x" }, "key12")).toBe("named key12");
  });
});

describe("a key is one of a service where a user stands beside it:", () => {
  it.each(["username", "user_name", "userName", "login", "Login", "erp.login", "erpUserName", "erp-login", "erp_user_name"])(
    "%s",
    (user) => {
      expect(saidOf({ [user]: "orders", key: "x" }, "key")).toBe("header Key");
    },
  );
  it.each(["users", "loginUrl", "login2", "user", "a b login", "-login"])("not %s", (other) => {
    expect(saidOf({ [other]: "orders", key: "x" }, "key")).toBe("named key");
  });
});

describe("a key is one of a service among what signs in:", () => {
  it.each(["credential", "credentials", "auth", "authentication", "signIn", "sign_in", "SIGNIN"])("%s", (holder) => {
    expect(said(compose("Keep", { [holder]: { key: "x" } }), `inputs.${holder}.key`)).toBe("header Key");
    expect(said(compose("Keep", { x: { [holder]: { key: "x" } } }), `inputs.x.${holder}.key`)).toBe("header Key");
  });
  it.each(["author", "my_auth", "credentialSet", "signIns"])("not %s", (holder) => {
    expect(said(compose("Keep", { [holder]: { key: "x" } }), `inputs.${holder}.key`)).toBe("named key");
  });

  it("not further up", () => {
    expect(said(compose("Keep", { credentials: { a: { key: "x" } } }), "inputs.credentials.a.key")).toBe("named key");
  });
});
