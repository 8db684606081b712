import type { WorkflowFile } from "./model.ts";

/**
 * Puts workflows in the order of their names, because exports list them in an order of their own and folders by file: where a finding stands that
 * several flows share, and with it its fingerprint, must not depend on how the solution is stored.
 */
export function inOrderOfNames(workflows: readonly WorkflowFile[]): readonly WorkflowFile[] {
  return workflows
    .map((workflow) => ({ workflow, name: workflow.name.toLowerCase(), id: workflow.id ?? "" }))
    .sort((left, right) => compare(left.name, right.name) || compare(left.id, right.id))
    .map(({ workflow }) => workflow);
}

/** By code units, so that no language of the machine has a say. */
function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
