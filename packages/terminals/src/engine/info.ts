import { hostname } from "node:os";
import type { RunnerInfo } from "../port.ts";
import { terminalEnvironment } from "./environment.ts";
import type { Eyes } from "./eyes.ts";
import type { EngineOptions } from "./options.ts";
import { findAgents, userShell } from "./programs.ts";

/** What this machine offers a terminal. Programs are looked for anew each time: agents get installed while we run. */
export async function describeMachine({ environment, version }: EngineOptions, eyes: Eyes): Promise<RunnerInfo> {
  const env = terminalEnvironment(environment, { id: "" });
  const [shell, agents] = await Promise.all([userShell(env["SHELL"], eyes), findAgents(env["PATH"] ?? "", eyes)]);
  return { name: hostname(), version, pid: process.pid, home: env["HOME"] ?? "/", shell, agents };
}
