/**
 * A Vite plugin that takes React, its router and Chakra from Airflow's page instead of bundling them.
 *
 * Airflow 3.3.2 publishes them on `globalThis` before it imports a plugin's bundle (airflow/ui, main.tsx). The
 * names that a library exports are read from the installed package; those the page does not use are dropped.
 */
import type { Plugin } from "vite";

const GLOBALS: Record<string, string> = {
  react: "React",
  "react-dom": "ReactDOM",
  "react/jsx-runtime": "ReactJSXRuntime",
  "react-router-dom": "ReactRouterDOM",
  "@chakra-ui/react": "ChakraUI",
};
const PREFIX = "\0host:";

export function hostLibraries(): Plugin {
  return {
    name: "host-libraries",
    apply: "build",
    enforce: "pre",
    resolveId(source) {
      return source in GLOBALS ? { id: PREFIX + source, moduleSideEffects: false } : undefined;
    },
    async load(id) {
      if (!id.startsWith(PREFIX)) return undefined;
      const source = id.slice(PREFIX.length);
      const library = (await import(source)) as object;
      const names = Object.keys(library).filter((name) => /^[A-Za-z_$][\w$]*$/.test(name) && name !== "default");
      const host = `globalThis.${GLOBALS[source]}`;
      return [`export default ${host};`, ...names.sort().map((name) => `export const ${name} = ${host}.${name};`)].join(
        "\n",
      );
    },
  };
}
