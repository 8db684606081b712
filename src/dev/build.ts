import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bundle, bundleCommand } from "./bundle.ts";

// What tsc does not do: data files are read at run time, the command has to be executable, and it starts from few scripts that are compiled
// beforehand.
const root = new URL("../../../", import.meta.url);
mkdirSync(new URL("dist/src/knowledge/data/", root), { recursive: true });
cpSync(new URL("src/knowledge/data/", root), new URL("dist/src/knowledge/data/", root), { recursive: true });

await bundle();
await bundleCommand();
// Links to the command that an older version made lead to the module.
for (const command of ["dist/bin/solutionlint.cjs", "dist/src/cli/main.js"]) chmodSync(new URL(command, root), 0o755);
const { status } = spawnSync(process.execPath, [fileURLToPath(new URL("./code-cache.js", import.meta.url))], {
  stdio: ["ignore", "ignore", "inherit"],
});
if (status !== 0 && status !== 1) throw new Error(`The code cache could not be made: the sample run ended with ${status}.`);
