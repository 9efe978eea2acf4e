import { defineConfig } from "vitest/config";

/** Tests that take minutes run by their own command only. */
const slow = process.env["PILOTHOUSE_SLOW_TESTS"] === "1" ? [] : ["**/*.slow.test.ts"];

/** What is there for its pictures runs by its own command only. */
const pictures = process.env["PILOTHOUSE_PICTURES"] === "1" ? [] : ["**/*.picture.test.ts"];

/** Browser tests: the built dashboard in a real Chromium, one file after another so that they do not starve each other. */
export default defineConfig({
  test: {
    root: new URL("../..", import.meta.url).pathname,
    include: ["tooling/e2e/src/**/*.test.ts"],
    exclude: ["**/node_modules/**", ...slow, ...pictures],
    pool: "forks",
    fileParallelism: false,
    // The first test of a file waits for its server and its browser too.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A shared CI machine can stall a browser for longer than a person would wait. Such a retry is reported; at a desk there is none.
    retry: process.env["CI"] ? 1 : 0,
  },
});
