import { rmSync } from "node:fs";
import { join } from "node:path";
import { type Logger, systemClock } from "@pilothouse/platform";
import { checkPty, openEngine } from "@pilothouse/terminals/engine";
import { withMirror } from "@pilothouse/terminals/mirror";
import {
  generationFolder,
  newGeneration,
  removeDeadRunners,
  RUNNER_LIMITS,
  serveRunner,
  takeOver,
  writePidFile,
} from "@pilothouse/terminals/runner";
import { Search } from "@pilothouse/terminals/search";
import { whenAbandoned } from "./abandoned.ts";
import type { Settings } from "./env.ts";
import { VERSION } from "./version.ts";

/** What asks for the end of a runner. */
interface Endings {
  /** Nobody can reach it any more. */
  readonly onAbandoned: () => void;
  /** It was replaced, and its last terminal has ended. */
  readonly onDrained: () => void;
}

/** Puts the runner together. `null` when another one takes new terminals; disposing of it ends its terminals. */
export async function openRunner(settings: Settings, log: Logger, endings: Endings): Promise<AsyncDisposableStack | null> {
  const { dataDir, build, replaces, keptBytes, user } = settings;
  // What a terminal's program gets of these groups it keeps; this process itself, as root, needs none.
  if (user) process.setgroups?.([...user.groups]);
  await using parts = new AsyncDisposableStack();
  const lock = await takeOver({ dataDir, replaces, check: () => checkPty(user), log });
  if (!lock) return null;
  parts.defer(() => lock.release());
  const generation = newGeneration();
  const pidFile = writePidFile(dataDir, generation);
  parts.defer(() => pidFile.remove());
  removeDeadRunners(dataDir);
  const folder = generationFolder(dataDir, generation);
  parts.defer(() => rmSync(folder, { recursive: true, force: true }));

  const engine = await openEngine({
    folder: join(dataDir, "terminals"),
    environment: settings.environment,
    user,
    version: VERSION,
    log,
    clock: systemClock,
    ...(keptBytes === null ? {} : { limits: { keptBytesPerTerminal: keptBytes } }),
  });
  parts.defer(() => engine.shutdown());
  const search = new Search({ file: join(dataDir, "search.db"), folder: join(dataDir, "terminals"), clock: systemClock, log });
  parts.defer(() => search.close());
  const screens = { folder: join(dataDir, "screens"), log, known: await engine.known(), onLines: search.onLines };
  const mirrored = await withMirror(engine, { ...screens, ...(keptBytes === null ? {} : { keptBytes }) });
  parts.defer(() => mirrored.close());

  let accepting = true;
  const drain = async (): Promise<void> => {
    if (accepting) log.info("another runner takes the new terminals from now on");
    accepting = false;
    await engine.drain(() => setTimeout(endings.onDrained, RUNNER_LIMITS.lingerMs));
    lock.release();
  };
  const host = { ...(await search.over(mirrored.host)), adopt: () => engine.adopt(), drain };
  const server = await serveRunner({ host, folder, generation, version: VERSION, build, accepting: () => accepting, log });
  parts.defer(() => server.close());
  parts.defer(whenAbandoned(lock, endings.onAbandoned));
  return parts.move();
}
