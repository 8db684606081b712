/** A path of an older connector action (`inputs.path`), taken apart. */
export interface LegacyPath {
  /** Segments without version segments and query; each expression is one {@link hole}. */
  readonly text: string;
  /** The expressions in order, with their braces. */
  readonly expressions: readonly string[];
}

/** A method and path of an operation, compiled. */
export interface LegacyForm {
  readonly method: string;
  readonly operation: string;
  readonly expression: RegExp;
  readonly names: readonly string[];
}

/** Stands for an expression inside a path. */
const hole = "\u0001";
const longestPath = 4000;

/** Takes a path such as `/v2/datasets/@{encodeURIComponent('x')}/tables` apart; `undefined` for one that is wholly an expression. */
export function parseLegacyPath(path: string): LegacyPath | undefined {
  if (path.length > longestPath || (path.startsWith("@") && !path.startsWith("@{"))) return undefined;
  const expressions: string[] = [];
  let text = "";
  for (let at = 0; at < path.length; at++) {
    if (path.startsWith("@{", at)) {
      const end = endOfExpression(path, at + 2);
      expressions.push(path.slice(at, end));
      text += hole;
      at = end - 1;
    } else if (path[at] === "?") break;
    else text += path[at];
  }
  return { text: withoutVersions(text), expressions };
}

/** Compiles `get /secrets/{secretName}/value`, the form that the connector tables use. */
export function compileLegacyForm(key: string, operation: string): LegacyForm {
  const [method = "", template = ""] = key.split(" ", 2);
  const names: string[] = [];
  const parts = withoutVersions(template)
    .split(/(\{[^}]*\}|\*\*)/)
    .map((part) => {
      if (part === "**") return ".*";
      if (!part.startsWith("{")) return part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      names.push(part.slice(1, -1));
      return "([^/]+?)";
    });
  return { method, operation, names, expression: new RegExp(`^${parts.join("")}$`, "dis") };
}

/** The texts of the named segments where the path has this form, else `undefined`. */
export function matchLegacyForm(form: LegacyForm, path: LegacyPath): Record<string, string> | undefined {
  const match = form.expression.exec(path.text);
  if (match === null) return undefined;
  const found: Record<string, string> = {};
  for (const [index, name] of form.names.entries()) {
    const value = match[index + 1] ?? "";
    let next = countHoles(path.text.slice(0, match.indices?.[index + 1]?.[0] ?? 0));
    found[name] = value.replaceAll(hole, () => path.expressions[next++] ?? "");
  }
  return found;
}

/** The path in a form that can be shown: expressions and everything but plain words become `{}`. */
export function describeLegacyPath(path: LegacyPath): string {
  return path.text
    .split("/")
    .map((segment) => (/^[$A-Za-z][A-Za-z._-]{0,40}$|^$/.test(segment) ? segment : "{}"))
    .join("/");
}

function withoutVersions(text: string): string {
  return text
    .split("/")
    .filter((segment) => !/^(v\d+(\.\d+)?|beta|codeless)$/i.test(segment))
    .join("/");
}

function countHoles(text: string): number {
  return text.split(hole).length - 1;
}

function endOfExpression(path: string, from: number): number {
  let quoted = false;
  for (let at = from; at < path.length; at++) {
    if (path[at] === "'") quoted = !quoted;
    else if (path[at] === "}" && !quoted) return at + 1;
  }
  return path.length;
}
