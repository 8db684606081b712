import { readFileSync } from "node:fs";

/**
 * Reads a JSON file of the folder `data`, which is beside this module in the sources and in the build.
 * @throws {Error} where the file is missing or no JSON: the package itself is broken then.
 */
export function readDataFile<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`./data/${name}`, import.meta.url), "utf8")) as T;
}
