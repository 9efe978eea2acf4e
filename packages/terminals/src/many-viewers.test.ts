import type { AttachEvent } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { collect, command, openAll, SIZE, viewer } from "./test-open.ts";

const VIEWERS = 200;
const LINES = 200_000;

test("case 24: 200 viewers of one terminal cost its runner about as many reads as one, and get the very same events", async () => {
  let reads = 0;
  await using all = await openAll({}, (host) => ({
    read: (request, signal) => {
      reads += 1;
      return host.read(request, signal);
    },
  }));
  const { terminals, ada } = all;
  const { id } = await terminals.create(ada, { ...SIZE, command: command(`read x; seq 1 ${LINES}; read x`) });
  const seen: AttachEvent[][] = [];
  const last = `${LINES}\r\n`;
  const everybody = Array.from({ length: VIEWERS }, async () => {
    const input = { ...viewer(), mode: "view" as const, id, from: { offset: 0 } };
    const { text, events } = await collect({ terminals, who: ada, input }, (_, { event }) => {
      return event.type === "data" && Buffer.from(event.bytes.subarray(-last.length)).toString() === last;
    });
    expect(text.length).toBeGreaterThan(1_200_000);
    seen.push(events.filter(({ type }) => type === "data"));
  });
  await terminals.write(ada, { id, clientId: "typist", seq: 1, data: Buffer.from("\n") });
  await Promise.all(everybody);

  const asked = reads;
  const different = new Set(seen.flat());
  const delivered = seen.reduce((sum, events) => sum + events.length, 0);
  process.stdout.write(`${VIEWERS} viewers: ${delivered} events delivered, ${different.size} made, ${asked} reads\n`);
  expect(delivered).toBeGreaterThan(VIEWERS * 5);
  expect(different.size).toBeLessThan(delivered / 20);
  expect(asked).toBeLessThan(delivered / 20);
}, 60_000);
