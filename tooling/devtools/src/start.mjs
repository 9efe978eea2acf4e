import { join } from "node:path";
import { ensureDashboard } from "./dashboard.mjs";
import { ensureInstalled } from "./install.mjs";
import { runTogether } from "./run.mjs";
import { main } from "./say.mjs";
import { root, tools } from "./workspace.mjs";

await main(async () => {
  await ensureInstalled("product");
  await ensureDashboard();
  // The caller's environment as it is: the server, not this script, decides what a terminal may see of it. The cache
  // spares every start but the first the compiling of what has not changed.
  const env = { NODE_COMPILE_CACHE: join(root, "node_modules", ".pilothouse", "compiled"), ...process.env };
  return runTogether([{ command: join(tools, "node"), args: [join(root, "apps/server/src/main.ts")], env }]);
});
