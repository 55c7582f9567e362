import { defineConfig } from "vitest/config";

import { hostLibraries } from "./build/host";
import { iconsLicence } from "./build/licence";

export default defineConfig({
  plugins: [hostLibraries(), iconsLicence()],
  build: {
    target: "es2022",
    outDir: "../plugins/gong/web/static",
    emptyOutDir: true,
    // An ES module knows its own address, and from it the path that Airflow is served under.
    lib: { entry: "src/main.tsx", formats: ["es"], fileName: () => "gong.js" },
    rollupOptions: { treeshake: { propertyReadSideEffects: false } },
  },
  test: {
    environment: "jsdom",
    include: ["tests/**/*.test.{ts,tsx}"],
    restoreMocks: true,
    unstubGlobals: true,
    setupFiles: ["tests/setup.ts"],
  },
});
