import type { RunnerTerminal, TerminalHost } from "../port.ts";
import { timeReached } from "./time-reached.ts";
import { type TimedItem, timedItems, type TimedOptions } from "./timed-items.ts";

/**
 * The items that a player shows right. Where the head of a recording is gone, what is kept would begin in the middle of a
 * screen: instead comes the gap, and then the first screen that can be drawn, in place of what was printed before it.
 */
export async function* playedItems(
  host: Pick<TerminalHost, "read" | "times" | "screenAt">,
  terminal: RunnerTerminal,
  options: Pick<TimedOptions, "signal" | "now">,
): AsyncGenerator<TimedItem> {
  const { id, startOffset } = terminal;
  if (startOffset === 0) {
    yield* timedItems(host, terminal, options);
    return;
  }
  const { cursor: next, cols, rows, screen } = await host.screenAt(id, startOffset);
  const { offset } = next;
  const at = await timeReached(host, terminal, { offset, now: options.now });
  yield { at, next, item: { type: "resize", offset, cols, rows } };
  yield { at, next, item: { type: "gap", offset, from: 0, to: offset } };
  yield { at, next, item: { type: "reset", offset, output: screen } };
  yield* timedItems(host, terminal, { ...options, from: next });
}
