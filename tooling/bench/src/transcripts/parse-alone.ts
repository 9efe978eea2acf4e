import { isAscii } from "node:buffer";
import { closeSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";

const CHUNK = 1024 * 1024;
const LINE_FEED = 0x0a;

/** The least that a reader of transcripts does: each line of each file through `JSON.parse`, and nothing kept. */
function parseAll(folder: string): number {
  let lines = 0;
  const parse = (line: Buffer) => {
    lines += 1;
    try {
      JSON.parse(line.toString(isAscii(line) ? "latin1" : "utf8"));
    } catch {
      // A broken line costs its reading, too.
    }
  };
  const chunk = Buffer.alloc(CHUNK);
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".jsonl")) continue;
    const file = openSync(join(folder, name), "r");
    let rest = Buffer.alloc(0);
    for (let size = readSync(file, chunk); size > 0; size = readSync(file, chunk)) {
      const bytes = Buffer.concat([rest, chunk.subarray(0, size)]);
      let from = 0;
      for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, from)) {
        parse(bytes.subarray(from, end));
        from = end + 1;
      }
      rest = bytes.subarray(from);
    }
    if (rest.length > 0) parse(rest);
    closeSync(file);
  }
  return lines;
}

const { folder }: { folder: string } = workerData;
const began = performance.now();
const lines = parseAll(folder);
parentPort?.postMessage({ lines, seconds: (performance.now() - began) / 1_000 });
