import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { Fault, type LogLevel, messageOf } from "@pilothouse/platform";
import { runnerEnvironment } from "../engine/environment.ts";
import type { SystemUser } from "../engine/system-user.ts";
import { socketFolder } from "./folders.ts";
import { RUNNER_LIMITS } from "./limits.ts";

export interface RunnerLaunch {
  /** Absolute path of the runner's program, `apps/runner/src/main.ts`. */
  readonly main: string;
  /** What the runner's environment is picked from; only names on the engine's allow-list reach it. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Names what it is started from; left out, a digest of its sources. A runner of another build is replaced. */
  readonly build?: string | undefined;
  /** Output kept for each terminal, in bytes; left out, the named limit. */
  readonly keptBytes?: number;
  readonly logLevel?: LogLevel;
  /** Whom terminals' programs run as; left out, like this process. */
  readonly user?: Pick<SystemUser, "uid" | "gid"> | null;
}

/** The file descriptor on which a new runner says how its start went. */
const READY_FD = 3;

/** What a new runner says there: `ready`, `taken` (another one is alive) or why it cannot start. */
export const START_WORDS = { ready: "ready", taken: "taken" } as const;

function openLog(dataDir: string): { file: number; path: string } {
  const folder = join(dataDir, "logs");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, "runner.log");
  return { file: openSync(path, "a", 0o600), path };
}

async function firstWords(pipe: Readable): Promise<string> {
  const late = AbortSignal.timeout(RUNNER_LIMITS.startMs);
  late.addEventListener("abort", () => pipe.destroy(new Error(`it was not ready within ${RUNNER_LIMITS.startMs} ms`)));
  return (await text(pipe)).trim();
}

function commandLine(
  { build, keptBytes, logLevel, user }: RunnerLaunch,
  dataDir: string,
  replaces: string | undefined,
): string[] {
  return [
    "--data-dir",
    dataDir,
    "--ready-fd",
    String(READY_FD),
    ...(build === undefined ? [] : ["--build", build]),
    ...(replaces === undefined ? [] : ["--replaces", replaces]),
    ...(keptBytes === undefined ? [] : ["--kept-bytes", String(keptBytes)]),
    ...(user ? ["--user", `${user.uid}:${user.gid}`] : []),
    ...(logLevel === undefined ? [] : ["--log-level", logLevel]),
  ];
}

/** For the runner alone; its terminals get none of it. */
function compileCache({ NODE_COMPILE_CACHE: folder }: RunnerLaunch["environment"]): Record<string, string> {
  return folder ? { NODE_COMPILE_CACHE: folder } : {};
}

/**
 * Starts a runner in its own session, so that it outlives this process however that ends, and waits until it listens.
 * It makes the generation that it `replaces` take no new terminals. Returns too when another runner of this data folder
 * takes them already. Throws a Fault `unavailable` that says why it could not.
 */
export async function startRunner(launch: RunnerLaunch, dataDir: string, replaces?: string): Promise<void> {
  // The place is written down here, in the environment that decides.
  socketFolder(dataDir);
  const log = openLog(dataDir);
  // The runner asks the system's library for a terminal's settings through an interface that Node still warns of.
  const flags = ["--disable-warning=ExperimentalWarning"];
  const child = spawn(process.execPath, [...flags, launch.main, ...commandLine(launch, dataDir, replaces)], {
    cwd: dataDir,
    detached: true,
    env: { ...runnerEnvironment(launch.environment), ...compileCache(launch.environment) },
    stdio: ["ignore", log.file, log.file, "pipe"],
  });
  closeSync(log.file);
  child.unref();
  const failed = new Promise<never>((_, reject) => child.once("error", reject));
  const pipe = child.stdio[READY_FD];
  if (!(pipe instanceof Readable)) throw new TypeError("the runner has no pipe to say that it is ready");
  let words: string;
  try {
    words = await Promise.race([firstWords(pipe), failed]);
  } catch (error) {
    throw new Fault("unavailable", `the runner did not start: ${messageOf(error)}`);
  }
  if (words === START_WORDS.ready || words === START_WORDS.taken) return;
  const reason = words === "" ? "it ended at once" : words;
  throw new Fault("unavailable", `the runner did not start: ${reason} (see ${log.path})`);
}
