import fc from "fast-check";

/** A setup file of vitest: a property that fails is known to fail, so its counterexample is not made smaller. */
fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });
