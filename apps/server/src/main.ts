import { createLogger, Fault, type Logger } from "@pilothouse/platform";
import { BadSetting } from "./bad-setting.ts";
import { readConfig } from "./env.ts";
import { type RunningServer, startServer } from "./server.ts";

/** A shutdown that takes longer is cut off. */
const SHUTDOWN_MS = 20_000;

function greet({ url, setupCode }: RunningServer): void {
  // After `#`, so that the code is in no log and no Referer header.
  const setup = setupCode === null ? "" : `Create the first account: ${url}/setup#code=${setupCode}\n`;
  process.stdout.write(`Pilothouse is ready at ${url}\n${setup}`);
}

/** A signal during the start lets the start finish first: half a server could not be taken down in order. */
function stopOnSignals(starting: Promise<RunningServer>, log: Logger): void {
  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, "stopping");
    setTimeout(() => {
      log.error("the shutdown took too long");
      process.exit(1);
    }, SHUTDOWN_MS).unref();
    try {
      await (await starting).close();
      process.exit(0);
    } catch (error) {
      log.error({ err: error }, "the shutdown failed");
      process.exit(1);
    }
  };
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, (name: string) => void stop(name));
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  // People read standard output; the log is on standard error. A full disk or a closed pipe behind them is no reason to end.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  const log = createLogger({ level: config.logLevel, name: "server" }, process.stderr);
  process.on("unhandledRejection", (error) => log.error({ err: error }, "a rejection nobody handled"));
  const starting = startServer(config, process.env, log);
  stopOnSignals(starting, log);
  const server = await starting;
  greet(server);
  log.info({ url: server.url, dataDir: config.dataDir }, "ready");
}

main().catch((error: unknown) => {
  const known = error instanceof BadSetting || error instanceof Fault;
  process.stderr.write(`pilothouse: ${known ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
