import { chmodSync, cpSync, mkdirSync } from "node:fs";

// What tsc does not do: data files are read at run time, and the command has to be executable.
const root = new URL("../../../", import.meta.url);
mkdirSync(new URL("dist/src/knowledge/data/", root), { recursive: true });
cpSync(new URL("src/knowledge/data/", root), new URL("dist/src/knowledge/data/", root), { recursive: true });
chmodSync(new URL("dist/src/cli/main.js", root), 0o755);
