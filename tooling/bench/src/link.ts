/** One terminal as a client sees it, however it is reached. */
export interface Link extends AsyncDisposable {
  write(data: string): void;
  /** The terminal's output from its first byte on, as it comes. Has one listener at a time. */
  listen(listener: Listener): void;
}

export type Listener = (bytes: Uint8Array) => void;

/** Keeps what comes before anybody listens. */
export function createInbox(): { readonly push: Listener; readonly listen: (listener: Listener) => void } {
  const early: Uint8Array[] = [];
  let hear: Listener = (bytes) => void early.push(bytes);
  return {
    push: (bytes) => hear(bytes),
    listen: (listener) => {
      hear = listener;
      early.splice(0).forEach(listener);
    },
  };
}
