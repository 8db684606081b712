/**
 * Which file of a canvas app holds what. An app is kept packed, unpacked, or both, and unpacked ones have their formulas in two notations:
 * `CanvasApps/new_app_DocumentUri.msapp`, `CanvasApps/src/new_app/Src/App.fx.yaml` and
 * `CanvasApps/new_app_DocumentUri_msapp_src/Other/Src/App.pa.yaml`.
 * Source: https://learn.microsoft.com/power-platform/developer/cli/reference/solution, and unpacked apps in public repositories.
 */

/** The app that a file belongs to, and which copy of its formulas the file is a part of. */
export interface AppFile {
  /** Logical name of the app; empty for one that was downloaded by itself. */
  readonly app: string;
  /** The lower, the nearer it is to what its maker edits. */
  readonly copy: number;
}

const packed = /^(?:.*\/)?([^/]+?)(?:_DocumentUri)?\.msapp!\//i;
const unpacked = /^canvasapps\/(?:src\/([^/]+)|([^/]+?)(?:_DocumentUri)?(?:_msapp)?_src)\//i;
const generated = /^other\/src\//i;

/** What a file of a canvas app is, by its name below the solution or below the app; undefined when it belongs to no folder of an app. */
export function appFile(below: string): AppFile | undefined {
  const [, packedApp] = packed.exec(below) ?? [];
  if (packedApp !== undefined) return { app: packedApp, copy: 2 };
  const match = unpacked.exec(below);
  if (match === null) return /^(?:other\/)?src\//i.test(below) ? { app: "", copy: generated.test(below) ? 1 : 0 } : undefined;
  return { app: match[1] ?? match[2] ?? "", copy: generated.test(below.slice(match[0].length)) ? 1 : 0 };
}
