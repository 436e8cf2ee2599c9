import { defineConfig } from "vite";

// `vite build dashboards/console`. No plugin: the JSX transform is the bundler's own, and the page needs no other.
export default defineConfig({
  base: "/",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "dist",
    assetsDir: "assets",
    emptyOutDir: true,
    // The page may load nothing inline (content security policy), so nothing is turned into a data URL.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
