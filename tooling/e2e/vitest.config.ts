import { defineConfig } from "vitest/config";

/** Browser tests: the built dashboard in a real Chromium, one file after another so that they do not starve each other. */
export default defineConfig({
  test: {
    root: new URL("../..", import.meta.url).pathname,
    include: ["tooling/e2e/src/**/*.test.ts"],
    pool: "forks",
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A shared CI machine can stall a browser for longer than a person would wait. Such a retry is reported; at a desk there is none.
    retry: process.env["CI"] ? 1 : 0,
  },
});
