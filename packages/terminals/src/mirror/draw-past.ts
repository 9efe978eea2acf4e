import type { Cursor, RunnerSnapshot, RunnerTerminal, TerminalHost } from "../port.ts";
import { MIRROR_LIMITS } from "./limits.ts";
import type { PastScreens } from "./past-screens.ts";
import type { ScreenWorker } from "./screen-worker.ts";
import { toFeed } from "./to-feed.ts";

interface PastDeps {
  readonly host: Pick<TerminalHost, "read">;
  readonly worker: ScreenWorker;
  readonly past: PastScreens;
  /** How much output lies between two past screens. */
  readonly everyBytes: number;
}

const START: Cursor = { offset: 0, events: 0 };
const NEVER = new AbortController().signal;

/**
 * What a terminal looked like at an offset: the nearest past screen, and what was printed from there on. New past screens
 * are left on a long way, for the next time.
 */
export async function drawPast(deps: PastDeps, terminal: RunnerTerminal, offset: number): Promise<RunnerSnapshot> {
  const { host, worker, past, everyBytes } = deps;
  const { id, epoch, startOffset, endOffset } = terminal;
  const goal = Math.min(Math.max(offset, startOffset), endOffset);
  const found = await past.nearest(terminal, goal, startOffset);
  const frame = found && found.cursor.offset <= endOffset ? found : null;
  // Without a past screen, the first event behind the start says the real size.
  const { cols, rows, screen: drawn } = frame ?? { ...terminal, screen: "" };
  let cursor = frame?.cursor ?? START;
  let saved = cursor.offset;
  const screen = await worker.open({ cols, rows }, drawn);
  const draw = async (maxChars: number): Promise<RunnerSnapshot> => {
    const { heldBytes, ...parts } = await worker.draw(screen, maxChars);
    return { epoch, cursor: { ...cursor, offset: cursor.offset - heldBytes }, ...parts };
  };
  try {
    while (cursor.offset < goal) {
      const maxBytes = Math.min(MIRROR_LIMITS.sliceBytes, goal - cursor.offset);
      const { items } = await host.read({ id, epoch, cursor, maxBytes }, NEVER);
      const last = items.at(-1);
      if (!last || last.item.type === "exit") break;
      await worker.feed(screen, toFeed(items));
      cursor = last.next;
      if (cursor.offset - saved < everyBytes) continue;
      saved = cursor.offset;
      await past.save(id, { ...(await draw(MIRROR_LIMITS.pastChars)), final: false }, startOffset);
    }
    return await draw(MIRROR_LIMITS.drawnChars);
  } finally {
    await worker.close(screen);
  }
}
