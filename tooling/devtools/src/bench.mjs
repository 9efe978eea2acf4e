import { join } from "node:path";
import { ensureInstalled } from "./install.mjs";
import { run } from "./run.mjs";
import { main } from "./say.mjs";
import { root, tools } from "./workspace.mjs";

await main(async () => {
  await ensureInstalled("product");
  return run(join(tools, "node"), [join(root, "tooling/bench/src/main.ts"), ...process.argv.slice(2)]);
});
