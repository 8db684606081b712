import type { Reporter } from "./reporter.ts";

/** A word that `--format` knows. */
export type ReporterName =
  | "stylish"
  | "json"
  | "sarif"
  | "github"
  | "azure"
  | "junit"
  | "checkstyle"
  | "codequality"
  | "markdown"
  | "html"
  | "csv"
  | "compact";

/** Reporters load when they are asked for: a hook pays for one of them, not for all. */
const reporters: Readonly<Record<ReporterName, () => Promise<Reporter>>> = {
  stylish: async () => (await import("./stylish.ts")).stylish,
  json: async () => (await import("./json.ts")).json,
  sarif: async () => (await import("./sarif.ts")).sarif,
  github: async () => (await import("./github.ts")).github,
  azure: async () => (await import("./azure.ts")).azure,
  junit: async () => (await import("./junit.ts")).junit,
  checkstyle: async () => (await import("./checkstyle.ts")).checkstyle,
  codequality: async () => (await import("./codequality.ts")).codequality,
  markdown: async () => (await import("./markdown.ts")).markdown,
  html: async () => (await import("./html.ts")).html,
  csv: async () => (await import("./csv.ts")).csv,
  compact: async () => (await import("./compact.ts")).compact,
};

/** The words that `--format` knows. */
export const reporterNames = Object.keys(reporters) as readonly ReporterName[];

/** Whether a format of this name exists. */
export function isReporterName(name: string): name is ReporterName {
  return Object.hasOwn(reporters, name);
}

/** Loads a reporter when it is needed. */
export function loadReporter(name: ReporterName): Promise<Reporter> {
  return reporters[name]();
}
