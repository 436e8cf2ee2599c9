// Mutation tests of the rooms whose mistakes nobody would see: `npm run mutation`, or `ROOM=condition npm run mutation`.
// Figures are in docs/measured.md.
const room = process.env.ROOM ?? "{condition,language,time}";

/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  mutate: [
    `rules/${room}/**/*.ts`,
    "!**/*.test.ts",
    "!**/testing/**",
    // Tables of data: a mutant of them is another year of holidays, not another way to decide.
    "!rules/time/china-holidays.ts",
  ],
  // Stryker would rewrite tsconfig.json with an API that TypeScript 7 no longer has; the tests run without it.
  ignorePatterns: ["/tsconfig.json", "/dashboards", "/coverage", "/data"],
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner"],
  vitest: { configFile: "bench/mutation/vitest.config.ts", related: false },
  coverageAnalysis: "perTest",
  concurrency: 2,
  timeoutMS: 10_000,
  reporters: ["clear-text", "progress", "json"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: "coverage/mutation.json" },
  tempDirName: "coverage/mutants",
  cleanTempDir: "always",
  thresholds: { high: 90, low: 80, break: 80 },
};
