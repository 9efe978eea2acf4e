import { newId } from "@pilothouse/platform";
import { describe, expect, test } from "vitest";
import type { RunnerTerminal, ScreenlessHost, SpawnSpec, StreamItem } from "./port.ts";
import { readStream } from "./read-stream.ts";
import { timelineContract } from "./timeline-contract.ts";

interface OpenHost extends AsyncDisposable {
  readonly host: ScreenlessHost;
}

const utf8 = new TextDecoder("utf-8", { fatal: false });
const bytes = (text: string) => new TextEncoder().encode(text);

const shell = (script: string, spec: Partial<SpawnSpec> = {}): SpawnSpec => ({
  id: newId(),
  command: ["/bin/sh", "-c", script],
  cwd: "/",
  cols: 80,
  rows: 24,
  ...spec,
});

/** Everything a terminal says until it is over, or until its text contains `until`. */
async function transcript(
  host: ScreenlessHost,
  terminal: RunnerTerminal,
  until?: string,
): Promise<{ text: string; items: StreamItem[] }> {
  const items: StreamItem[] = [];
  let text = "";
  for await (const item of readStream(host, terminal)) {
    items.push(item);
    if (item.type === "data") text += utf8.decode(item.bytes);
    if (until !== undefined && text.includes(until)) break;
  }
  return { text, items };
}

const fault = (kind: string) => expect.objectContaining({ name: "Fault", kind });

/** What every implementation of the terminal host must do; each test opens its own. */
export function hostContract(name: string, open: () => Promise<OpenHost>): void {
  describe(`host contract: ${name}`, () => {
    test("a spawned terminal is listed, runs in its folder and says so", async () => {
      await using opened = await open();
      const { host } = opened;
      const made = await host.spawn(shell("pwd; echo $GREETING; sleep 100", { cwd: "/usr", env: { GREETING: "hello there" } }));
      expect(made).toMatchObject({ status: "running", cwd: "/usr", cols: 80, rows: 24, startOffset: 0, exit: null });
      expect(made.epoch).toMatch(/^[0-9a-z]{1,32}$/);
      expect(made.pid).toBeGreaterThan(1);
      expect((await host.list()).map((terminal) => terminal.id)).toEqual([made.id]);
      const { text } = await transcript(host, made, "there");
      expect(text).toContain("/usr\r\nhello there");
      expect((await host.get(made.id)).endOffset).toBeGreaterThanOrEqual(text.length);
    });

    test("what is written is read by the program, and its answer comes back in order", async () => {
      await using opened = await open();
      const { host } = opened;
      const made = await host.spawn(shell('stty -echo; echo ready; read a; read b; echo "<$a|$b>"'));
      await transcript(host, made, "ready");
      const clientId = newId();
      expect(await host.write({ id: made.id, clientId, seq: 1, data: bytes("one\n") })).toEqual({ appliedSeq: 1 });
      expect(await host.write({ id: made.id, clientId, seq: 2, data: bytes("two\n") })).toEqual({ appliedSeq: 2 });
      expect((await transcript(host, made)).text).toContain("<one|two>");
    });

    test("input with a number seen before is acknowledged and not applied again", async () => {
      await using opened = await open();
      const { host } = opened;
      const made = await host.spawn(shell('stty -echo; echo ready; read a; read b; echo "<$a|$b>"'));
      await transcript(host, made, "ready");
      const clientId = newId();
      await host.write({ id: made.id, clientId, seq: 1, data: bytes("once\n") });
      expect(await host.write({ id: made.id, clientId, seq: 1, data: bytes("once\n") })).toEqual({ appliedSeq: 1 });
      await host.write({ id: made.id, clientId, seq: 2, data: bytes("then\n") });
      expect((await transcript(host, made)).text).toContain("<once|then>");
    });

    test("input that overtook its predecessor waits for it", async () => {
      await using opened = await open();
      const { host } = opened;
      const made = await host.spawn(shell('stty -echo; echo ready; read a; read b; echo "<$a|$b>"'));
      await transcript(host, made, "ready");
      const clientId = newId();
      const second = host.write({ id: made.id, clientId, seq: 2, data: bytes("two\n") });
      const first = host.write({ id: made.id, clientId, seq: 1, data: bytes("one\n") });
      expect((await first).appliedSeq).toBeGreaterThanOrEqual(1);
      expect((await second).appliedSeq).toBe(2);
      expect((await transcript(host, made)).text).toContain("<one|two>");
    });

    test("a new size reaches the program and stands in the stream where it happened", async () => {
      await using opened = await open();
      const { host } = opened;
      const made = await host.spawn(shell("stty -echo; stty size; echo before; read x; stty size; echo after"));
      await transcript(host, made, "before\r\n");
      await host.resize(made.id, { cols: 101, rows: 31 });
      expect(await host.get(made.id)).toMatchObject({ cols: 101, rows: 31 });
      await host.write({ id: made.id, clientId: newId(), seq: 1, data: bytes("\n") });
      const { items, text } = await transcript(host, made);
      expect(text).toMatch(/24 80\r\nbefore[^]*31 101\r\nafter/);
      const sizes = items.flatMap((item) => (item.type === "resize" ? [item] : []));
      expect(sizes).toEqual([
        { type: "resize", offset: 0, cols: 80, rows: 24 },
        { type: "resize", offset: expect.any(Number), cols: 101, rows: 31 },
      ]);
      expect(items[0]).toBe(sizes[0]);
      expect(sizes[1]?.offset).toBe(text.indexOf("before") + "before\r\n".length);
    });

    test("a mark stands in the stream where the output had got to, fit to be shown", async () => {
      await using opened = await open();
      const { host } = opened;
      const made = await host.spawn(shell("stty -echo; echo before; read x; echo after"));
      await transcript(host, made, "before\r\n");
      await host.mark(made.id, { kind: "waiting", label: "Allow this?\x1b[31m" });
      await host.write({ id: made.id, clientId: newId(), seq: 1, data: bytes("\n") });
      const { items } = await transcript(host, made);
      const marks = items.filter(({ type }) => type === "mark");
      const label = "Allow this?\\u001b[31m";
      expect(marks).toEqual([{ type: "mark", offset: "before\r\n".length, at: expect.any(Number), kind: "waiting", label }]);
      await expect(host.mark(made.id, { kind: "late", label: "" })).rejects.toEqual(fault("conflict"));
      await expect(host.mark(newId(), { kind: "lost", label: "" })).rejects.toEqual(fault("not_found"));
    });

    timelineContract(open);

    test("offsets of the stream are without hole or overlap, whatever the size of a read", async () => {
      await using opened = await open();
      const { host } = opened;
      const made = await host.spawn(shell("i=0; while [ $i -lt 200 ]; do echo line $i; i=$((i+1)); done"));
      await transcript(host, made);
      for (const maxBytes of [1, 7, 1000, 1_000_000]) {
        let end = 0;
        let text = "";
        for await (const item of readStream(host, made, { maxBytes })) {
          expect(item.offset).toBe(end);
          if (item.type !== "data") continue;
          expect(item.bytes.length).toBeLessThanOrEqual(maxBytes);
          end += item.bytes.length;
          text += utf8.decode(item.bytes);
        }
        expect(text.split("\r\n")).toEqual([...Array.from({ length: 200 }, (_, at) => `line ${at}`), ""]);
      }
    });

    test("the exit is the last item, comes once, and carries the code", async () => {
      await using opened = await open();
      const { host } = opened;
      const made = await host.spawn(shell("echo bye; exit 7"));
      const { items, text } = await transcript(host, made);
      expect(text).toBe("bye\r\n");
      expect(items.filter((item) => item.type === "exit")).toHaveLength(1);
      expect(items.at(-1)).toMatchObject({ type: "exit", offset: 5, status: "exited", exit: { code: 7, signal: null } });
      const after = { offset: 5, events: 2 };
      const more = await host.read({ id: made.id, epoch: made.epoch, cursor: after, maxBytes: 10 }, new AbortController().signal);
      expect(more.items).toEqual([]);
      expect(await host.get(made.id)).toMatchObject({ status: "exited", endOffset: 5, exit: { code: 7, signal: null } });
    });

    test("a read waits until there is something, and gives up when told to", async () => {
      await using opened = await open();
      const { host } = opened;
      const made = await host.spawn(shell("stty -echo; printf ready; read x; printf more; sleep 100"));
      await transcript(host, made, "ready");
      const request = { id: made.id, epoch: made.epoch, cursor: { offset: 5, events: 1 }, maxBytes: 100 };
      const abort = new AbortController();
      const given = host.read(request, abort.signal);
      abort.abort(new Error("no longer wanted"));
      await expect(given).rejects.toThrow();
      const waiting = host.read(request, new AbortController().signal);
      await host.write({ id: made.id, clientId: newId(), seq: 1, data: bytes("\n") });
      expect((await waiting).items[0]?.item).toMatchObject({ type: "data", offset: 5 });
    });

    test("history ends where it is asked to", async () => {
      await using opened = await open();
      const { host } = opened;
      const made = await host.spawn(shell("printf 0123456789"));
      await transcript(host, made);
      const text = async (query: { before?: number; limit: number }) => {
        const page = await host.history({ id: made.id, ...query });
        expect(page).toMatchObject({ epoch: made.epoch, startOffset: 0 });
        return `${page.offset}:${utf8.decode(page.bytes)}`;
      };
      expect(await text({ limit: 4 })).toBe("6:6789");
      expect(await text({ limit: 4, before: 6 })).toBe("2:2345");
      expect(await text({ limit: 4, before: 2 })).toBe("0:01");
      expect(await text({ limit: 4, before: 0 })).toBe("0:");
      expect(await text({ limit: 100 })).toBe("0:0123456789");
    });

    test("a signal reaches the foreground program", async () => {
      await using opened = await open();
      const { host } = opened;
      const made = await host.spawn(shell("trap 'echo caught; exit 3' INT; echo ready; while :; do sleep 0.05; done"));
      await transcript(host, made, "ready");
      await host.signal(made.id, "SIGINT");
      const { text, items } = await transcript(host, made);
      expect(text).toContain("caught");
      expect(items.at(-1)).toMatchObject({ type: "exit", exit: { code: 3 } });
    });

    test("close ends the program and keeps its output; closing again does nothing", async () => {
      await using opened = await open();
      const { host } = opened;
      const made = await host.spawn(shell("echo kept; exec sleep 100"));
      await transcript(host, made, "kept");
      const closed = await host.close(made.id);
      expect(closed).toMatchObject({ status: "exited", exit: { code: null, signal: "SIGHUP" } });
      expect((await transcript(host, made)).text).toBe("kept\r\n");
      expect(await host.close(made.id)).toEqual(closed);
    });

    test("what is over can lose its recording, which is then a gap; what runs keeps its newest output", async () => {
      await using opened = await open();
      const { host } = opened;
      const runs = await host.spawn(shell("echo here; exec sleep 100"));
      await transcript(host, runs, "here");
      expect(await host.trim(runs.id, 0)).toMatchObject({ startOffset: 0, endOffset: 6 });
      const made = await host.spawn(shell("echo here"));
      await transcript(host, made);
      await host.close(made.id);
      expect(await host.trim(made.id, 6)).toMatchObject({ startOffset: 0, endOffset: 6 });
      expect(await host.trim(made.id, 5)).toMatchObject({ startOffset: 6, endOffset: 6 });
      const { items, text } = await transcript(host, made);
      expect(text).toBe("");
      expect(items).toContainEqual({ type: "gap", offset: 6, from: 0, to: 6 });
      expect(items.at(-1)?.type).toBe("exit");
    });

    test("what is over takes no input, size or signal", async () => {
      await using opened = await open();
      const { host } = opened;
      const made = await host.spawn(shell("true"));
      await transcript(host, made);
      await expect(host.write({ id: made.id, clientId: newId(), seq: 1, data: bytes("x") })).rejects.toEqual(fault("conflict"));
      await expect(host.resize(made.id, { cols: 10, rows: 10 })).rejects.toEqual(fault("conflict"));
      await expect(host.signal(made.id, "SIGINT")).rejects.toEqual(fault("conflict"));
    });

    test("remove closes and forgets, and a waiting read ends with not_found", async () => {
      await using opened = await open();
      const { host } = opened;
      const made = await host.spawn(shell("exec sleep 100"));
      const cursor = { offset: 0, events: 1 };
      const waiting = transcript(host, made).then(
        () => "saw the exit first",
        (error: unknown) => (error instanceof Error && "kind" in error ? error.kind : error),
      );
      await host.remove(made.id);
      expect(["saw the exit first", "not_found"]).toContain(await waiting);
      expect(await host.list()).toEqual([]);
      const signal = new AbortController().signal;
      await expect(host.read({ id: made.id, epoch: made.epoch, cursor, maxBytes: 1 }, signal)).rejects.toEqual(
        fault("not_found"),
      );
    });

    test("an unknown terminal is not_found everywhere", async () => {
      await using opened = await open();
      const { host } = opened;
      const id = newId();
      const signal = new AbortController().signal;
      const calls = [
        () => host.get(id),
        () => host.write({ id, clientId: newId(), seq: 1, data: bytes("x") }),
        () => host.resize(id, { cols: 10, rows: 10 }),
        () => host.signal(id, "SIGINT"),
        () => host.close(id),
        () => host.remove(id),
        () => host.history({ id, limit: 1 }),
        () => host.read({ id, epoch: "a", cursor: { offset: 0, events: 0 }, maxBytes: 1 }, signal),
      ];
      for (const call of calls) await expect(call()).rejects.toEqual(fault("not_found"));
    });

    test("a read with another epoch is a conflict, one behind the end is invalid", async () => {
      await using opened = await open();
      const { host } = opened;
      const made = await host.spawn(shell("printf x"));
      await transcript(host, made);
      const read = (epoch: string, offset: number, events: number) =>
        host.read({ id: made.id, epoch, cursor: { offset, events }, maxBytes: 1 }, new AbortController().signal);
      await expect(read("other", 0, 0)).rejects.toEqual(fault("conflict"));
      await expect(read(made.epoch, 2, 0)).rejects.toEqual(fault("invalid"));
      await expect(read(made.epoch, 0, 99)).rejects.toEqual(fault("invalid"));
    });

    test("a start that cannot work is refused with its reason", async () => {
      await using opened = await open();
      const { host } = opened;
      const missing = shell("", { command: ["no-such-program-anywhere"] });
      await expect(host.spawn(missing)).rejects.toThrow("no-such-program-anywhere was not found on PATH");
      await expect(host.spawn(missing)).rejects.toEqual(fault("invalid"));
      await expect(host.spawn(shell("", { cwd: "/no/such/folder" }))).rejects.toEqual(fault("invalid"));
      await expect(host.spawn(shell("", { cwd: "relative" }))).rejects.toEqual(fault("invalid"));
      await expect(host.spawn(shell("", { cols: 0, rows: 0 }))).rejects.toEqual(fault("invalid"));
      expect(await host.list()).toEqual([]);
      const made = await host.spawn(shell("sleep 100"));
      await expect(host.spawn(shell("true", { id: made.id }))).rejects.toEqual(fault("conflict"));
    });

    test("changes are told: made, resized, ended", async () => {
      await using opened = await open();
      const { host } = opened;
      const seen: string[] = [];
      const ended = Promise.withResolvers<void>();
      const stop = host.onChange((terminal) => {
        seen.push(`${terminal.status} ${terminal.cols}`);
        if (terminal.status !== "running") ended.resolve();
      });
      const made = await host.spawn(shell("read x"));
      await host.resize(made.id, { cols: 90, rows: 24 });
      await host.write({ id: made.id, clientId: newId(), seq: 1, data: bytes("\n") });
      await ended.promise;
      expect(seen).toEqual(["running 80", "running 90", "exited 90"]);
      stop();
      await host.spawn(shell("sleep 100"));
      expect(seen).toHaveLength(3);
    });

    test("info names the machine, its shell and its home", async () => {
      await using opened = await open();
      const info = await opened.host.info();
      expect(info.name).not.toBe("");
      expect(info.pid).toBeGreaterThan(1);
      expect(info.home).toMatch(/^\//);
      expect(info.shell).toMatch(/^\//);
    });
  });
}
