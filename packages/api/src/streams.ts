import { tracked, type TrackedEnvelope } from "@trpc/server";
import { streamError } from "./failure.ts";
import type { Numbered } from "./services.ts";

interface Subscribed {
  readonly requestId: string;
  /** To be told when the stream has ended. */
  readonly over: () => void;
}

/** Every event with its id, so that a client that reconnects goes on behind the last one. */
export async function* numbered<T>(
  stream: AsyncIterable<Numbered<T>>,
  { requestId, over }: Subscribed,
): AsyncGenerator<TrackedEnvelope<T>> {
  try {
    for await (const { id, event } of stream) yield tracked(id, event);
  } catch (error) {
    throw streamError(error, requestId);
  } finally {
    over();
  }
}

/** The signal of a call; a caller without one never stops by itself. */
export function orNever(signal: AbortSignal | undefined): AbortSignal {
  return signal ?? new AbortController().signal;
}
