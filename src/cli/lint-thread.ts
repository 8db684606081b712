import { loadProgram } from "./load-program.ts";

// What `--jobs` starts a thread with.
await loadProgram().runThread();
