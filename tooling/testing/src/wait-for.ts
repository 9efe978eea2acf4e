import { setTimeout as delay } from "node:timers/promises";

export interface WaitOptions {
  /** What is waited for, for the message when it does not come. */
  readonly what: string;
  /** Milliseconds until it counts as failed. */
  readonly deadline?: number;
}

/**
 * Polls until `condition` gives something other than `undefined` or `false`, and answers with that. For what has no event
 * of its own, such as the end of another process; throws after the deadline (30 s).
 */
export async function waitFor<T>(condition: () => Promise<T> | T, options: WaitOptions): Promise<Exclude<T, undefined | false>> {
  const { what, deadline = 30_000 } = options;
  const until = performance.now() + deadline;
  for (;;) {
    const value = await condition();
    if (isThere(value)) return value;
    if (performance.now() > until) throw new Error(`waited ${deadline} ms in vain for ${what}`);
    await delay(20);
  }
}

function isThere<T>(value: T): value is Exclude<T, undefined | false> {
  return value !== undefined && value !== false;
}
