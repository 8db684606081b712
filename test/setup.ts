import fc from "fast-check";

// The same cases in every run, so that a test that fails does so for everybody; FAST_CHECK_SEED tries others.
fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 2026) });
