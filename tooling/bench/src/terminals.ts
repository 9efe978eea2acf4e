import { mkdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createClient } from "@pilothouse/sdk";
import { startTestServer, tempFolder } from "@pilothouse/testing";
import { apiToken } from "./api-token.ts";
import { writeCorpus } from "./corpus.ts";
import { describeMachine } from "./machine.ts";
import { startPump, startRelay } from "./processes.ts";
import { OURS, type Row, tableOf } from "./report.ts";
import type { Targets } from "./rounds.ts";
import { compared } from "./sections/compared.ts";
import { population } from "./sections/population.ts";
import { resume } from "./sections/resume.ts";
import { viewers } from "./sections/viewers.ts";

const ARTIFACTS = fileURLToPath(new URL("../../../.artifacts", import.meta.url));
const SECTIONS = ["compared", "resume", "population", "viewers"];

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    megabytes: { type: "string", default: "50" },
    samples: { type: "string", default: "500" },
    sections: { type: "string", default: SECTIONS.join(",") },
  },
});
const extent = { rounds: Number(values.rounds), samples: Number(values.samples) };
const wanted = new Set(values.sections.split(","));
const say = (text: string) => process.stdout.write(`${text}\n`);

await using folder = await tempFolder("bench");
await using server = await startTestServer({
  env: {
    LOG_LEVEL: "warn",
    // No viewer slows a program down, so what it prints must stay kept until even a slow client has read it all.
    PILOTHOUSE_TERMINAL_KEPT_BYTES: String(8 * Number(values.megabytes) * 1e6),
    PILOTHOUSE_TERMINALS_PER_USER: "100",
  },
});
await using pump = await startPump();
await using relay = await startRelay(join(folder.path, "relay.sock"));
const ttyd = (process.env["PATH"] ?? "").split(delimiter).some((path) => existsSync(join(path, "ttyd")));
const token = await apiToken(server);
const targets: Targets = {
  [OURS]: { kind: "attach", url: server.url, token },
  "bare pump": { kind: "bare", url: pump.url },
  "pump in two": { kind: "bare", url: relay.url },
  ...(ttyd && { ttyd: { kind: "ttyd" } }),
};
using client = createClient({ url: server.url, token });

const machine = describeMachine();
say(`${Object.entries(machine).flat().join(" ")}${ttyd ? "" : "; no ttyd on the PATH"}`);
say(`${extent.rounds} rounds in turns, medians; ${values.megabytes} MB a flood, ${extent.samples} key presses a round\n`);

const measure: Readonly<Record<string, () => Promise<Row[]>>> = {
  compared: async () => {
    const corpus = await writeCorpus(join(folder.path, "corpus"), Number(values.megabytes) * 1e6);
    return compared(targets, corpus, extent);
  },
  resume: () => resume(client, extent.rounds),
  population,
  viewers: () => viewers(server, token),
};
const rows: Row[] = [];
for (const section of SECTIONS.filter((name) => wanted.has(name))) rows.push(...((await measure[section]?.()) ?? []));

say(tableOf(rows));
await mkdir(ARTIFACTS, { recursive: true });
await writeFile(join(ARTIFACTS, "bench-terminals.json"), `${JSON.stringify({ machine, ...extent, rows }, null, 2)}\n`);
say(`\nThe same as JSON: .artifacts/bench-terminals.json`);
