import { createHash, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import type { Engine } from "./engine.ts";
import { LineCut } from "./line-cut.ts";
import { openTestEngine, shell, transcript } from "./test-engine.ts";

const WRITE_BYTES = 64 * 1024;
const MIB = 1024 * 1024;

/** Writes as one tab does: in pieces, each with its number. */
function writer(host: Engine, id: string): (data: Uint8Array) => Promise<void> {
  let seq = 0;
  return async (data) => {
    for (let at = 0; at < data.length; at += WRITE_BYTES) {
      await host.write({ id, clientId: "tab", seq: (seq += 1), data: data.subarray(at, at + WRITE_BYTES) });
    }
  };
}

test("case 34: every byte there is reaches a program in raw mode as it was typed, one key at a time and at once", async () => {
  await using opened = await openTestEngine();
  const { host } = opened;
  // Ctrl-S, Ctrl-Q, NUL, 0xFF, a lone escape and the 8-bit controls first, then all of them.
  const keys = Buffer.from([0x13, 0x11, 0x00, 0xff, 0x1b, ...Array.from({ length: 32 }, (_, at) => 0x80 + at)]);
  const all = Buffer.from(Array.from({ length: 256 }, (_, at) => at));
  const count = keys.length + all.length;
  const made = await host.spawn(shell(`stty raw -echo; echo ready; head -c ${count} | od -An -v -tx1 | tr -d ' \\r\\n'; echo .`));
  await transcript(host, made, "ready");
  const write = writer(host, made.id);
  for (const key of keys) await write(Uint8Array.of(key));
  await write(all);
  const { text } = await transcript(host, made);
  expect(text.replace(/\s/g, "")).toBe(`ready${keys.toString("hex")}${all.toString("hex")}.`);
});

test("case 34: Ctrl-S holds the output of a program in line mode and Ctrl-Q lets it go on; nothing of it is lost", async () => {
  await using opened = await openTestEngine();
  const { host } = opened;
  const made = await host.spawn(shell("stty -echo -opost ixon -ixany; echo ready; read x; seq 1 2000; echo end"));
  await transcript(host, made, "ready");
  const write = writer(host, made.id);
  await write(Buffer.from("\x13\n"));
  await pause(100);
  const { endOffset } = await host.get(made.id);
  expect(endOffset).toBe("ready\n".length);
  await write(Buffer.from("\x11"));
  const numbers = Array.from({ length: 2_000 }, (_, at) => `${at + 1}\n`).join("");
  expect((await transcript(host, made)).text).toBe(`ready\n${numbers}end\n`);
});

test("case 7: a paste of a mebibyte arrives identical at a program in raw mode", async () => {
  await using opened = await openTestEngine();
  const { host } = opened;
  const paste = randomBytes(MIB);
  const made = await host.spawn(shell(`stty raw -echo; echo ready; head -c ${MIB} | sha256sum`));
  await transcript(host, made, "ready");
  await writer(host, made.id)(paste);
  const { text } = await transcript(host, made);
  expect(text).toContain(createHash("sha256").update(paste).digest("hex"));
  expect((await host.get(made.id)).care.inputCutBytes).toBe(0);
});

test("case 7: what the kernel cuts off a too long line for a program in line mode is told, byte for byte", async () => {
  await using opened = await openTestEngine();
  const { host, folder } = opened;
  const path = join(folder, "read-by-the-program");
  const made = await host.spawn(shell(`stty -echo; echo ready; cat >${path}`));
  await transcript(host, made, "ready");
  await writer(host, made.id)(Buffer.from(`${"x".repeat(4_000)}\n${"y".repeat(10_000)}\nend\n\x04`));
  await transcript(host, made);
  const read = await readFile(path, "utf8");
  expect(read).toContain(`${"x".repeat(4_000)}\ny`);
  expect(read.endsWith("y\nend\n")).toBe(true);
  const lost = 10_000 - read.replaceAll(/[^y]/g, "").length;
  expect(lost).toBeGreaterThan(0);
  expect((await host.get(made.id)).care.inputCutBytes).toBe(lost);
});

test("a line is cut at 4095 bytes and not before, in line mode only", () => {
  const canonical = new LineCut(() => ({ canonical: true, echo: true }));
  expect(canonical.take(Buffer.from(`${"x".repeat(4_095)}\n`))).toBe(0);
  expect(canonical.take(Buffer.alloc(4_000, "x"))).toBe(0);
  expect(canonical.take(Buffer.alloc(96, "x"))).toBe(1);
  expect(canonical.take(Buffer.from("xx\nx"))).toBe(2);
  const raw = new LineCut(() => ({ canonical: false, echo: false }));
  expect(raw.take(Buffer.alloc(10_000, "x"))).toBe(0);
  const unknown = new LineCut(() => null);
  expect(unknown.take(Buffer.alloc(10_000, "x"))).toBe(0);
});

test("case 7: a mebibyte for a program that sleeps costs next to no CPU, and another terminal answers", async () => {
  await using opened = await openTestEngine();
  const { host } = opened;
  const asleep = await host.spawn(shell("stty raw -echo; echo ready; exec sleep 1000"));
  const awake = await host.spawn(shell('stty -echo; echo ready; while read x; do echo "got $x"; done'));
  await Promise.all([transcript(host, asleep, "ready"), transcript(host, awake, "ready")]);
  await writer(host, asleep.id)(Buffer.alloc(MIB, "x"));
  await writer(host, awake.id)(Buffer.from("one\n"));
  await transcript(host, awake, "got one");
  const [began, before] = [performance.now(), process.cpuUsage()];
  await pause(1_500);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1_000 / (performance.now() - began)).toBeLessThan(0.15);
});

test("case 6: input that a program left unread reaches no terminal that is opened after its end", async () => {
  await using opened = await openTestEngine();
  const { host } = opened;
  for (let round = 0; round < 10; round += 1) {
    const first = await host.spawn(shell("stty raw -echo; echo ready; exec sleep 1000"));
    await transcript(host, first, "ready");
    await writer(host, first.id)(Buffer.alloc(MIB, "x"));
    process.kill(first.pid ?? 0, "SIGKILL");
    const others = await Promise.all([1, 2].map(() => host.spawn(shell("stty raw -echo; echo ready; exec od -c"))));
    await transcript(host, first);
    for (const other of others) {
      await transcript(host, other, "ready");
      const { endOffset } = await host.get(other.id);
      expect(endOffset).toBe("ready\n".length);
      await host.remove(other.id);
    }
  }
});

test("case 3: a flood that nobody watches never waits, and its log is complete", async () => {
  await using opened = await openTestEngine();
  const { host } = opened;
  const made = await host.spawn(shell("stty -opost; seq 1 1000000"));
  await vi.waitFor(async () => expect((await host.get(made.id)).status).toBe("exited"), { timeout: 60_000 });
  const expected = createHash("sha256");
  for (let at = 1; at <= 1_000_000; at += 1) expected.update(`${at}\n`);
  const { text } = await transcript(host, made);
  expect(createHash("sha256").update(text).digest("hex")).toBe(expected.digest("hex"));
}, 90_000);
