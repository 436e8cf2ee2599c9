import { join } from "node:path";
import { defineConfig } from "vitest/config";

// Tests stand beside what they test. Those that need a server say so by name and skip themselves when it is
// absent; HALLWATCH_REQUIRE_SERVICES=1 (set by .ci/run) turns a missing server into a failure.
export default defineConfig({
  test: {
    // Patience is for busy machines and costs nothing where all is well; what has to be fast says so itself.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 45_000 } },
    pool: "forks",
    // Threads that find their code stripped of types load no compiler: its WebAssembly, loaded and dropped in many threads
    // at once, now and then ends the process (V8's "jit_page_->allocations_.erase", nodejs/node#64500).
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, "node_modules/.cache/node-compile-cache") },
    // Most tests wait for servers, browsers and timers rather than for the processor.
    maxWorkers: 2,
    reporters: ["default"],
    // Begun in the order of their names: what takes longest comes first, so that no worker has to wait for it at the end.
    projects: [
      {
        extends: true,
        test: {
          name: "console",
          include: ["dashboards/console/**/*.test.{ts,tsx}"],
          globalSetup: "dashboards/console/testing/build-place.ts",
        },
      },
      {
        extends: true,
        test: {
          name: "rules",
          include: ["rules/**/*.test.ts"],
          // What is pure leaves nothing behind in its process, so that one process can test it all.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "world",
          include: ["{gateway,dashboards,simulators}/**/*.test.{ts,tsx}"],
          exclude: ["**/node_modules/**", "dashboards/console/**"],
        },
      },
    ],
  },
});
