import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: new URL("../..", import.meta.url).pathname,
    include: ["{packages,apps,tooling}/*/src/**/*.test.{ts,tsx}"],
    exclude: ["**/node_modules/**", "tooling/e2e/**"],
    testTimeout: 30_000,
  },
});
