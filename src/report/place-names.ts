import { wholeFlowAt } from "../cloud-flow/whole-flow.ts";
import type { LocatedStep } from "../findings/reported-finding.ts";
import { pointerSteps } from "../json.ts";
import type { Location } from "../source/location.ts";

/**
 * The way to a place in a maker's words: `Scope › Get_orders › inputs › headers › x-api-key`; empty when there is nothing better than a
 * line number.
 */
export function breadcrumbs(location: Location): readonly string[] {
  const { pointer, operation } = location;
  if (pointer === undefined || pointer === "") return operation === undefined ? [] : [operation];
  const steps = pointerSteps(pointer);
  const crumbs = location.componentKind === "cloud-flow" ? flowBreadcrumbs(steps, operation) : steps;
  return crumbs.length === 0 && operation !== undefined ? [operation] : crumbs;
}

/** Leaves out the members of a flow definition that only hold others. */
function flowBreadcrumbs(pointer: readonly string[], operation: string | undefined): readonly string[] {
  const steps = pointer.slice(wholeFlowAt(pointer).length);
  // An action that was copied out of a flow has its name beside it.
  if (/^(?:operationDefinition|serializedValue|serializedOperation)$/.test(steps[0] ?? "")) {
    const below = crumbsFrom(steps, 1, "operation");
    return operation === undefined || below.includes(operation) ? below : [operation, ...below];
  }
  // The workflow designer keeps its steps in the metadata of the trigger.
  const node = steps.indexOf("nodes");
  if (operation !== undefined && steps[node - 1] === "graph" && steps[node + 3] === "config") return [operation, ...steps.slice(node + 4)];
  // A template for Azure keeps its logic apps among other resources, or their definitions in variables.
  let at = steps[0] === "resources" || steps[0] === "variables" ? Math.max(0, steps.indexOf("definition")) : 0;
  if (steps[at] === "properties") at++;
  // Azure's answer about a Standard workflow holds the files of it.
  if (steps[at] === "files" && steps[at + 2] === "definition") at += 2;
  if (steps[at] === "definition") at++;
  return crumbsFrom(steps, at, "definition");
}

function crumbsFrom(steps: readonly string[], from: number, start: "definition" | "operation"): readonly string[] {
  const crumbs: string[] = [];
  let inside: "definition" | "operation" | "branch" = start;
  for (let at = from; at < steps.length; at++) {
    const step = steps[at] ?? "";
    const name = steps[at + 1];
    if (name !== undefined && (step === "actions" || (step === "triggers" && inside === "definition"))) {
      crumbs.push(name);
      inside = "operation";
      at++;
    } else if (inside === "operation" && (step === "else" || step === "default")) {
      crumbs.push(step);
      inside = "branch";
    } else if (inside === "operation" && name !== undefined && (step === "cases" || step === "tools")) {
      crumbs.push(name);
      inside = "branch";
      at++;
    } else {
      return [...crumbs, ...steps.slice(at)];
    }
  }
  return crumbs;
}

/**
 * The names by which a maker knows where a step happens: its component, where that is another one than the finding's, and what is inside of
 * it, unless the step's message says so.
 */
export function stepNames({ message, location }: LocatedStep, from: Location): readonly string[] {
  return placeNames(location, from, message);
}

/** The same for a related place; none where its message names them all. */
export function relatedNames({ message, location }: LocatedStep, from: Location): readonly string[] {
  const { operation, component } = location;
  const names = isElsewhere(location, from) || operation === undefined ? [component, operation] : [operation];
  const isTold = names.every((name) => name === undefined || message.includes(`'${name}'`));
  return isTold ? [] : placeNames(location, from, "");
}

/** @param message what may already name the innermost one, in quotes */
function placeNames(location: Location, from: Location, message: string): readonly string[] {
  const named = location.operation ?? breadcrumbs(location).at(-1);
  const inside = named !== undefined && message.includes(`'${named}'`) ? undefined : named;
  const names = [...(isElsewhere(location, from) || inside === undefined ? [location.component] : []), inside];
  const known = names.flatMap((name) => (name === undefined || name === "" ? [] : [name]));
  return known.length === 0 ? [location.file || location.path] : known;
}

function isElsewhere(location: Location, from: Location): boolean {
  return location.component !== from.component || location.componentKind !== from.componentKind;
}
