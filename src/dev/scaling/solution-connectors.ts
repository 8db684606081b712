import type { connectorSolution } from "../../testing/solutions.ts";
import { joined, many, numbered, type Tint } from "./subject.ts";

/** Custom connectors. */
export const connectorFiles: readonly (readonly [string, (size: number, tint: Tint) => Parameters<typeof connectorSolution>[0]])[] = [
  [
    "operations",
    (n, { plainText }) => ({
      openapidefinition: {
        swagger: "2.0",
        host: "erp.contoso.com",
        paths: numbered(
          n,
          (i) => ({
            get: {
              operationId: `Get${i}`,
              parameters: [{ name: "x-api-key", in: "header", type: "string", default: plainText(i) }],
              responses: { "200": { schema: { $ref: `#/definitions/D${i}` } } },
            },
          }),
          (i) => `/orders${i}`,
        ),
        definitions: numbered(
          n,
          (i) => ({ properties: { password: { type: "string" }, next: { $ref: `#/definitions/D${(i + 1) % n}` } } }),
          (i) => `D${i}`,
        ),
      },
    }),
  ],
  [
    "parameters of one operation",
    (n, { plainText }) => ({
      openapidefinition: {
        swagger: "2.0",
        paths: {
          "/orders": {
            get: {
              operationId: "Get",
              parameters: many(n, (i) => ({ name: `x-api-key-${i}`, in: "header", type: "string", default: plainText(i) })),
            },
          },
        },
      },
    }),
  ],
  [
    "operations that share definitions of definitions",
    (n) => ({
      openapidefinition: {
        swagger: "2.0",
        paths: numbered(
          n,
          (i) => ({
            post: {
              operationId: `Post${i}`,
              parameters: [{ name: "body", in: "body", schema: { $ref: "#/definitions/D0" } }],
              responses: { "200": { schema: { $ref: "#/definitions/D0" } } },
            },
          }),
          (i) => `/o${i}`,
        ),
        definitions: numbered(
          n,
          (i) => ({
            properties: {
              a: { $ref: `#/definitions/D${i + 1}` },
              b: { $ref: `#/definitions/D${i + 1}` },
              password: { type: "string", format: "password" },
            },
          }),
          (i) => `D${i}`,
        ),
      },
    }),
  ],
  [
    "connection parameters",
    (n, { plainText }) => ({
      connectionparameters: numbered(
        n,
        (i) => ({ type: "oauthSetting", oAuthSettings: { identityProvider: "aad", clientId: "x", clientSecret: plainText(i) } }),
        (i) => `token${i}`,
      ),
    }),
  ],
  [
    "policies",
    (n, { plainText }) => ({
      policytemplateinstances: many(n, (i) => ({
        templateId: "setheader",
        title: `Key ${i}`,
        parameters: { "x-ms-apimTemplateParameter.name": "x-api-key", "x-ms-apimTemplateParameter.value": plainText(i) },
      })),
    }),
  ],
  ["lines of code", (n, { plainText }) => ({ script: joined(n, (i) => `request.Headers.Add("x-api-key", "${plainText(i)}");`, "\n") })],
];
