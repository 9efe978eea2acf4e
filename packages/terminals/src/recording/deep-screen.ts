import type { TerminalDeps } from "../deps.ts";
import { toFeed } from "../mirror/to-feed.ts";
import type { Cursor, RunnerSnapshot, RunnerTerminal, TerminalHost } from "../port.ts";

/** Output read at a time: the more of a flood there is, the more of it need not be drawn. */
const SLICE_BYTES = 4 * 1024 * 1024;
const NEVER = new AbortController().signal;

/** The screen as of the newest byte, with up to `lines` above it, from all that is kept of a terminal's output. */
export async function deepScreen(
  { host, screens }: { readonly host: Pick<TerminalHost, "read">; readonly screens: TerminalDeps["screens"] },
  { id, epoch, cols, rows, endOffset }: RunnerTerminal,
  lines: number,
): Promise<RunnerSnapshot> {
  const screen = await screens.open({ cols, rows }, "", lines);
  try {
    let cursor: Cursor = { offset: 0, events: 0 };
    while (cursor.offset < endOffset) {
      const maxBytes = Math.min(SLICE_BYTES, endOffset - cursor.offset);
      const { items } = await host.read({ id, epoch, cursor, maxBytes }, NEVER);
      // Whoever follows from here is still to be told of the exit.
      const taken = items.filter(({ item }) => item.type !== "exit");
      const last = taken.at(-1);
      if (!last) break;
      await screens.feed(screen, toFeed(taken));
      cursor = last.next;
    }
    const { heldBytes, ...drawn } = await screens.draw(screen);
    return { epoch, cursor: { ...cursor, offset: cursor.offset - heldBytes }, ...drawn };
  } finally {
    await screens.close(screen);
  }
}
