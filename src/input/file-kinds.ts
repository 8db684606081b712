/** What the name of a file tells before anything is read. */

/**
 * Whether a name is that of an archive which is opened in turn; `.msapp`, `.nupkg` and others are zip files too, but cannot hold a
 * solution.
 */
export function isArchiveName(name: string): boolean {
  return /\.zip$/i.test(name);
}

/** Whether a file of a solution is a packed canvas app: a zip archive with the app's formulas and data sources. */
export function isCanvasAppName(name: string): boolean {
  return /(?:^|\/)canvasapps\/(?:[^/]+\/)?[^/]+\.msapp$/i.test(name);
}

/** Endings of the files that are read wherever they lie. */
const readEnding = /\.(?:json|xml|ya?ml|robin|txt|csx|xaml|zip|msapp)$/i;
/** Folders of a solution in which files of any ending are read. */
const solutionFolder =
  /(?:^|\/)(?:workflows|modernflows|webresources|canvasapps|botcomponents|powerpagecomponents|pluginassemblies|environmentvariabledefinitions)\//i;

/** Whether a file may be one of a solution, by its name below the folder that was given. */
export function mayBeOfSolution(name: string): boolean {
  return readEnding.test(name) || solutionFolder.test(name);
}

/** Where a solution or a flow package keeps the definitions of its flows, also if the folder is all that is there. */
const flowFile = /(?:^|\/)(?:workflows|modernflows)\/[^/]+\.json$|(?:^|\/)microsoft\.flow\/flows\/[^/]+\/definition\.json$|\.robin$/i;

/** Whether a file is a flow or a script by its place or its ending. */
export function isFlowByName(name: string): boolean {
  return flowFile.test(name);
}

/** Exports append the id of a web resource to its file name, after the ending. */
const binaryEnding =
  /\.(?:pbix|resources|msapp|zip|png|jpe?g|gif|ico|bmp|webp|svg|dll|exe|pdb|nupkg|woff2?|ttf|eot|pdf|docx?|xlsx?|pptx?|mp[34]|snk)(?:[0-9a-f-]{36})?$/i;

/** Whether a file holds no text that a maker writes. */
export function isBinaryName(name: string): boolean {
  return binaryEnding.test(name);
}
