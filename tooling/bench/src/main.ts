import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startTestServer, tempFolder } from "@pilothouse/testing";
import { apiToken } from "./api-token.ts";
import { writeCorpus } from "./corpus.ts";
import { describeMachine } from "./machine.ts";
import { startPump } from "./processes.ts";
import { floodRow, OURS, type Row, tableOf, timeRows } from "./report.ts";
import { measureInTurns } from "./rounds.ts";

/** In cooked mode the terminal driver keeps one line of at most 4,095 characters; more would not be echoed. */
const MOST_SAMPLES = 3_500;
const ARTIFACTS = fileURLToPath(new URL("../../../.artifacts", import.meta.url));

const say = (text: string) => process.stdout.write(`${text}\n`);

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    megabytes: { type: "string", default: "100" },
    samples: { type: "string", default: "2000" },
  },
});
const rounds = Number(values.rounds);
const samples = Math.min(Number(values.samples), MOST_SAMPLES);

await using folder = await tempFolder("bench");
// No viewer slows a program down, so what it prints must stay kept until even a slow client has read it all.
const kept = String(4 * Number(values.megabytes) * 1e6);
await using server = await startTestServer({ env: { LOG_LEVEL: "warn", PILOTHOUSE_TERMINAL_KEPT_BYTES: kept } });
await using pump = await startPump();

const corpus = await writeCorpus(join(folder.path, "corpus"), Number(values.megabytes) * 1e6);
const targets = {
  [OURS]: { kind: "attach", url: server.url, token: await apiToken(server) },
  "bare pump": { kind: "bare", url: pump.url },
} as const;

const machine = describeMachine();
say(
  Object.entries(machine)
    .map(([name, value]) => `${name} ${value}`)
    .join(", "),
);
say(
  `${rounds} rounds in turns; ${(corpus.bytes.raw / 1e6).toFixed(0)} MB of output and ${samples} key presses a round; medians\n`,
);

const rows: Row[] = [];
for (const mode of ["cooked", "raw"] as const) {
  const bytes = corpus.bytes[mode];
  const flood = await measureInTurns(targets, { kind: "flood", mode, file: corpus.file, bytes }, rounds);
  rows.push(floodRow(flood, bytes, { what: `throughput ${mode}`, aim: ">= 0.9x" }));
  const echo = await measureInTurns(targets, { kind: "echo", mode, samples }, rounds);
  rows.push(...timeRows(echo, `echo ${mode}`, { p50: "<= 1.3x", p95: "<= 1.3x" }));
}
say(tableOf(rows));
const result = JSON.stringify({ machine, rounds, bytes: corpus.bytes, samples, rows }, null, 2);
await mkdir(ARTIFACTS, { recursive: true });
await writeFile(join(ARTIFACTS, "bench.json"), `${result}\n`);
say(`\n${result}`);
