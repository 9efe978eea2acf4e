import type { Client } from "@pilothouse/sdk";
import { ownRow, type Row } from "../report.ts";
import { median } from "../statistics.ts";

const SIZES = [
  { megabytes: 1, aim: "< 1000" },
  { megabytes: 50, aim: "" },
];

/** From attaching at an offset to the last byte behind it. */
export async function resume(client: Client, rounds: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { megabytes, aim } of SIZES) {
    const bytes = megabytes * 1e6;
    const { id } = await client.terminals.create({
      command: ["/bin/sh", "-c", `stty -opost; yes | head -c ${bytes}; exec sleep 1000`],
    });
    await read(client, { id, from: bytes - 1, to: bytes });
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const began = performance.now();
      await read(client, { id, from: 0, to: bytes });
      times.push(performance.now() - began);
    }
    rows.push(ownRow(`resume of ${megabytes} MB, ms`, median(times), aim));
    await client.terminals.delete(id);
  }
  return rows;
}

/** Reads on from `from`, which may still be to come, up to `to`. */
async function read(client: Client, part: { id: string; from: number; to: number }): Promise<void> {
  let at = 0;
  while (at < part.from) at = (await client.terminals.get(part.id)).endOffset;
  using view = client.terminals.attach(part.id, { from: { offset: part.from } });
  for await (const event of view) {
    if (event.type === "gap") throw new Error(`the bytes from ${event.from} to ${event.to} are gone`);
    if (event.type === "data" && event.offset + event.bytes.length >= part.to) return;
  }
}
