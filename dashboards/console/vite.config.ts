import { createHash } from "node:crypto";
import { join } from "node:path";
import { defineConfig, type Plugin } from "vite";

/** Tells the service worker which files belong to this build. */
const withFileList = (): Plugin => ({
  name: "hallwatch-file-list",
  // Last of all: scripts that held nothing but a style sheet are taken out before.
  enforce: "post",
  generateBundle(_options, bundle) {
    const files = Object.keys(bundle)
      .filter(file => file.startsWith("assets/"))
      .map(file => `/${file}`)
      .sort();
    const name = `hallwatch-${createHash("sha256").update(files.join("\n")).digest("hex").slice(0, 12)}`;
    const worker = bundle["sw.js"];
    if (worker?.type !== "chunk") throw new Error("vite (dashboards/console): sw.js is not in the build");
    worker.code = `const BUILD = ${JSON.stringify({ name, files })};\n${worker.code}`;
  },
});

const FIRST =
  /\/(@?preact[-@\w./]*|store|sound)\/|\/route\.ts|\/format\/(time|value|short-name)\.ts|\/parts\/(age|badge|icon|lazy|shapes|unknown)\.tsx?|\/alerts\/(acts|asked|board|causes|perform|place|state|take|unshelve)\.tsx?|\/words\/(language|values|zh|zh-acts)\.ts/;

// `vite build dashboards/console`. The JSX transform is the bundler's own.
export default defineConfig({
  base: "/",
  plugins: [withFileList()],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "dist",
    assetsDir: "assets",
    emptyOutDir: true,
    // The page may load nothing inline (content security policy), so nothing is turned into a data URL.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: { index: join(import.meta.dirname, "index.html"), sw: join(import.meta.dirname, "worker.ts") },
      output: {
        entryFileNames: ({ name }) => (name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
        // What the first page loads anyway is one file, though later parts use pieces of it: it packs better than many.
        codeSplitting: {
          groups: [
            { name: "first", test: FIRST },
            { name: "uplot", test: /\/uplot\// },
          ],
        },
      },
    },
  },
});
