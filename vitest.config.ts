import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/setup.ts"],
    testTimeout: 60_000,
    pool: "threads",
    coverage: {
      include: ["src/**/*.ts", "rules/*/rule.ts"],
      // The commands run in processes of their own, where their lines are not counted; the others run when something is built or measured.
      exclude: ["src/cli/**", "src/dev/**", "src/testing/**", "src/config/validator.generated.ts", "src/report/html/script.ts"],
      reporter: ["text-summary", "json-summary"],
      thresholds: { statements: 92, branches: 85, functions: 92, lines: 94 },
    },
  },
});
