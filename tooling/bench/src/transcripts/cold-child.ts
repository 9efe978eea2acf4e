import { readFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { createLogger } from "@pilothouse/platform";
import { Indexer } from "@pilothouse/transcripts";

const [, , file = "", path = ""] = process.argv;
const root = { id: "0198c0de-0000-7000-8000-000000000001", agent: "claude" as const, path, owner: "user:bench" };
const delay = monitorEventLoopDelay({ resolution: 1 });
const done = Promise.withResolvers<number>();
const began = performance.now();
const indexer = new Indexer({ file, log: createLogger({ level: "warn", name: "bench" }) });
indexer.onProgress(([progress]) => {
  if (progress && progress.bytes > 0 && progress.bytes === progress.readBytes) done.resolve((performance.now() - began) / 1_000);
});
delay.enable();
indexer.setRoots([root]);
// The thread keeps no process alive by itself.
const alive = setInterval(() => undefined, 1_000);
const seconds = await done.promise;
clearInterval(alive);
delay.disable();
await indexer[Symbol.asyncDispose]();
const peakKiB = Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1]);
process.send?.({ seconds, peakMiB: peakKiB / 1024, loopP99: delay.percentile(99) / 1e6 });
