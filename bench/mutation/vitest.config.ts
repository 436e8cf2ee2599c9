import { defineConfig } from "vitest/config";

// What .stryker.config.mjs runs against each mutant: the rooms' own tests, each property for at most a second.
export default defineConfig({
  test: {
    include: ["rules/{condition,language,time}/**/*.test.ts"],
    setupFiles: ["bench/mutation/few-histories.ts"],
    testTimeout: 20_000,
    pool: "forks",
  },
});
