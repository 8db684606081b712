import { lastPart } from "../slash-path.ts";

// A run of characters is tried at its beginning alone, or a long one would take quadratic time.
const slashesAtEnd = /(?<!\/)\/+$/;
const hashAtEnd = /(?<![_-])[_-]+[0-9a-f]{16,}$/;

/**
 * The id of a connector in one form, `shared_keyvault`: without the path before it (`/providers/Microsoft.PowerApps/apis/shared_keyvault`,
 * `/subscriptions/…/managedApis/keyvault`), in lower case, and with the prefix that Logic Apps leave out.
 * Keys of connection references (`shared_keyvault_1`) are not ids: resolve them first.
 */
export function normalizeConnectorId(id: string): string {
  const last = lastPart(id.trim().replace(slashesAtEnd, ""));
  const name = last.toLowerCase();
  return name === "" || name.startsWith("shared_") ? name : `shared_${name}`;
}

/**
 * What is left of a connector's id for a lenient comparison: letters and digits of its name, for custom connectors without the escapes
 * (`-20` for a blank) and the hash that the platform adds (`shared_my-20service-5f0123456789abcdef`).
 */
export function lenientConnectorName(id: string): string {
  return normalizeConnectorId(id)
    .replace(/^shared_/, "")
    .replace(/-([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(hashAtEnd, "")
    .replace(/[^a-z0-9]/g, "");
}

/** Whether two ids name one connector: those of custom connectors end in a hash that differs from environment to environment. */
export function sameConnector(a: string, b: string): boolean {
  return normalizeConnectorId(a) === normalizeConnectorId(b) || lenientConnectorName(a) === lenientConnectorName(b);
}
