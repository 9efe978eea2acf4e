import { join } from "node:path";
import { createLogger, messageOf } from "@pilothouse/platform";
import { START_WORDS } from "@pilothouse/terminals/runner";
import { announce } from "./announce.ts";
import { readSettings } from "./env.ts";
import { LogFile } from "./log-file.ts";
import { openRunner } from "./runner.ts";
import { VERSION } from "./version.ts";

const settings = readSettings(process.argv.slice(2), process.env);
const log = createLogger({ level: settings.logLevel, name: "runner" }, new LogFile(join(settings.dataDir, "logs", "runner.log")));

// One wrong handler must not end everyone's terminals.
process.on("uncaughtException", (error) => log.error({ err: error }, "an error was not handled"));
process.on("SIGHUP", () => log.info("SIGHUP is ignored: a runner has no terminal to lose"));

function stop(runner: AsyncDisposable, reason: string): void {
  log.info({ reason }, "stopping");
  runner[Symbol.asyncDispose]().then(
    () => process.exit(0),
    (error: unknown) => {
      log.error({ err: error }, "the runner did not stop cleanly");
      process.exit(1);
    },
  );
}

try {
  const ending = Promise.withResolvers<string>();
  const runner = await openRunner(settings, log, {
    onAbandoned: () => ending.resolve("the data folder is gone"),
    onDrained: () => ending.resolve("it was replaced, and its last terminal has ended"),
  });
  if (runner) {
    process.once("SIGTERM", ending.resolve);
    process.once("SIGINT", ending.resolve);
    void ending.promise.then((reason) => stop(runner, reason));
    log.info({ dataDir: settings.dataDir, version: VERSION }, "the runner is ready");
    announce(settings.readyFd, START_WORDS.ready);
  } else {
    announce(settings.readyFd, START_WORDS.taken);
  }
} catch (error) {
  log.error({ err: error }, "the runner cannot start");
  announce(settings.readyFd, messageOf(error));
  process.exit(1);
}
