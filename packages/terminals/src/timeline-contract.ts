import { newId } from "@pilothouse/platform";
import { expect, test } from "vitest";
import type { ScreenlessHost } from "./port.ts";
import { readStream } from "./read-stream.ts";

/** What every host must tell of the events and times of a recording. */
export function timelineContract(open: () => Promise<AsyncDisposable & { readonly host: ScreenlessHost }>): void {
  test("a timeline has sizes, marks and the exit in pages, each with its place and time, and times lead to offsets", async () => {
    await using opened = await open();
    const { host } = opened;
    const command = ["/bin/sh", "-c", "stty -echo; echo before; read x; echo after"];
    const made = await host.spawn({ id: newId(), command, cwd: "/", cols: 80, rows: 24 });
    const { id } = made;
    const { endOffset: before } = await untilPrinted(host, made, 8);
    await host.mark(id, { kind: "waiting", label: "Go on?" });
    await host.resize(id, { cols: 100, rows: 30 });
    await host.write({ id, clientId: newId(), seq: 1, data: new TextEncoder().encode("\n") });
    for await (const item of readStream(host, made)) if (item.type === "exit") break;

    const { events, next, gaps } = await host.timeline({ id, from: 0, limit: 100 });
    expect({ next, gaps }).toEqual({ next: null, gaps: [] });
    expect(events).toMatchObject([
      { type: "size", number: 0, offset: 0, cols: 80, rows: 24 },
      { type: "mark", offset: before, kind: "waiting", label: "Go on?" },
      { type: "size", offset: before, cols: 100, rows: 30 },
      { type: "exit", offset: before + 7, status: "exited", exit: { code: 0 } },
    ]);
    const first = await host.timeline({ id, from: 0, limit: 3 });
    expect(first).toMatchObject({ events: events.slice(0, 3), next: events[3]?.number });
    expect((await host.timeline({ id, from: first.next ?? 0, limit: 3 })).events).toEqual(events.slice(3));

    expect(await host.offsetAt(id, made.createdAt - 1)).toBe(0);
    expect(await host.offsetAt(id, Date.now() + 60_000)).toBe(before + 7);
    const written = await host.times(id, 0);
    for (const { at } of written) {
      expect(await host.offsetAt(id, at)).toBe(written.findLast((other) => other.at <= at)?.end);
    }
  });
}

async function untilPrinted(host: ScreenlessHost, terminal: { readonly id: string; readonly epoch: string }, bytes: number) {
  for await (const item of readStream(host, terminal)) {
    if (item.type === "data" && item.offset + item.bytes.length >= bytes) break;
  }
  return host.get(terminal.id);
}
