import { rules as builtInRules } from "../../rules/index.ts";
import type { Rule } from "../rule.ts";

/**
 * The rules that are written as code: the built-in ones, then those of plug-ins. Only for plug-ins is what loads them loaded.
 * @throws UserError when a plug-in cannot be loaded, or exports something else than rules
 */
export async function codedRules(plugins: readonly string[], cwd: string): Promise<readonly Rule[]> {
  if (plugins.length === 0) return builtInRules;
  const { loadPlugins } = await import("./plugins.ts");
  return [...builtInRules, ...(await loadPlugins(plugins, cwd))];
}
