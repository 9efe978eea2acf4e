import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLogger, newId, systemClock } from "@pilothouse/platform";
import type { RunnerTerminal, SpawnSpec, StreamItem } from "../port.ts";
import { readStream } from "../read-stream.ts";
import { type Engine, openEngine } from "./engine.ts";
import type { EngineOptions } from "./options.ts";

interface TestEngine extends AsyncDisposable {
  readonly host: Engine;
  readonly folder: string;
  /** Log lines as objects. */
  readonly logged: Record<string, unknown>[];
}

/** A real engine on a folder of its own, or on one that exists already. */
export async function openTestEngine(options: Partial<EngineOptions> = {}): Promise<TestEngine> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), "pilothouse-engine-")));
  const logged: Record<string, unknown>[] = [];
  const log = createLogger({ level: "info", name: "test" }, { write: (line) => void logged.push(JSON.parse(line)) });
  const environment = { PATH: process.env["PATH"], HOME: process.env["HOME"], LANG: "C.UTF-8" };
  const host = await openEngine({ environment, version: "1.2.3", log, clock: systemClock, ...options, folder });
  return {
    host,
    folder,
    logged,
    [Symbol.asyncDispose]: async () => {
      await host.shutdown();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A terminal that runs a script. */
export function shell(script: string, spec: Partial<SpawnSpec> = {}): SpawnSpec {
  return { id: newId(), command: ["/bin/sh", "-c", script], cwd: "/", cols: 80, rows: 24, ...spec };
}

/** All that a terminal says until it is over, or until its text contains `until`. */
export async function transcript(
  host: Pick<Engine, "read">,
  terminal: Pick<RunnerTerminal, "id" | "epoch">,
  until?: string,
): Promise<{ text: string; items: StreamItem[] }> {
  const items: StreamItem[] = [];
  let text = "";
  for await (const item of readStream(host, terminal)) {
    items.push(item);
    if (item.type === "data") text += Buffer.from(item.bytes).toString("latin1");
    if (until !== undefined && text.includes(until)) break;
  }
  return { text, items };
}
