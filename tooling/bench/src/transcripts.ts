import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { tempFolder } from "@pilothouse/testing";
import { unpackFixtures } from "@pilothouse/transcripts/testing";
import { describeMachine } from "./machine.ts";
import { type Row, tableOf } from "./report.ts";
import { againstCcusage } from "./transcripts/against-ccusage.ts";
import { cold } from "./transcripts/cold.ts";
import { copyUntil } from "./transcripts/copies.ts";
import { idle, live } from "./transcripts/live.ts";
import { questions } from "./transcripts/questions.ts";
import { writeMessages } from "./transcripts/synthetic.ts";

const ARTIFACTS = fileURLToPath(new URL("../../../.artifacts", import.meta.url));
const SECTIONS = ["cold", "ccusage", "questions", "live", "idle"];

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    megabytes: { type: "string", default: "1000" },
    messages: { type: "string", default: "1000000" },
    samples: { type: "string", default: "100" },
    sections: { type: "string", default: SECTIONS.join(",") },
  },
});
const wanted = new Set(values.sections.split(","));
const say = (text: string) => process.stdout.write(`${text}\n`);
const machine = describeMachine();
say(`${Object.entries(machine).flat().join(" ")}\n`);

const measure: Readonly<Record<string, () => Promise<Row[]>>> = {
  cold: async () => {
    await using folder = await tempFolder("corpus");
    unpackFixtures(folder.path);
    const path = join(folder.path, "copies");
    const bytes = copyUntil(join(folder.path, "claude/projects"), path, Number(values.megabytes) * 1e6);
    return await cold({ path, bytes }, Number(values.rounds));
  },
  ccusage: async () => {
    await using folder = await tempFolder("home");
    unpackFixtures(folder.path);
    return await againstCcusage(join(folder.path, "claude"));
  },
  questions: async () => {
    await using folder = await tempFolder("messages");
    const messages = Number(values.messages);
    writeMessages(folder.path, messages, Date.now());
    return await questions({ path: folder.path, messages }, Number(values.samples));
  },
  live,
  idle,
};
const rows: Row[] = [];
for (const section of SECTIONS.filter((name) => wanted.has(name))) {
  const found = (await measure[section]?.()) ?? [];
  say(`${tableOf(found)}\n`);
  rows.push(...found);
}
await mkdir(ARTIFACTS, { recursive: true });
await writeFile(join(ARTIFACTS, "bench-transcripts.json"), `${JSON.stringify({ machine, rows }, null, 2)}\n`);
say(`The same as JSON: .artifacts/bench-transcripts.json`);
