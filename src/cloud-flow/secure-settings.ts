import type { Operation } from "./model.ts";

/**
 * Which operation types honour Secure Inputs and Secure Outputs.
 * Source: https://learn.microsoft.com/azure/logic-apps/logic-apps-securing-a-logic-app#obfuscate, table "Secure Inputs - Unsupported /
 * Secure Outputs - Unsupported".
 */
const neither = new Set([
  "appendtoarrayvariable",
  "appendtostringvariable",
  "decrementvariable",
  "foreach",
  "if",
  "incrementvariable",
  "initializevariable",
  "recurrence",
  "scope",
  "setvariable",
  "switch",
  "terminate",
  "until",
]);

const inputsOnly = new Set(["compose", "parsejson", "response", "wait"]);

/**
 * Types whose outputs are hidden whenever their inputs are, and after which the next reader shows the value ("obscuring lasts one hop").
 */
const mirrored = new Set(["compose", "parsejson", "response"]);

/** Whether the designer offers Secure Inputs for the operation, and the run honours them. */
export function supportsSecureInputs(operation: Operation): boolean {
  return !neither.has(operation.type);
}

/** Whether the designer offers Secure Outputs for the operation, and the run honours them. */
export function supportsSecureOutputs(operation: Operation): boolean {
  return !neither.has(operation.type) && !inputsOnly.has(operation.type);
}

/** Secure Inputs is on and the type honours it. */
export function hasSecureInputs(operation: Operation): boolean {
  return operation.secure.inputs && supportsSecureInputs(operation);
}

/** Secure Outputs is on and the type honours it. */
export function hasSecureOutputs(operation: Operation): boolean {
  return operation.secure.outputs && supportsSecureOutputs(operation);
}

/** Compose, Parse JSON and Response hide their outputs exactly when their inputs are hidden. */
export function mirrorsInputs(operation: Operation): boolean {
  return mirrored.has(operation.type);
}
