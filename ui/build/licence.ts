/** A Vite plugin that puts the licence of what is bundled on top of the bundle: the icons are Lucide's. */
import { readFileSync } from "node:fs";

import type { Plugin } from "vite";

export function iconsLicence(): Plugin {
  return {
    name: "icons-licence",
    generateBundle(_, bundle) {
      const licence = readFileSync(new URL("../node_modules/lucide-react/LICENSE", import.meta.url), "utf8").trim();
      for (const chunk of Object.values(bundle)) {
        if (chunk.type === "chunk") chunk.code = `/*! The icons in this file:\n${licence}\n*/\n${chunk.code}`;
      }
    },
  };
}
