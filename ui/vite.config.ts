import { fileURLToPath, URL } from "node:url";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";

/** What only an open calendar needs. */
const SELDOM = /element-plus|dayjs|lodash|@floating-ui|async-validator|Calendar/;

// The window's own web engine decides what may be written: WebKitGTK of Debian 12 and WebView2.
export default defineConfig({
  base: "./",
  plugins: [vue()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  clearScreen: false,
  server: {
    port: 5173,
    strictPort: true,
    // The texts live beside the interface, in assets/locales.
    fs: { allow: [".."] },
  },
  build: {
    target: ["es2022", "safari16"],
    // The content security policy allows no data: fonts and no inlined anything.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        // What several views share comes in one file with the window: each file costs a way to the program and
        // back. The calendar's kit is large and opened seldom; it stays apart.
        codeSplitting: { groups: [{ name: "shared", minShareCount: 2, test: (id) => !SELDOM.test(id) }] },
      },
    },
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.ts"],
    setupFiles: ["src/test/setup.ts"],
    css: false,
    // A busy machine takes its time; what hangs is still found.
    testTimeout: 30_000,
    server: { deps: { inline: ["element-plus"] } },
  },
});
