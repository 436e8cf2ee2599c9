#!/usr/bin/env node
// Plain JavaScript, so that any Node can say what is wrong; everything behind it is TypeScript, run as it stands.
import module from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `hallwatch needs Node 22.18 or later and this is ${process.version}: run it by \`npx hallwatch\` or \`npm start\`, which use the Node that \`npm ci\` installed
需要 Node 22.18 或更新，现在是 ${process.version}：请用 \`npx hallwatch\` 或 \`npm start\` 运行`,
  );
  process.exit(2);
}
// A gateway makes little garbage that lives: a small nursery, two helper threads and one malloc arena cost little time
// and spare some 40 MB. They can be had at the start only, so this process becomes the same one with them.
const SMALL = ["--max-semi-space-size=8", "--v8-pool-size=2"];
const isLong = ["start", "demo"].some(command => process.argv.includes(command));
if (isLong && !process.execArgv.includes(SMALL[0]) && process.platform !== "win32" && process.execve) {
  const again = [process.execPath, ...SMALL, ...process.execArgv, ...process.argv.slice(1)];
  process.execve(process.execPath, again, { MALLOC_ARENA_MAX: "1", ...process.env });
}
// Stripping types needs a compiler in memory, 18 MB and 10 MB more a thread; what is cached needs none. The variable
// is for the threads, the call for this one.
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), "node-compile-cache");
module.enableCompileCache(process.env.NODE_COMPILE_CACHE);
// Whoever reads our answer may have seen enough: `hallwatch points | head`.
process.stdout.on("error", error => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});
const { main } = await import("./main.ts");
process.exitCode = await main(process.argv.slice(2));
