import type { CloudFlow, Operation } from "../../cloud-flow/model.ts";
import { guid } from "../../guid.ts";
import { textAt } from "../../json.ts";
import type { WrittenTexts } from "../strings/written-texts.ts";

/**
 * The id of the flow whose trigger a URL calls, without hyphens in lower case: callback URLs of both forms hold it,
 * `https://….logic.azure.com/workflows/<id>/triggers/manual/paths/invoke` and
 * `https://….api.powerplatform.com/powerautomate/automations/direct/workflows/<id>/triggers/…`.
 */
export function calledByUrl(url: string): string | undefined {
  const id = /\/workflows\/([0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12})\/triggers\//i.exec(url)?.[1];
  return id === undefined ? undefined : plainId(id);
}

/** The ids by which callback URLs name a flow. */
export function idsInUrls(flow: CloudFlow): readonly string[] {
  const name = textAt(flow.document, "name");
  return [flow.id, name].flatMap((id) => (id !== undefined && guid.test(id.replace(/^\{|\}$/g, "")) ? [plainId(id)] : []));
}

function plainId(id: string): string {
  return id.replace(/[-{}]/g, "").toLowerCase();
}

/** The URL that an HTTP action calls, as far as it is written in the run. What is only known at run time is left open in it. */
export function calledUrl(operation: Operation, written: WrittenTexts): string | undefined {
  if (operation.type !== "http" && operation.type !== "httpwebhook") return undefined;
  const uri = textAt(operation.inputs, "uri") ?? textAt(operation.inputs, "subscribe", "uri");
  return uri === undefined ? undefined : written.always(operation.flow, uri);
}
