import { append } from "../collections.ts";
import { folderOf } from "../slash-path.ts";
import { componentOwner, type SourceFile } from "../source/place.ts";
import type { SolutionFiles } from "./files.ts";
import type { CustomConnector } from "./model.ts";

type ConnectorFile = CustomConnector["files"][number];

const connectorFiles: readonly (readonly [RegExp, ConnectorFile["role"]])[] = [
  [/_?openapidefinition\.json$|apidefinition(?:\.swagger)?\.json$/i, "openapi"],
  [/_?connectionparameter(?:s|sets)\.json$/i, "connection-parameters"],
  [/_?policytemplateinstances\.json$/i, "policies"],
  [/_?apiproperties\.json$/i, "properties"],
  [/(?:_script)?\.csx$/i, "script"],
];

/** Custom connectors by the names of their files, in the folder that solutions of the YAML layout have for them. */
export function connectorsOfFolder(files: SolutionFiles, solution: string): readonly CustomConnector[] {
  return connectorsAmong(
    files.names.filter((name) => /^connectors?\//i.test(name)),
    files,
    solution,
    (name, suffix) => name.replace(suffix, "").replace(/\/$/, ""),
  );
}

/** The connectors, each with the files of its name that its element does not list, and those of which there is no element. */
export function withUnlistedFiles(listed: readonly CustomConnector[], files: SolutionFiles, solution: string): readonly CustomConnector[] {
  const known = new Set(listed.flatMap((connector) => connector.files.map(({ source }) => source.file)));
  const unlisted = new Map<string, CustomConnector>();
  for (const connector of connectorsOfFolder(files, solution)) {
    const own = connector.files.filter(({ source }) => !known.has(source.file));
    if (own.length > 0) unlisted.set(connector.name.toLowerCase(), { ...connector, files: own });
  }
  const whole = listed.map((connector) => {
    const name = connector.name.toLowerCase();
    const more = unlisted.get(name)?.files ?? [];
    unlisted.delete(name);
    return more.length === 0 ? connector : { ...connector, files: [...connector.files, ...more] };
  });
  return [...whole, ...unlisted.values()];
}

const downloaded = /(?:^|\/)(?:apidefinition(?:\.swagger)?|apiproperties)\.json$/i;

/** Custom connectors as command-line tools download them: each in a folder of its own, wherever that is. */
export function downloadedConnectors(files: SolutionFiles, solution: string): readonly CustomConnector[] {
  const folders = new Set(files.names.filter((name) => downloaded.test(name)).map(folderOf));
  if (folders.size === 0) return [];
  return connectorsAmong(
    files.names.filter((name) => folders.has(folderOf(name)) && (downloaded.test(name) || /\.csx$/i.test(name))),
    files,
    solution,
    (name) => folderOf(name).replace(/\/$/, ""),
  );
}

function connectorsAmong(
  names: readonly string[],
  files: SolutionFiles,
  solution: string,
  keyOf: (name: string, suffix: RegExp) => string,
): readonly CustomConnector[] {
  const found = new Map<string, ConnectorFile[]>();
  for (const name of names) {
    const [suffix, role] = connectorFiles.find(([pattern]) => pattern.test(name)) ?? [];
    const source = files.find(name);
    if (suffix === undefined || role === undefined || source === undefined) continue;
    const key = keyOf(name, suffix);
    append(found, key, { role, source });
  }
  return [...found].map(([key, own]) => {
    // A folder that was given by itself is called as on the disk.
    const name = (key === "" ? files.container.path : key).split(/[\\/]/).at(-1) || "connector";
    const owner = componentOwner("custom-connector", name, solution);
    const source: SourceFile = own[0]?.source ?? { path: files.container.path, file: key, text: () => "" };
    return { name, displayName: name, place: { source, at: { kind: "json", pointer: [] }, owner }, files: own };
  });
}

/** Makes a problem of each file that cannot be read: whoever asks a connector for something goes on without it. */
export function checkConnectorFiles(connectors: readonly CustomConnector[], files: SolutionFiles): void {
  for (const { name, place, files: own } of connectors) {
    const owner = place.owner ?? { kind: "custom-connector", name };
    for (const { role, source } of own) {
      const text = files.text(source, owner);
      // A connector without policies or parameters may have an empty file for them.
      if (role !== "script" && text !== undefined && text.trim() !== "") files.value(source, owner);
    }
  }
}
