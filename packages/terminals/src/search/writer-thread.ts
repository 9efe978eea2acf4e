import { setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { failureOf } from "./damage.ts";
import { IndexWriter, type Seen } from "./index-writer.ts";
import { type PackedBatch, unpackBatch } from "./line-batch.ts";
import { discardIndex } from "./open-index.ts";

/** What to do with the index, and what the answer is. */
export interface WriterCalls {
  /** Whether it was added: not while the log is at its bound. */
  readonly add: { readonly input: readonly PackedBatch[]; readonly answer: boolean };
  readonly seen: { readonly input: null; readonly answer: readonly Seen[] };
  /** Whether there may be more to do. */
  readonly prune: { readonly input: { readonly id: string; readonly before: number }; readonly answer: boolean };
  readonly remove: { readonly input: string; readonly answer: boolean };
  /** Begins with an empty index. */
  readonly renew: { readonly input: null; readonly answer: null };
  readonly close: { readonly input: null; readonly answer: null };
}

export type WriterCall = keyof WriterCalls;
export type WriterRequest = {
  readonly [Call in WriterCall]: { readonly call: Call; readonly input: WriterCalls[Call]["input"] };
}[WriterCall];
export type WriterAnswer = WriterCalls[WriterCall]["answer"];

/** What terminals do is more urgent than that they can be searched. */
const NICENESS = 10;

// On Linux this is the calling thread's priority; elsewhere it would be the whole process's.
if (process.platform === "linux") setPriority(NICENESS);

const { file, walBytes }: { file: string; walBytes: number } = workerData;
let writer = new IndexWriter(file, walBytes);

function renew(): null {
  writer.abandon();
  discardIndex(file);
  writer = new IndexWriter(file, walBytes);
  return null;
}

function close(): null {
  writer.close();
  return null;
}

function carryOut({ call, input }: WriterRequest): WriterAnswer {
  if (call === "add") return writer.add(input.map(unpackBatch));
  if (call === "seen") return writer.seen();
  if (call === "prune") return writer.prune(input.id, input.before);
  if (call === "remove") return writer.remove(input);
  return call === "renew" ? renew() : close();
}

const port = parentPort;
port?.on("message", ({ id, request }: { id: number; request: WriterRequest }) => {
  try {
    port.postMessage({ id, answer: carryOut(request) });
  } catch (error) {
    port.postMessage({ id, error: failureOf(error) });
    // What it remembers may not be in the file: the next thread reads it again.
    writer.abandon();
    process.exit(1);
  }
});
