import { rules as builtInRules } from "../../rules/index.ts";
import type { Rule } from "../rule.ts";

/**
 * Loads the rules that are written as code: the built-in ones, then those of plug-ins. Rules of the configuration are data and not among them.
 * @throws UserError when a plug-in cannot be loaded, or exports anything but rules
 */
export async function loadRules(plugins: readonly string[], cwd: string): Promise<readonly Rule[]> {
  if (plugins.length === 0) return builtInRules;
  // Without plug-ins, a run need not load the module that loads them.
  const { loadPlugins } = await import("./plugins.ts");
  return [...builtInRules, ...(await loadPlugins(plugins, cwd))];
}
