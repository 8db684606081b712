import { renameSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { codeCacheFile, loadedScripts, loadProgram } from "../cli/load-program.ts";

// The build runs this with the output thrown away. V8's code cache holds the functions that have been run, so the help is shown and a
// sample is linted first.
const sample = fileURLToPath(new URL("../../../fixtures/ContosoErp_1_0_0_7.zip", import.meta.url));
const { runProgram } = loadProgram();
await runProgram(["--help"]);
await runProgram([sample, "--no-config"]);
for (const [file, script] of loadedScripts) {
  const cache = codeCacheFile(file);
  // Renamed when it is whole, for a run at the same time.
  writeFileSync(`${cache}.tmp`, script.createCachedData());
  renameSync(`${cache}.tmp`, cache);
}
