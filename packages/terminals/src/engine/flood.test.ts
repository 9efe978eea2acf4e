import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLogger, newId } from "@pilothouse/platform";
import { expect, test, vi } from "vitest";
import { readStream } from "../read-stream.ts";
import { ActivityWatch } from "../activity/watch-activity.ts";
import { InputLog } from "../audit/input-log.ts";
import { decodeRecords } from "./index-record.ts";
import { Program } from "./program.ts";
import { Recording } from "./recording.ts";
import { Segments } from "./segments.ts";
import { openTestEngine, shell, transcript } from "./test-engine.ts";
import { TimelineFile } from "./timeline-file.ts";

const KIB = 1024;
const MIB = 1024 * KIB;

/** The output of `seq 1 count`. */
function numbers(count: number): Buffer {
  return Buffer.from(Array.from({ length: count }, (_, at) => `${at + 1}\n`).join(""));
}

test("case 3: a flood that nobody reads completes, and what is over the cap is an explicit gap", async () => {
  await using opened = await openTestEngine({ limits: { hotRingBytes: 256 * KIB, keptBytesPerTerminal: 2 * MIB } });
  const { host, folder } = opened;
  const printed = numbers(1_500_000);
  const over = Promise.withResolvers<void>();
  host.onChange(({ status }) => status === "exited" && over.resolve());
  const made = await host.spawn(shell("stty -opost; seq 1 1500000"));
  await over.promise;

  const { startOffset, endOffset } = await host.get(made.id);
  expect(endOffset).toBe(printed.length);
  expect(endOffset - startOffset).toBeLessThanOrEqual(2 * MIB);
  expect(endOffset - startOffset).toBeGreaterThan(1.5 * MIB);
  const sizes = (await readdir(join(folder, made.id, "bytes"))).map((name) => stat(join(folder, made.id, "bytes", name)));
  expect((await Promise.all(sizes)).reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(2 * MIB);

  const { items, text } = await transcript(host, made);
  expect(items.filter(({ type }) => type === "gap")).toEqual([{ type: "gap", offset: startOffset, from: 0, to: startOffset }]);
  expect(text).toBe(printed.subarray(startOffset).toString());
});

test("a reader that follows a flood gets every byte of it", async () => {
  await using opened = await openTestEngine({ limits: { hotRingBytes: 256 * KIB } });
  const { host } = opened;
  const hash = createHash("sha256");
  const made = await host.spawn(shell("stty -opost; seq 1 2000000"));
  for await (const item of readStream(host, made)) if (item.type === "data") hash.update(item.bytes);
  expect(hash.digest("hex")).toBe(createHash("sha256").update(numbers(2_000_000)).digest("hex"));
});

/** A disk that takes nothing until it is released. */
class StuckSegments extends Segments {
  readonly gate = Promise.withResolvers<void>();

  override async append(offset: number, views: readonly Uint8Array[], at: number): Promise<void> {
    await this.gate.promise;
    await super.append(offset, views, at);
  }
}

test("a program is held when the disk is too far behind, and loses nothing when it ends meanwhile", async () => {
  const folder = await mkdtemp(join(tmpdir(), "pilothouse-stuck-"));
  const log = createLogger({ level: "silent", name: "test" });
  const segments = new StuckSegments(join(folder, "bytes"), { segmentBytes: 4 * MIB, keptBytes: 64 * MIB });
  const timelineFile = TimelineFile.create(join(folder, "timeline.jsonl"));
  const clock = { now: () => 1 };
  const recording = new Recording({ segments, timelineFile, hotRingBytes: 64 * KIB, clock, log });
  const held: boolean[] = [];
  const start = (script: string) => {
    const spec = { program: "/bin/sh", args: ["-c", script], cwd: "/", env: { PATH: "/usr/bin:/bin" }, cols: 80, rows: 24 };
    const activity = new ActivityWatch({ clock, isShell: false, hooks: null });
    const inputs = new InputLog({ path: join(folder, "inputs.jsonl"), audit: "off", clock, log });
    const program = new Program({
      id: newId(),
      spec,
      recording,
      activity,
      isShell: false,
      inputs,
      queuedInputBytes: MIB,
      onQuestion: () => undefined,
      log,
    });
    const hold = recording.onBacklog;
    recording.onBacklog = (behind) => {
      held.push(behind);
      hold(behind);
    };
    return program;
  };
  // A little more than what may wait for the disk: the rest fits into the kernel, so the program can end while it is held.
  const length = 8 * MIB + 3_000;
  const program = start(`stty -opost; head -c ${length} /dev/zero | tr '\\0' x; exit 9`);
  expect(await program.ended).toEqual({ code: 9, signal: null });
  expect(held).toEqual([true]);
  expect(recording.end).toBe(length);
  segments.gate.resolve();
  await recording.finish({ code: 9, signal: null, at: 1 }, "exited");
  expect(held).toEqual([true, false]);
  let total = 0;
  const read = ({ cursor, maxBytes }: { cursor: { offset: number; events: number }; maxBytes: number }) =>
    recording.read(cursor, maxBytes, new AbortController().signal);
  for await (const item of readStream({ read }, { id: "", epoch: "" })) if (item.type === "data") total += item.bytes.length;
  expect(total).toBe(length);
  await rm(folder, { recursive: true });
});

test("cycles of start and exit leave no descriptor behind", async () => {
  await using opened = await openTestEngine();
  const { host } = opened;
  const cycle = async () => {
    const made = await host.spawn(shell("echo x"));
    await transcript(host, made);
    await host.remove(made.id);
  };
  await cycle();
  const before = readdirSync("/proc/self/fd").length;
  for (let at = 0; at < 30; at += 1) await cycle();
  // What came before may still be let go of.
  expect(readdirSync("/proc/self/fd").length).toBeLessThanOrEqual(before);
});

test("every write to disk is in the index with the time and the offset it reached", async () => {
  await using opened = await openTestEngine();
  const { host, folder } = opened;
  const made = await host.spawn(shell("stty -echo; printf 12345; read x; printf 678"));
  const path = join(folder, made.id, "bytes", "0000000000000000.index");
  const records = async () => decodeRecords(await readFile(path).catch(() => Buffer.alloc(0)));
  await vi.waitUntil(async () => (await records()).at(-1)?.end === 5);
  await host.write({ id: made.id, clientId: "tab", seq: 1, data: Buffer.from("\n") });
  await transcript(host, made);
  const written = await records();
  expect(written.map(({ end }) => end).slice(-2)).toEqual([5, 8]);
  const times = written.map(({ at }) => at);
  expect(times.toSorted((a, b) => a - b)).toEqual(times);
  expect(times[0]).toBeGreaterThanOrEqual(made.createdAt);
});
