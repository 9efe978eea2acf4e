import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { ensurePrograms } from "./browser.mjs";
import { ensureInstalled } from "./install.mjs";
import { run } from "./run.mjs";
import { CannotGoOn, main } from "./say.mjs";
import { environment, root } from "./workspace.mjs";

const TESTS = join(root, "tooling/e2e/src");

/** Leaves a picture of every page and dialog in `.artifacts/screenshots`, by the browser tests that take some. */
await main(async () => {
  await ensureInstalled("everything");
  await ensurePrograms();
  if ((await run("turbo", ["run", "build", "--output-logs=errors-only"])) !== 0) throw new CannotGoOn("The build failed.");
  const files = readdirSync(TESTS)
    .map((name) => join(TESTS, name))
    .filter((file) => file.endsWith(".test.ts") && readFileSync(file, "utf8").includes("takePicture"))
    .map((file) => relative(root, file));
  return run("vitest", ["run", "--config", "tooling/e2e/vitest.config.ts", ...files], {
    ...environment,
    PILOTHOUSE_PICTURES: "1",
  });
});
