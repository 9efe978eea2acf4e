import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/index.ts"],
  platform: "neutral",
  target: "es2023",
  tsconfig: "tsconfig.build.json",
  dts: true,
  // Otherwise the declarations would still import what they no longer name.
  treeshake: { moduleSideEffects: false },
  deps: {
    // Private to this repository, so they travel inside.
    alwaysBundle: [/^@pilothouse\/contracts/],
    // Types of the router check this package; none of its declarations names them.
    neverBundle: ["@pilothouse/api"],
  },
});
