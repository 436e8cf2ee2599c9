import { createHash } from "node:crypto";
import { join } from "node:path";
import { defineConfig, type Plugin } from "vite";

/** Tells the service worker which files belong to this build. */
const withFileList = (): Plugin => ({
  name: "hallwatch-file-list",
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
      output: { entryFileNames: ({ name }) => (name === "sw" ? "sw.js" : "assets/[name]-[hash].js") },
    },
  },
});
