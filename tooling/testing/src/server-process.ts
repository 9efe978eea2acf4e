import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../../apps/server/src/main.ts", import.meta.url));
const READY = /^Pilothouse is ready at (?<url>\S+)$/m;
const SETUP = /^Create the first account: (?<url>\S+)$/m;
const READY_WITHIN_MS = 60_000;

/** How a process ended: its exit code, or the signal that ended it. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The server as a program: one process from its start to its end. */
export interface ServerProcess {
  readonly pid: number;
  /** Resolves when it says that it is ready; rejects with what it printed when it ends before. */
  readonly ready: Promise<{ readonly url: string; readonly setupUrl: string | undefined }>;
  readonly ended: Promise<ProcessEnd>;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly stdout: () => string;
  readonly stderr: () => string;
}

/** Starts `apps/server`, or another script that does, with exactly this environment. */
export function launchServer(environment: Readonly<Record<string, string>>, script = MAIN): ServerProcess {
  const child = spawn(process.execPath, [script], { env: environment, stdio: ["ignore", "pipe", "pipe"] });
  const killWithUs = () => child.kill("SIGKILL");
  process.once("exit", killWithUs);

  let stdout = "";
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (part: string) => (stderr += part));
  child.stdout.setEncoding("utf8").on("data", (part: string) => (stdout += part));

  const ended = endOf(child);
  const ready = new Promise<{ url: string; setupUrl: string | undefined }>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`the server ${why}\n${stdout}${stderr}`));
    const timer = setTimeout(() => fail(`was not ready within ${READY_WITHIN_MS} ms`), READY_WITHIN_MS);
    child.stdout.on("data", () => {
      const url = READY.exec(stdout)?.groups?.["url"];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve({ url, setupUrl: SETUP.exec(stdout)?.groups?.["url"] });
    });
    void ended.then(({ code, signal }) => {
      clearTimeout(timer);
      process.off("exit", killWithUs);
      fail(`ended (${signal ?? code}) before it was ready`);
    });
  });
  // A test that waits for the end alone must not fail for a promise that it never looked at.
  ready.catch(() => undefined);
  const kill = (signal: NodeJS.Signals) => void child.kill(signal);
  return { pid: pidOf(child), ready, ended, kill, stdout: () => stdout, stderr: () => stderr };
}

async function endOf(child: ChildProcess): Promise<ProcessEnd> {
  await once(child, "close");
  return { code: child.exitCode, signal: child.signalCode };
}

function pidOf(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error(`${process.execPath} could not be started`);
  return child.pid;
}
