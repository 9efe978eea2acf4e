import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { newId } from "@pilothouse/platform";
import { expect, test } from "vitest";
import { collect, command, link, openAll, SIZE, viewer } from "./test-open.ts";

/** What the program reads, as `cat -v` prints it. */
const visible = (answer: string) => answer.replaceAll("\x1b", "^[");

const QUERIES =
  "ab\x1b[c\x1b[>c\x1b[6n\x1b[5n\x1b]11;?\x07\x1b[?2004$p\x1bP$qr\x1b\\\x1b[>q\x1b[?u\x1b[5;7H\x1b[?6n\x1b[=c\x1b[14t\x1b[16t\x1b[18t\x1b[?996n";
const ANSWERS = [
  "\x1b[?1;2c",
  "\x1b[>0;276;0c",
  "\x1b[1;8R",
  "\x1b[0n",
  "\x1b]11;rgb:0e0e/1010/1313\x1b\\",
  "\x1b[?2004;2$y",
  "\x1bP1$r1;24r\x1b\\",
  "\x1bP>|xterm.js(6.0.0)\x1b\\",
  "\x1b[?5;7R",
  "\x1bP!|00000000\x1b\\",
  "\x1b[4;384;640t",
  "\x1b[6;16;8t",
  "\x1b[8;24;80t",
  "\x1b[?997;1n",
].join("");

const printf = (text: string) => `printf '${text.replaceAll("\\", "\\\\").replaceAll("\x1b", "\\033")}'`;

test.for([0, 1, 5])("case 11: what a program asks is answered once and in order, with %i viewers", async (viewers) => {
  await using all = await openAll();
  const { terminals, ada } = all;
  const script = `stty raw -echo; printf ready; read x; ${printf(QUERIES)}; exec cat -v`;
  const { id } = await terminals.create(ada, { ...SIZE, command: command(script.replace("read x", "head -c 1 >/dev/null")) });
  const ready = await collect(
    { terminals, who: ada, input: { ...viewer(), id, from: { offset: 0 } } },
    (text) => text === "ready",
  );
  // What draws screens has started: before, a loaded machine may take longer than an answer is waited for.
  await all.host.snapshot(id);
  const crowd = Array.from({ length: viewers }, () =>
    collect({ terminals, who: ada, input: { ...viewer(), id } }, (text) => text.endsWith("END")),
  );
  const clientId = newId();
  await terminals.write(ada, { id, clientId, seq: 1, data: Buffer.from("x") });
  const whole = ready.text + QUERIES + visible(ANSWERS);
  const input = { ...viewer(), id, from: { offset: 0 } };
  const asked = await collect({ terminals, who: ada, input }, (text) => text.length >= whole.length);
  expect(asked.text).toBe(whole);

  // Who comes later, with a screen, from the first byte or where it left off, asks nothing again.
  const again = [
    { ...viewer(), id },
    { ...viewer(), id, from: { offset: 0 } },
    { ...input, lastEventId: ready.lastId },
  ];
  for (const late of again) await collect({ terminals, who: ada, input: late }, (_, { event }) => event.type !== "state");
  await terminals.write(ada, { id, clientId, seq: 2, data: Buffer.from("END") });
  const end = await collect({ terminals, who: ada, input: { ...viewer(), id, from: { offset: 0 } } }, (text) =>
    text.endsWith("END"),
  );
  expect(end.text).toBe(`${whole}END`);
  await Promise.all(crowd);
});

/** Bytes that look random, and are the same each time. */
function noise(length: number): Uint8Array {
  let state = 12_345;
  return Uint8Array.from({ length }, () => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) >>> 24);
}

test("case 10: a binary file leaves the terminal alive, its bytes as they were and each query in it answered once", async () => {
  await using all = await openAll();
  const { terminals, ada, folder } = all;
  const path = join(folder, "binary");
  // Without an ESC of its own the file asks what is put into it here, and nothing else.
  const part = noise(64 * 1024).map((byte) => (byte === 0x1b ? 0 : byte));
  const file = Buffer.concat(Array.from({ length: 10 }, () => Buffer.concat([part, Buffer.from("\x1b\\\x1b[c")])));
  await writeFile(path, file);
  const { id } = await terminals.create(ada, { ...SIZE, command: command(`stty raw -echo; cat ${path}; exec cat -v`) });
  const clientId = newId();
  const answers = visible("\x1b[?1;2c").repeat(10);
  const own = link();
  let output = Buffer.alloc(0);
  const input = { ...viewer(), id, from: { offset: 0 } };
  let sent = false;
  for await (const { event } of await terminals.attach(ada, input, own)) {
    if (event.type !== "data") continue;
    output = Buffer.concat([output, event.bytes]);
    await terminals.ack(ada, { id, viewerId: input.viewerId, offset: event.offset + event.bytes.length });
    if (!sent && output.length >= file.length + answers.length) {
      sent = true;
      await terminals.write(ada, { id, clientId, seq: 1, data: Buffer.from("END") });
    }
    if (output.subarray(file.length).toString("latin1").endsWith("END")) break;
  }
  own.stop();
  expect(output.subarray(0, file.length).equals(file)).toBe(true);
  expect(output.subarray(file.length).toString("latin1")).toBe(`${answers}END`);
  // Drawing it takes its time, and comes to an end.
  await expect.poll(async () => (await all.host.snapshot(id)).cursor.offset, { timeout: 20_000 }).toBe(output.length);
});

test("a program that asks and never reads cannot fill its input for those who type", async () => {
  await using all = await openAll();
  const { terminals, ada } = all;
  const script =
    "stty raw -echo; i=0; while [ $i -lt 3000 ]; do printf '\\033[c\\033[6n\\033[c\\033[c'; i=$((i+1)); done; printf over; sleep 100";
  const { id } = await terminals.create(ada, { ...SIZE, command: command(script) });
  const input = { ...viewer(), id, from: { offset: 0 } };
  await collect({ terminals, who: ada, input }, (text) => text.endsWith("over"));
  const clientId = newId();
  const paste = Buffer.alloc(1024 * 1024, "x");
  expect(await terminals.write(ada, { id, clientId, seq: 1, data: paste })).toEqual({ appliedSeq: 1 });
});
