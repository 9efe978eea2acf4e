import { setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { setImmediate as turn } from "node:timers/promises";
import { Ingester } from "../ingest/ingester.ts";
import { INDEX_LIMITS } from "../limits.ts";
import { Indexing } from "./indexing.ts";
import type { FromIndexer, ToIndexer } from "./messages.ts";

/** What terminals do is more urgent. */
const NICENESS = 5;

// On Linux this is the calling thread's priority; elsewhere it would be the whole process's.
if (process.platform === "linux") setPriority(NICENESS);

const { file }: { file: string } = workerData;
const post = (message: FromIndexer) => parentPort?.postMessage(message);
let isRunning = false;
const closed = new AbortController();

const indexing = new Indexing({ index: new Ingester(file), post, wake: () => void run() });

/** Between two steps events and messages are heard. */
async function run(): Promise<void> {
  if (isRunning) return;
  isRunning = true;
  let toldAt = performance.now();
  await turn();
  while (!closed.signal.aborted && !indexing.isIdle) {
    indexing.step();
    if (performance.now() - toldAt > INDEX_LIMITS.progressMs) {
      indexing.tell();
      toldAt = performance.now();
    }
    await turn();
  }
  isRunning = false;
  if (closed.signal.aborted) return;
  indexing.rest();
  indexing.tell();
}

const timers = [
  setInterval(() => indexing.sweepRecent(Date.now()), INDEX_LIMITS.recentSweepMs),
  setInterval(() => indexing.sweep(({ watch }) => watch.needsSweeps), INDEX_LIMITS.recentSweepMs),
  setInterval(() => indexing.sweep(() => true), INDEX_LIMITS.sweepMs),
];

parentPort?.on("message", (message: ToIndexer) => {
  if (message.type === "roots") return indexing.setRoots(message.roots);
  closed.abort();
  for (const timer of timers) clearInterval(timer);
  indexing.close();
  post({ type: "closed" });
  parentPort?.close();
});
