import { join } from "node:path";
import { ensureInstalled } from "./install.mjs";
import { runTogether } from "./run.mjs";
import { main, say } from "./say.mjs";
import { root, tools } from "./workspace.mjs";

await main(async () => {
  await ensureInstalled("product");
  say("The dashboard that reloads is at http://localhost:5173; the setup link works there too, with that port.");
  const web = join(root, "apps", "web");
  return runTogether([
    { command: join(tools, "node"), args: ["--watch", "--watch-preserve-output", "apps/server/src/main.ts"] },
    { command: join(web, "node_modules", ".bin", "vite"), args: ["--clearScreen", "false"], cwd: web },
  ]);
});
