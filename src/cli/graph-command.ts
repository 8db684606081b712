import { toolName } from "../about.ts";
import type { CloudFlow } from "../cloud-flow/model.ts";
import { distinct } from "../collections.ts";
import { nearest } from "../config/nearest.ts";
import type { Workspace } from "../dataflow/workspace/workspace.ts";
import type { DesktopFlow } from "../desktop-flow/model.ts";
import { UserError } from "../errors.ts";
import { countInWords, listInWords } from "../findings/list-in-words.ts";
import { pictureOfSecrets } from "../report/picture/from-analysis.ts";
import type { Picture } from "../report/picture/model.ts";
import { terminalText } from "../report/sanitize.ts";
import { prepare } from "../session/prepare.ts";
import { run } from "../session/session.ts";
import { exitCodes } from "./exit-codes.ts";
import { printToStderr } from "./failure.ts";
import type { GraphArguments, GraphFormat } from "./graph-options.ts";
import { outputFile, rejectOverwriting, writeOutput } from "./outputs.ts";
import { listingSession } from "./process-facts.ts";

/** Width of an SVG in pixels; longer paths continue in a new row. */
const svgWidth = 1400;

/**
 * The `graph` command: draws the paths of all secrets of the input, or of those that pass through one flow.
 * @throws UserError for an unknown flow, and for a file whose ending names a format that is not drawn
 */
export async function graphCommand({ path, format, flow, output: named, config: file }: GraphArguments): Promise<number> {
  const output = outputFile(named);
  rejectOverwriting([output], [path]);
  const written = format ?? formatOf(output);
  const options = listingSession(file);
  const { config } = await prepare([path], options);
  // A picture needs the analysis alone.
  const { analysis, redactText } = await run([path], { config, rules: [] }, options);
  const { workspace } = analysis;
  const chosen = flow === undefined ? undefined : flowNamed(workspace, flow);
  const subject = chosen?.name ?? workspace.solutions.map(({ uniqueName }) => uniqueName).find((name) => name !== "") ?? path;
  const picture = pictureOfSecrets(analysis, {
    title: `Secrets in ${subject}`,
    redact: redactText,
    ...(chosen === undefined ? {} : { flow: chosen }),
  });
  writeOutput(output, await render(picture, written));
  if (picture.nodes.length === 0) {
    const where = chosen === undefined ? countInWords(flowsOf(workspace).length, "flow") : `'${terminalText(chosen.name)}'`;
    printToStderr(`${toolName}: There is nothing to draw: no secret is passed on in ${where}.\n`);
  }
  return exitCodes.ok;
}

/** What the ending of a file says; a picture in another format than its name cannot be opened. */
function formatOf(file = ""): GraphFormat {
  const [, ending = ""] = /\.([a-z]+)$/i.exec(file) ?? [];
  if (/^svg$/i.test(ending)) return "svg";
  if (/^(?:png|jpe?g|gif|webp|bmp|pdf|html?)$/i.test(ending))
    throw new UserError(
      `--output ${file}: 'graph' draws SVG, DOT and Mermaid. Give the file the ending .svg, or say with --format what to write.`,
    );
  return /^(?:dot|gv)$/i.test(ending) ? "dot" : "mermaid";
}

async function render(picture: Picture, format: GraphFormat): Promise<string> {
  switch (format) {
    case "mermaid":
      return (await import("../report/picture/mermaid.ts")).mermaidOf(picture);
    case "dot":
      return (await import("../report/picture/dot.ts")).dotOf(picture);
    case "svg": {
      const { svgOf } = await import("../report/picture/svg.ts");
      return `${svgOf(picture, { idPrefix: "picture", maxWidth: svgWidth, standalone: true })}\n`;
    }
  }
}

function flowsOf({ cloudFlows, desktopFlows }: Workspace): readonly (CloudFlow | DesktopFlow)[] {
  return [...cloudFlows, ...desktopFlows];
}

/** Names of flows that an error message lists. */
const mostNames = 10;

function flowNamed(workspace: Workspace, wanted: string): CloudFlow | DesktopFlow {
  const flows = flowsOf(workspace);
  const lower = wanted.toLowerCase();
  const exact = flows.filter(({ name }) => name === wanted);
  const [found, ...others] = exact.length > 0 ? exact : flows.filter(({ name, id }) => name.toLowerCase() === lower || id === lower);
  // Copies of one flow, in an export and in its sources, have one id: any of them is meant.
  const ids = distinct([found, ...others].flatMap((flow) => flow?.id ?? []));
  if (ids.length > 1) throw new UserError(`There are ${ids.length} flows '${wanted}'. Name one by its id: ${listInWords(ids, mostNames)}.`);
  if (found !== undefined) return found;
  const names = flows.map(({ name }) => terminalText(name));
  const guess = nearest(wanted, names);
  const hint =
    guess === undefined
      ? `The flows are: ${names.slice(0, mostNames).join(", ")}${names.length > mostNames ? " …" : "."}`
      : `Did you mean '${guess}'?`;
  throw new UserError(`There is no flow '${wanted}'. ${hint}`);
}
