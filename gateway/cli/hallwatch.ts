#!/usr/bin/env node
// Node 22.18 is the first that runs TypeScript as it stands; `npm ci` brings Node 24 for npm scripts and npx.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `hallwatch needs Node 22.18 or later, this is ${process.version}: run it by \`npx hallwatch\` or \`npm start\`, which use the Node that npm ci installed`,
  );
  process.exit(2);
}
const { main } = await import("./main.ts");
process.exitCode = await main(process.argv.slice(2));
