/** What the process ends with, the same for every command and format. */
export const exitCodes = {
  /** Nothing at or above `--fail-on`. */
  ok: 0,
  /** Findings at or above `--fail-on`, or more warnings than `--max-warnings`. */
  findings: 1,
  /** Wrong usage or configuration, nothing to read, or a defect of the tool. */
  failure: 2,
} as const;
