import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));

describe("what is installed with the package runs nothing", () => {
  interface LockedPackage {
    readonly version?: string;
    readonly dev?: boolean;
    readonly optional?: boolean;
    readonly devOptional?: boolean;
    readonly hasInstallScript?: boolean;
    readonly resolved?: string;
    readonly integrity?: string;
    readonly license?: string;
  }
  const read = <T>(name: string): T => JSON.parse(readFileSync(join(root, name), "utf8")) as T;
  const { packages } = read<{ readonly packages: Readonly<Record<string, LockedPackage>> }>("package-lock.json");
  const manifest = read<{ readonly scripts: Readonly<Record<string, string>>; readonly dependencies: Readonly<Record<string, string>> }>(
    "package.json",
  );
  const locked = Object.entries(packages).filter(([name]) => name !== "");

  test("no package that the tool needs has an install script", () => {
    const needed = locked.filter(([, { dev, devOptional }]) => dev !== true && devOptional !== true);
    expect(needed.length).toBeGreaterThan(Object.keys(manifest.dependencies).length);
    expect(needed.filter(([, { hasInstallScript }]) => hasInstallScript === true)).toEqual([]);
  });

  test("of the packages of developers only these have one", () => {
    const scripted = locked
      .filter(([, { hasInstallScript }]) => hasInstallScript === true)
      .map(([name]) => name.replace(/^.*node_modules\//, ""));
    // Of vitest's file watcher on macOS; it compiles nothing that is published.
    expect(scripted.filter((name) => name !== "fsevents")).toEqual([]);
  });

  test("the package itself has none that npm runs at a user's installation", () => {
    for (const name of ["preinstall", "install", "postinstall", "preuninstall", "uninstall", "postuninstall"])
      expect(manifest.scripts).not.toHaveProperty(name);
  });

  test("every package has a checksum, and none is fetched from a place of its own", () => {
    expect(locked.length).toBeGreaterThan(50);
    for (const [name, { resolved, integrity = "" }] of locked) {
      // Without an address npm asks the registry that it is set up for.
      expect(resolved, name).toBeUndefined();
      expect(integrity, name).toMatch(/^sha512-/);
    }
  });

  test("every dependency is justified in docs/dependencies.md", () => {
    const page = readFileSync(join(root, "docs/dependencies.md"), "utf8");
    const direct = read<{ readonly dependencies: object; readonly devDependencies: object }>("package.json");
    for (const name of [...Object.keys(direct.dependencies), ...Object.keys(direct.devDependencies)]) expect(page).toContain(`\`${name}\``);
  });
});
