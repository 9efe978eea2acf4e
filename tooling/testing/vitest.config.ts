import { defineConfig } from "vitest/config";

/** Tests that take minutes run by their own command only. */
const slow = process.env["PILOTHOUSE_SLOW_TESTS"] === "1" ? [] : ["**/*.slow.test.ts"];

/** Unit and integration tests of the whole repository. */
export default defineConfig({
  test: {
    root: new URL("../..", import.meta.url).pathname,
    include: ["{packages,apps,tooling}/*/src/**/*.test.{ts,tsx}"],
    exclude: ["**/node_modules/**", "tooling/e2e/**", ...slow],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A shared CI machine can stall for longer than any deadline. Such a retry is reported; at a desk there is none.
    retry: process.env["CI"] ? 1 : 0,
  },
});
