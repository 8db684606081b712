import { isObject, type Json } from "../json.ts";
import type { FlowParameter } from "./model.ts";

/** A setting of the app that is read in the value of a parameter. */
export interface SettingInParameter {
  readonly name: string;
  /** Where in the value: a parameter can hold an object. */
  readonly path: readonly string[];
  /** `copy`: the setting is all that the text gives; `whole`: it is a part of a longer text. */
  readonly mode: "copy" | "whole";
}

const settingCall = /\bappsetting\(\s*'([^']+)'\s*\)/gi;
const settingAlone = /^\s*@\{?\s*appsetting\(\s*'[^']+'\s*\)\s*\}?\s*$/i;

/**
 * The settings that the value of a parameter reads. Only the files of a Standard logic app can name them there.
 * Source: https://learn.microsoft.com/azure/logic-apps/create-parameters-workflows
 */
export function settingsIn({ source, defaultValue }: FlowParameter): readonly SettingInParameter[] {
  const found: SettingInParameter[] = [];
  const visit = (value: Json | undefined, path: readonly string[]): void => {
    if (typeof value === "string") {
      const mode = settingAlone.test(value) ? "copy" : "whole";
      for (const [, name = ""] of value.startsWith("@") || value.includes("@{") ? value.matchAll(settingCall) : [])
        found.push({ name, path, mode });
    } else if (Array.isArray(value) || isObject(value)) {
      for (const [key, child] of Object.entries(value)) visit(child, [...path, key]);
    }
  };
  if (source !== undefined) visit(defaultValue, []);
  return found;
}
