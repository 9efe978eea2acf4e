import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createLogger, newId } from "@pilothouse/platform";
import { connectRunner, stopRunner } from "@pilothouse/terminals/runner";

/** For tests: the runner's program. */
export const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));
const log = createLogger({ level: "silent", name: "test" });

/** For tests: a data folder of its own; whatever runner is left on it is ended. */
export async function openDataDir(under = tmpdir()) {
  const dataDir = await mkdtemp(join(under, "runner-"));
  const environment = { PATH: process.env["PATH"], HOME: process.env["HOME"] };
  return {
    dataDir,
    connect: (extra: Record<string, string> = {}, build = "b1") =>
      connectRunner({ dataDir, log, launch: { main: MAIN, build, environment: { ...environment, ...extra } } }),
    /** A client that only finds runners and starts none. */
    look: () => connectRunner({ dataDir, log }),
    [Symbol.asyncDispose]: async () => {
      await stopRunner(dataDir);
      await rm(dataDir, { recursive: true });
    },
  };
}

/** The process ids that runners have written down. */
export async function writtenPids(dataDir: string): Promise<number[]> {
  const names = (await readdir(join(dataDir, "run"))).filter((name) => name.endsWith(".pid"));
  return Promise.all(names.map(async (name) => Number(await readFile(join(dataDir, "run", name), "utf8"))));
}

/** For what raises no event. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise(setImmediate);
}

export const isGone = async (pid: number) => /^$|\) Z /.test(await readFile(`/proc/${pid}/stat`, "utf8").catch(() => ""));

/** A terminal that does nothing, or runs this script. */
export function shell(script = "exec sleep 1000") {
  return { id: newId(), command: ["/bin/sh", "-c", script], cwd: "/", cols: 80, rows: 24 };
}
