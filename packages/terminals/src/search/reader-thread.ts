import { parentPort, workerData } from "node:worker_threads";
import { failureOf } from "./damage.ts";
import { Finder, type FindQuery } from "./find.ts";
import { openForReading } from "./open-index.ts";

const { file }: { file: string } = workerData;
const port = parentPort;
let finder: Finder | undefined;

port?.on("message", ({ id, request }: { id: number; request: FindQuery }) => {
  try {
    finder ??= new Finder(openForReading(file));
    port.postMessage({ id, answer: finder.find(request) });
  } catch (error) {
    port.postMessage({ id, error: failureOf(error) });
    process.exit(1);
  }
});
