import type { Cursor, RunnerTerminal, StreamItem, TerminalHost } from "./port.ts";

const START: Cursor = { offset: 0, events: 0 };

/** Follows a terminal from `from` (default: its first byte) to its end; `maxBytes` bounds one read. */
export async function* readStream(
  host: Pick<TerminalHost, "read">,
  terminal: Pick<RunnerTerminal, "id" | "epoch">,
  options: { readonly from?: Cursor; readonly maxBytes?: number; readonly signal?: AbortSignal } = {},
): AsyncGenerator<StreamItem, void> {
  const { from = START, maxBytes = 64 * 1024, signal = new AbortController().signal } = options;
  let cursor = from;
  for (;;) {
    const { items } = await host.read({ id: terminal.id, epoch: terminal.epoch, cursor, maxBytes }, signal);
    if (items.length === 0) return;
    for (const { item, next } of items) {
      cursor = next;
      yield item;
    }
  }
}
