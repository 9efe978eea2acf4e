/** Reads something anew. */
type Read = () => unknown;

export interface Rereading {
  /** Reads anew after a pause, unless that is about to happen; what is asked while it reads is one more reading after it. */
  ask(read: Read, pauseMs: number): void;
  stop(): void;
}

/** Reads anew what a page shows, never twice at once: where an answer takes longer than the pause, a new question would cut it off. */
export function createRereading(): Rereading {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isReading = false;
  let missed: (() => void) | null = null;

  const ask = (read: Read, pauseMs: number): void => {
    if (isReading) missed = () => ask(read, pauseMs);
    else timer ??= setTimeout(() => void run(read), pauseMs);
  };
  const run = async (read: Read): Promise<void> => {
    timer = undefined;
    isReading = true;
    try {
      await read();
    } catch {
      // Whoever shows what is read tells that it failed.
    }
    isReading = false;
    const again = missed;
    missed = null;
    again?.();
  };
  return {
    ask,
    stop: () => {
      clearTimeout(timer);
      timer = undefined;
      missed = null;
    },
  };
}
