import { displayPath } from "./discover.ts";
import type { Limits, ResolvedConfig, Sourced } from "./types.ts";

/** The resolved configuration for `--print-config`: JSON in which every setting says where it comes from (`from`). No absolute paths. */
export function printConfig(config: ResolvedConfig): string {
  return `${JSON.stringify(printable(config), null, 2)}\n`;
}

function printable(config: ResolvedConfig): unknown {
  const list = <T>(items: readonly Sourced<T>[]) => items.map(({ value, origin }) => ({ value, from: origin.text }));
  const table = <T>(entries: ReadonlyMap<string, Sourced<T>>) =>
    Object.fromEntries([...entries].map(([name, { value, origin }]) => [name, { value, from: origin.text }]));
  return {
    files: config.files,
    preset: { value: config.preset.value, from: config.preset.origin.text },
    rules: Object.fromEntries(
      [...config.rules.values()].map((rule) => [
        rule.name,
        {
          code: rule.code,
          level: rule.level,
          from: rule.levelOrigin.text,
          ...(Object.keys(rule.options).length > 0 ? { options: rule.options, optionsFrom: rule.optionsOrigin.text } : {}),
        },
      ]),
    ),
    overrides: config.overrides.map(({ origin, rules, ...override }) => ({
      ...override,
      rules: Object.fromEntries(rules),
      from: origin.text,
    })),
    ignore: list(config.ignore),
    environments: Object.fromEntries(
      config.environments.map(({ name, settings, vaultPattern, origin }) => [
        name,
        { settings: settings === undefined ? undefined : displayPath(settings, config.cwd), vaultPattern, from: origin.text },
      ]),
    ),
    sensitiveNames: list(config.sensitiveNames),
    connectors: table(config.connectors),
    desktopActions: table(config.desktopActions),
    customRules: config.customRules.map(({ origin, ...rule }) => ({ ...rule, from: origin.text })),
    limits: Object.fromEntries(
      Object.entries(config.limits).map(([name, value]) => [
        name,
        { value, from: config.limitOrigins.get(name as keyof Limits)?.text ?? "default" },
      ]),
    ),
  };
}
