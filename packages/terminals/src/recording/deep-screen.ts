import type { TerminalDeps } from "../deps.ts";
import { toFeed } from "../mirror/to-feed.ts";
import type { Cursor, RunnerSnapshot, RunnerTerminal, TerminalHost } from "../port.ts";

/** Output read at a time: the more of a flood there is, the more of it need not be drawn. */
const SLICE_BYTES = 4 * 1024 * 1024;
const START: Cursor = { offset: 0, events: 0 };

interface DeepDeps {
  readonly host: Pick<TerminalHost, "read" | "screenAt">;
  readonly screens: TerminalDeps["screens"];
}

/**
 * The screen as of the newest byte, with up to `lines` above it, from all that is kept of a terminal's output. Where the
 * head of that is gone, it begins with the first screen that is known.
 */
export async function deepScreen(
  { host, screens }: DeepDeps,
  terminal: RunnerTerminal,
  { lines, signal }: { readonly lines: number; readonly signal: AbortSignal },
): Promise<RunnerSnapshot> {
  const { id, epoch, startOffset, endOffset } = terminal;
  const first = startOffset > 0 ? await host.screenAt(id, startOffset) : { ...terminal, cursor: START, screen: "" };
  const { cols, rows } = first;
  const screen = await screens.open({ cols, rows }, first.screen, lines);
  try {
    let { cursor } = first;
    while (cursor.offset < endOffset) {
      signal.throwIfAborted();
      const maxBytes = Math.min(SLICE_BYTES, endOffset - cursor.offset);
      const { items } = await host.read({ id, epoch, cursor, maxBytes }, signal);
      // Whoever follows from here is still to be told of the exit.
      const taken = items.filter(({ item }) => item.type !== "exit");
      const last = taken.at(-1);
      if (!last) break;
      await screens.feed(screen, toFeed(taken));
      cursor = last.next;
    }
    // A size for which nothing was printed yet is behind the last byte.
    if (cursor.offset >= endOffset) await screens.feed(screen, [{ cols: terminal.cols, rows: terminal.rows }]);
    const { heldBytes, ...drawn } = await screens.draw(screen);
    return { epoch, cursor: { ...cursor, offset: cursor.offset - heldBytes }, ...drawn };
  } finally {
    await screens.close(screen);
  }
}
