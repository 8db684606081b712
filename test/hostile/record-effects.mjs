// Preloaded into the command (`node --import`): replaces everything by which a program can act beyond its memory and its standard streams with a function that keeps
// a note of the call. What changes files still does its work, so that the command goes on; the rest throws. The notes go to standard error at the end.
import childProcess from "node:child_process";
import cluster from "node:cluster";
import dgram from "node:dgram";
import dns from "node:dns";
import fs from "node:fs";
import http from "node:http";
import http2 from "node:http2";
import https from "node:https";
import inspector from "node:inspector";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";
import { basename, join } from "node:path";
import tls from "node:tls";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import workerThreads from "node:worker_threads";

const effects = [];

function forbid(owner, kind, names) {
  for (const name of names) {
    if (typeof owner[name] !== "function") continue;
    const refuse = (args) => {
      effects.push({ kind, name, of: typeof args[0] === "string" ? args[0] : "" });
      throw new Error(`${kind}: ${name} is not allowed in this test`);
    };
    owner[name] = new Proxy(owner[name], { apply: (_function, _this, args) => refuse(args), construct: (_class, args) => refuse(args) });
  }
}

forbid(net, "network", ["connect", "createConnection", "createServer"]);
forbid(net.Socket.prototype, "network", ["connect"]);
forbid(net.Server.prototype, "network", ["listen"]);
forbid(tls, "network", ["connect", "createServer"]);
forbid(http, "network", ["request", "get", "createServer"]);
forbid(https, "network", ["request", "get", "createServer"]);
forbid(http2, "network", ["connect", "createServer", "createSecureServer"]);
forbid(dgram, "network", ["createSocket"]);
forbid(dns, "network", ["lookup", "resolve", "resolve4", "resolve6", "reverse"]);
forbid(dns.promises, "network", ["lookup", "resolve", "resolve4", "resolve6", "reverse"]);
forbid(globalThis, "network", ["fetch", "WebSocket", "EventSource"]);
forbid(inspector, "network", ["open"]);
forbid(cluster, "process", ["fork"]);
forbid(workerThreads, "thread", ["Worker"]);
forbid(vm, "code", ["runInContext", "runInNewContext", "runInThisContext", "compileFunction"]);
forbid(process, "code", ["dlopen", "binding"]);
forbid(process, "process", ["kill", "setuid", "setgid"]);

// The command compiles the scripts that it is made of, word for word as they lie in the package, and no other text.
const bundle = fileURLToPath(new URL("../../dist/bundle/", import.meta.url));
vm.Script = new Proxy(vm.Script, {
  construct(Script, [text, options]) {
    const file = options?.filename ?? "";
    if (file === join(bundle, basename(file)) && text === fs.readFileSync(file, "latin1")) return new Script(text, options);
    effects.push({ kind: "code", name: "Script", of: file });
    throw new Error("code: Script is not allowed in this test");
  },
});

// Git is the one program that may be started, when it is asked for: it is noted and started.
for (const name of ["exec", "execSync", "execFile", "execFileSync", "fork", "spawn", "spawnSync"]) {
  const original = childProcess[name];
  childProcess[name] = function (...args) {
    effects.push({ kind: "process", name, of: String(args[0]), options: { shell: args[2]?.shell ?? false } });
    return original.apply(this, args);
  };
}

const changing = [
  "appendFile",
  "chmod",
  "chown",
  "copyFile",
  "cp",
  "createWriteStream",
  "lchown",
  "link",
  "lutimes",
  "mkdir",
  "mkdtemp",
  "rename",
  "rm",
  "rmdir",
  "symlink",
  "truncate",
  "unlink",
  "utimes",
  "writeFile",
];
for (const owner of [fs, fs.promises]) {
  for (const name of changing.flatMap((one) => [one, `${one}Sync`])) {
    const original = owner[name];
    if (typeof original !== "function") continue;
    owner[name] = function (...args) {
      // What is written to a handle goes where its opening, which is noted below, has said.
      if (typeof args[0] !== "number") effects.push({ kind: "file", name, of: String(args[0]) });
      return original.apply(this, args);
    };
  }
  for (const name of ["open", "openSync"]) {
    const original = owner[name];
    if (typeof original !== "function") continue;
    owner[name] = function (...args) {
      const flags = typeof args[1] === "function" ? "r" : (args[1] ?? "r");
      const { O_ACCMODE = 3, O_RDONLY, O_CREAT, O_TRUNC, O_APPEND } = fs.constants;
      const isReading = typeof flags === "number" ? (flags & (O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND)) === O_RDONLY : flags === "r";
      if (!isReading) effects.push({ kind: "file", name, of: String(args[0]) });
      return original.apply(this, args);
    };
  }
}

syncBuiltinESMExports();
const write = fs.writeSync;
process.on("exit", () => write(2, `\neffects ${JSON.stringify(effects)}\n`));
