import { defineConfig } from "vitest/config";

// What .stryker.config.mjs runs against each mutant: the room's own tests, each property for at most a second. Left out are
// tests of how long something takes: a busy machine would kill mutants that nothing else sees.
const room = process.env.ROOM ?? "{condition,language,time}";

export default defineConfig({
  test: {
    include: [`rules/${room}/**/*.test.ts`],
    exclude: ["**/fuzz.test.ts"],
    setupFiles: ["bench/mutation/few-histories.ts"],
    testTimeout: 20_000,
    pool: "forks",
  },
});
