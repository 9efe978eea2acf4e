import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { InputQueue } from "./input-queue.ts";
import { Pty, type PtyEnd } from "./pty.ts";

const env = { PATH: "/usr/bin:/bin", TERM: "xterm-256color" };

/** A program whose input goes through a queue; `until` resolves when its output contains the text. */
function openProgram(script: string, interrupt: () => Promise<boolean> = async () => false) {
  let output = Buffer.alloc(0);
  let check = () => {};
  const { promise: end, resolve } = Promise.withResolvers<PtyEnd>();
  const spec = { program: "/bin/sh", args: ["-c", script], cwd: "/", env, cols: 80, rows: 24 };
  const take = (chunk: Uint8Array) => {
    output = Buffer.concat([output, chunk]);
    check();
  };
  const pty = Pty.start(spec, take, resolve);
  const queue = new InputQueue({ write: (bytes) => pty.write(bytes), limitBytes: 4 * 1024 * 1024, interrupt });
  const until = async (text: string) => {
    const seen = Promise.withResolvers<void>();
    check = () => output.includes(text) && seen.resolve();
    check();
    await seen.promise;
  };
  return { pty, queue, end, until, output: () => output };
}

const noise = (length: number) => Buffer.from(Uint8Array.from({ length }, (_, at) => (at * 7 + (at >> 9)) & 0xff));

test("a paste of 1 MiB reaches a program in raw mode byte for byte, control bytes included", async () => {
  const length = 1024 * 1024;
  const program = openProgram(`stty raw -echo; echo ready; head -c ${length} | sha256sum`);
  await program.until("ready");
  const data = noise(length);
  for (let at = 0; at < length; at += 65_536) program.queue.push(data.subarray(at, at + 65_536));
  await program.end;
  expect(program.output().toString()).toContain(createHash("sha256").update(data).digest("hex"));
});

test("NUL, 0xFF, a lone ESC, C1 and flow control bytes arrive verbatim", async () => {
  const program = openProgram("stty raw -echo; echo ready; head -c 9 | od -An -tx1");
  await program.until("ready");
  program.queue.push(Uint8Array.of(0x00, 0xff, 0x1b, 0x9b, 0x13, 0x11, 0x03, 0x04, 0x80));
  await program.end;
  expect(program.output().toString()).toContain("00 ff 1b 9b 13 11 03 04 80");
});

test("what waits for a killed program never reaches the next terminal, 20 times", async () => {
  const leaks: string[] = [];
  for (let at = 0; at < 20; at += 1) {
    const sleeper = openProgram("stty raw -echo; echo ready; exec sleep 100");
    await sleeper.until("ready");
    for (let sent = 0; sent < 16; sent += 1) sleeper.queue.push(Buffer.alloc(65_536, "Z"));
    process.kill(sleeper.pty.pid, "SIGKILL");
    await sleeper.end;
    const next = openProgram("stty raw -echo; echo ready; timeout 0.05 cat; echo done");
    sleeper.queue.push(Buffer.from("ZZZ"));
    await next.end;
    if (next.output().includes("Z")) leaks.push(next.output().toString());
  }
  expect(leaks).toEqual([]);
});

test("beyond the limit a chunk is refused whole, and the limit is named", () => {
  const queue = new InputQueue({ write: () => 0, limitBytes: 1_000, interrupt: async () => false });
  queue.push(new Uint8Array(900));
  const facts = { limitBytes: 1_000, queuedBytes: 900 };
  expect(() => queue.push(new Uint8Array(101))).toThrow(expect.objectContaining({ kind: "quota", facts }));
  queue.push(new Uint8Array(100));
  queue.stop();
});

test("Ctrl-C passes ahead of a queue that nobody reads", async () => {
  const done = Promise.withResolvers<void>();
  const asked: number[] = [];
  const queue = new InputQueue({
    write: () => 0,
    limitBytes: 1_000_000,
    interrupt: async ([key = 0]) => {
      asked.push(key);
      if (asked.length === 2) done.resolve();
      return true;
    },
  });
  queue.push(new Uint8Array(500_000));
  queue.push(Uint8Array.of(3));
  queue.push(Uint8Array.of(0x1c));
  await done.promise;
  expect(asked).toEqual([3, 0x1c]);
  queue.stop();
});

test("while the program reads, Ctrl-C keeps its place", async () => {
  const written: number[] = [];
  const done = Promise.withResolvers<void>();
  let calls = 0;
  const write = (bytes: Uint8Array) => {
    calls += 1;
    if (calls % 5 !== 0) return 0;
    written.push(...bytes.subarray(0, 1));
    if (written.length === 5) done.resolve();
    return 1;
  };
  const queue = new InputQueue({ write, limitBytes: 100, interrupt: async () => true });
  queue.push(Uint8Array.of(1, 2));
  queue.push(Uint8Array.of(3));
  queue.push(Uint8Array.of(4, 5));
  await done.promise;
  expect(written).toEqual([1, 2, 3, 4, 5]);
});
