import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { type JobInput, Times } from "./job.ts";

const program = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Measures in a process of its own, so that no client shares an event loop with a server. */
export async function measureIn(job: JobInput): Promise<number[]> {
  const child = spawn(process.execPath, [program("client.ts"), JSON.stringify(job)], { stdio: ["ignore", "pipe", "inherit"] });
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, "exit")]);
  if (code !== 0) throw new Error(`the client of ${JSON.stringify(job)} ended with ${code}`);
  return Times.parse(JSON.parse(output));
}

export interface Pump extends AsyncDisposable {
  readonly url: string;
}

/** The bare pump, in a process of its own. */
export async function startPump(): Promise<Pump> {
  const { child, url } = await startProgram("pump.ts", []);
  return { url, [Symbol.asyncDispose]: () => stop(child) };
}

/** The bare pump cut in two: what any server costs whose terminals outlive it. `socket` is a path that is free. */
export async function startRelay(socket: string): Promise<Pump> {
  const behind = await startProgram("behind-relay.ts", [socket]);
  const { child, url } = await startProgram("relay.ts", [socket]);
  const end = async () => void (await Promise.all([stop(child), stop(behind.child)]));
  return { url, [Symbol.asyncDispose]: end };
}

async function startProgram(name: string, args: readonly string[]): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [program(name), ...args], { stdio: ["pipe", "pipe", "inherit"] });
  const [line] = await once(child.stdout, "data");
  const { url } = z.object({ url: z.string() }).parse(JSON.parse(String(line)));
  return { child, url };
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}
