// Preloaded into the command (`node --import`): tells on standard error which scripts of the bundle were loaded, and which of them V8 had to compile.
import { writeSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { basename } from "node:path";
import vm from "node:vm";

const scripts = [];
vm.Script = new Proxy(vm.Script, {
  construct(Script, [text, options]) {
    const script = new Script(text, options);
    scripts.push({ name: basename(options.filename), isCompiled: script.cachedDataRejected !== false });
    return script;
  },
});
syncBuiltinESMExports();
process.on("exit", () => writeSync(2, `\nscripts ${JSON.stringify(scripts)}\n`));
