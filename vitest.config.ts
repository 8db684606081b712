import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/setup.ts"],
    // Some tests try hundreds of solutions: seconds alone, minutes on a machine that does other work.
    testTimeout: 300_000,
    // A test that asks nothing cannot fail: a list that turned out empty, a helper that returned before it compared.
    expect: { requireAssertions: true },
    pool: "threads",
    // Files of one thread share their modules, whose state is only what was worked out before: importing them anew for each file took a fifth of the time.
    isolate: false,
    // One for each core: Vitest would leave one free, which on two cores takes twice the time. Bounds of time are of processor time.
    maxWorkers: "100%",
    coverage: {
      include: ["src/**/*.ts", "rules/*/rule.ts"],
      // The commands run in processes of their own, where their lines are not counted; the others run when something is built or measured.
      exclude: ["src/cli/**", "src/dev/**", "src/testing/**", "src/config/validator.generated.ts", "src/report/html/script.ts"],
      reporter: ["text-summary", "json-summary"],
      thresholds: { statements: 92, branches: 85, functions: 92, lines: 94 },
    },
  },
});
