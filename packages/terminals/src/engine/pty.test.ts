import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { Pty, type PtyEnd } from "./pty.ts";

const env = { PATH: "/usr/bin:/bin", TERM: "xterm-256color" };

interface Run {
  readonly pty: Pty;
  readonly end: Promise<PtyEnd>;
  output(): Buffer;
}

function run(script: string, onData: () => void = () => undefined): Run {
  const chunks: Buffer[] = [];
  const { promise: end, resolve } = Promise.withResolvers<PtyEnd>();
  const spec = { program: "/bin/sh", args: ["-c", script], cwd: "/", env, cols: 80, rows: 24 };
  const take = (chunk: Uint8Array) => {
    chunks.push(Buffer.from(chunk));
    onData();
  };
  return { pty: Pty.start(spec, take, resolve), end, output: () => Buffer.concat(chunks) };
}

/** The output of `seq 1 count`. */
const numbers = (count: number) => Array.from({ length: count }, (_, at) => `${at + 1}\n`).join("");

const descriptors = () => readdirSync("/proc/self/fd").length;

test("case 5: a child that prints 100 KiB and exits: every byte, then one exit, 200 times", async () => {
  const script = "stty -opost; head -c 102400 /dev/zero | tr '\\0' x";
  const failures: string[] = [];
  const worker = async () => {
    for (let at = 0; at < 25; at += 1) {
      const one = run(script);
      const end = await one.end;
      const output = one.output();
      if (output.length !== 102_400 || !output.every((byte) => byte === 0x78) || end.code !== 0)
        failures.push(`${output.length} ${end.code}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  expect(failures).toEqual([]);
}, 120_000);

test("case 5: a child that exits while the event loop is busy loses nothing", async () => {
  for (let at = 0; at < 5; at += 1) {
    const one = run("stty -opost; seq 1 20000", () => {
      const until = performance.now() + 5;
      while (performance.now() < until) continue;
    });
    await one.end;
    expect(one.output().toString()).toBe(numbers(20_000));
  }
});

test("case 5: exit while it is held: everything that was printed comes, then the exit", async () => {
  for (let at = 0; at < 10; at += 1) {
    const first = Promise.withResolvers<void>();
    const one = run("stty -opost; echo start; seq 1 1000; exit 3", () => first.resolve());
    await first.promise;
    one.pty.hold(true);
    const end = await one.end;
    expect(end).toEqual({ code: 3, signal: null });
    expect(one.output().toString()).toBe(`start\n${numbers(1_000)}`);
  }
});

test("holding and going on again and again keeps every byte in its place", async () => {
  let pieces = 0;
  const one = run("stty -opost; seq 1 300000", () => {
    pieces += 1;
    if (pieces % 10 !== 0) return;
    one.pty.hold(true);
    let turns = 0;
    const later = () => {
      // Long enough for the stream to gather several pieces that it has yet to hand out.
      turns += 1;
      if (turns < 10) setImmediate(later);
      else one.pty.hold(false);
    };
    later();
  });
  await one.end;
  expect(one.output().toString()).toBe(numbers(300_000));
});

test("a later terminal does not inherit an earlier one's master end, also behind a hole in the descriptors", async () => {
  const kill = async ({ pty, end }: Run) => {
    process.kill(pty.pid, "SIGKILL");
    expect(await end).toEqual({ code: null, signal: "SIGKILL" });
  };
  const early = [run("sleep 100"), run("sleep 100"), run("sleep 100")] as const;
  await kill(early[1]);
  const late = run("ls -l /proc/self/fd");
  await late.end;
  expect(late.output().toString()).not.toContain("ptmx");
  await kill(early[0]);
  await kill(early[2]);
});

test("cycles of start and exit leave no descriptor behind", async () => {
  await run("exit 0").end;
  const before = descriptors();
  for (let at = 0; at < 50; at += 1) await run("echo x").end;
  expect(descriptors()).toBe(before);
});

test("after the end nothing is written, resized or held", async () => {
  const one = run("exit 0");
  await one.end;
  expect(one.pty.write(Uint8Array.of(1))).toBe(0);
  one.pty.resize(10, 10);
  one.pty.hold(true);
  expect(one.pty.ended).toBe(true);
});
