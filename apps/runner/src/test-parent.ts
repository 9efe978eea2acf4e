import { createLogger, newId } from "@pilothouse/platform";
import { connectRunner } from "@pilothouse/terminals/runner";

/** For tests: a server of the smallest kind. Starts a runner and a terminal, says their process ids, and stays. */
const [, , dataDir = "", main = ""] = process.argv;
const log = createLogger({ level: "silent", name: "parent" });
const client = connectRunner({ dataDir, log, launch: { main, build: "b1", environment: process.env } });
const terminal = await client.spawn({ id: newId(), command: ["/bin/sleep", "1000"], cwd: "/", cols: 80, rows: 24 });
const { pid } = await client.info();
process.stdout.write(`${JSON.stringify({ runnerPid: pid, terminalPid: terminal.pid })}\n`);
