import { renameSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { codeCacheFile, loadedScripts, loadProgram } from "../cli/load-program.ts";

// The build runs this with the output thrown away. V8's code cache holds the functions that have been run, so the help is shown and the
// samples are linted first: what they do not run is compiled by every lint that needs it.
const samples = ["ContosoErp_1_0_0_7", "ContosoCrm_2_1_0_0_managed", "ContosoCore_1_2_0_0_managed", "ContosoGood_1_0_0_0"].map((name) =>
  fileURLToPath(new URL(`../../../fixtures/${name}.zip`, import.meta.url)),
);
const { runProgram } = loadProgram();
// The cache would say which functions were run often enough here to be compiled by V8's baseline compiler, and it would compile them at once in
// every lint, however small.
setFlagsFromString("--no-sparkplug");
await runProgram(["--help"]);
for (const format of ["stylish", "json", "github"]) await runProgram([...samples, "--no-config", "--preset", "strict", "--format", format]);
// A cache is for the flags with which it is made.
setFlagsFromString("--sparkplug");
for (const [file, script] of loadedScripts) {
  const cache = codeCacheFile(file);
  // Renamed when it is whole, for a run at the same time.
  writeFileSync(`${cache}.tmp`, script.createCachedData());
  renameSync(`${cache}.tmp`, cache);
}
