import { join } from "node:path";
import { ensureInstalled } from "./install.mjs";
import { run } from "./run.mjs";
import { main } from "./say.mjs";
import { root, tools } from "./workspace.mjs";

const [, , name = "main", ...options] = process.argv;

await main(async () => {
  await ensureInstalled("product");
  return run(join(tools, "node"), [join(root, "tooling/bench/src", `${name}.ts`), ...options]);
});
