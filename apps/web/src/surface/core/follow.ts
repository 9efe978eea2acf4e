import type { AttachEvent } from "@pilothouse/sdk";
import type { Terminal } from "@xterm/xterm";
import { formatBytes } from "../bytes.ts";
import type { Size } from "./size.ts";
import type { Feed } from "./feed.ts";

export interface FollowHooks {
  /** The offset from which on output is live; what was printed before it has had its effect. */
  liveFrom(): number;
  painted(): void;
  /** This was just handed to xterm: called before anything else can be. */
  drew?(event: AttachEvent): void;
  resized(size: Size): void;
  told(event: Extract<AttachEvent, { type: "state" }>): void;
  ended(event: Extract<AttachEvent, { type: "exit" }>): void;
}

interface Screen {
  readonly terminal: Pick<Terminal, "reset" | "resize">;
  readonly feed: Feed;
}

/** Draws a terminal's events, in order, as fast as xterm parses and no faster. Returns when they end. */
export async function follow(events: AsyncIterable<AttachEvent>, screen: Screen, hooks: FollowHooks): Promise<void> {
  for await (const event of events) {
    await screen.feed.room();
    await draw(event, screen, hooks);
  }
  await screen.feed.drained();
}

async function draw(event: AttachEvent, { terminal, feed }: Screen, hooks: FollowHooks): Promise<void> {
  switch (event.type) {
    case "data": {
      const replayed = Math.min(event.bytes.length, Math.max(0, hooks.liveFrom() - event.offset));
      feed.write(event.bytes.subarray(0, replayed), false);
      feed.write(event.bytes.subarray(replayed), true);
      hooks.drew?.(event);
      hooks.painted();
      return;
    }
    case "snapshot":
      // What came before may have been cut in the middle of a sequence.
      feed.startAnew();
      await feed.drained();
      terminal.reset();
      terminal.resize(event.cols, event.rows);
      hooks.resized(event);
      feed.write(event.screen, false);
      hooks.drew?.(event);
      hooks.painted();
      return;
    case "resize":
      await feed.drained();
      terminal.resize(event.cols, event.rows);
      hooks.drew?.(event);
      hooks.resized(event);
      return;
    case "reset":
      feed.write(event.output, false);
      hooks.drew?.(event);
      return;
    case "gap":
      feed.write(gapMarker(event.to - event.from), false);
      hooks.drew?.(event);
      return;
    case "exit":
      await feed.drained();
      hooks.drew?.(event);
      hooks.ended(event);
      return;
    case "state":
      // The list of terminals carries the title, for this page and all others.
      hooks.told(event);
      return;
  }
}

/** A line on the screen where output is missing, drawn so that it cannot be taken for the program's. */
export function gapMarker(bytes: number): string {
  return `\x1b[0m\r\n\x1b[7m ${formatBytes(bytes)} of older output is no longer kept \x1b[0m\r\n`;
}
