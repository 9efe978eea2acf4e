import { join } from "node:path";
import { type Logger, newId, systemClock } from "@pilothouse/platform";
import { openEngine } from "@pilothouse/terminals/engine";
import { withMirror } from "@pilothouse/terminals/mirror";
import { runFolder, serveRunner, takeRunnerLock, writePidFile } from "@pilothouse/terminals/runner";
import { whenAbandoned } from "./abandoned.ts";
import type { Settings } from "./env.ts";
import { VERSION } from "./version.ts";

/**
 * Puts the runner together. `null` when another one is alive; disposing of it ends its terminals, which `onAbandoned`
 * asks for when nobody can reach it any more.
 */
export async function openRunner(settings: Settings, log: Logger, onAbandoned: () => void): Promise<AsyncDisposableStack | null> {
  const { dataDir, keptBytes } = settings;
  await using parts = new AsyncDisposableStack();
  const run = runFolder(dataDir);
  const lock = takeRunnerLock(run);
  if (!lock) return null;
  parts.defer(() => lock.release());
  const pidFile = writePidFile(run, newId());
  parts.defer(() => pidFile.remove());

  const engine = await openEngine({
    folder: join(dataDir, "terminals"),
    environment: settings.environment,
    version: VERSION,
    log,
    clock: systemClock,
    ...(keptBytes === null ? {} : { limits: { keptBytesPerTerminal: keptBytes } }),
  });
  parts.defer(() => engine.shutdown());
  const mirrored = await withMirror(engine, { folder: join(dataDir, "screens"), log });
  parts.defer(() => mirrored.close());
  const server = await serveRunner({ host: mirrored.host, folder: settings.socketDir, version: VERSION, log });
  parts.defer(() => server.close());
  parts.defer(whenAbandoned(lock, onAbandoned));
  return parts.move();
}
