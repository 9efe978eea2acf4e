import { join } from "node:path";
import { ensureDashboard } from "./dashboard.mjs";
import { ensureInstalled } from "./install.mjs";
import { runTogether } from "./run.mjs";
import { main } from "./say.mjs";
import { root, tools } from "./workspace.mjs";

await main(async () => {
  await ensureInstalled("product");
  await ensureDashboard();
  // At a terminal only what needs attention is logged. Otherwise the caller's environment as it is: the server, not this
  // script, decides what a terminal may see of it.
  const env = process.stderr.isTTY ? { LOG_LEVEL: "warn", ...process.env } : process.env;
  return runTogether([{ command: join(tools, "node"), args: [join(root, "apps/server/src/main.ts")], env }]);
});
