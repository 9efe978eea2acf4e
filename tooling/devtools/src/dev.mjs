import { join } from "node:path";
import { ensureInstalled } from "./install.mjs";
import { runTogether } from "./run.mjs";
import { main } from "./say.mjs";
import { root, tools } from "./workspace.mjs";

await main(async () => {
  await ensureInstalled("product");
  const web = join(root, "apps", "web");
  return runTogether([
    { command: join(tools, "node"), args: ["--watch", "--watch-preserve-output", "apps/server/src/main.ts"] },
    { command: join(web, "node_modules", ".bin", "vite"), args: ["--clearScreen", "false"], cwd: web },
  ]);
});
