import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A program that runs on its own. Disposing of it is `kill -9`. */
export interface Child extends AsyncDisposable {
  readonly pid: number | undefined;
  /** Its standard output, a line at a time. */
  readonly lines: AsyncIterableIterator<string>;
  kill(): Promise<void>;
}

export function startChild(program: URL, argument: string): Child {
  const child = spawn(process.execPath, [fileURLToPath(program), argument], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const kill = () => killAndWait(child);
  return { pid: child.pid, lines, kill, [Symbol.asyncDispose]: kill };
}

async function killAndWait(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
}
