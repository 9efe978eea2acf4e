import { fork } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { tempFolder } from "@pilothouse/testing";
import { z } from "zod";
import { ownRow, type Row } from "../report.ts";
import { median } from "../statistics.ts";

const Cold = z.object({ seconds: z.number(), peakMiB: z.number(), loopP99: z.number() });
const Alone = z.object({ lines: z.number(), seconds: z.number() });

/** How fast transcripts of so many bytes are read for the first time, beside what `JSON.parse` alone takes for their lines. */
export async function cold(corpus: { readonly path: string; readonly bytes: number }, rounds: number): Promise<Row[]> {
  const ours: z.infer<typeof Cold>[] = [];
  const alone: number[] = [];
  let indexBytes = 0;
  for (let round = 0; round < rounds; round += 1) {
    await using folder = await tempFolder("cold");
    const file = join(folder.path, "transcripts.db");
    const child = fork(new URL("cold-child.ts", import.meta.url), [file, corpus.path]);
    const [answer] = await once(child, "message");
    ours.push(Cold.parse(answer));
    await once(child, "exit");
    indexBytes = statSync(file).size;
    alone.push(await parseAlone(corpus.path));
  }
  const speed = (seconds: number) => corpus.bytes / 1e6 / seconds;
  const parse = speed(median(alone));
  return [
    {
      what: `first reading of ${(corpus.bytes / 1e6).toFixed(0)} MB, MB/s`,
      ours: speed(median(ours.map(({ seconds }) => seconds))),
      peers: { "JSON.parse alone": parse },
      aim: ">= 0.5x",
    },
    ownRow("peak memory of the process, MiB", median(ours.map(({ peakMiB }) => peakMiB)), "<= 400"),
    ownRow("event loop p99 meanwhile, ms", median(ours.map(({ loopP99 }) => loopP99)), "<= 20"),
    ownRow("size of the index, MB", indexBytes / 1e6),
  ];
}

async function parseAlone(folder: string): Promise<number> {
  const worker = new Worker(new URL("parse-alone.ts", import.meta.url), { workerData: { folder } });
  const [answer] = await once(worker, "message");
  return Alone.parse(answer).seconds;
}
