import type { AttachEvent, AttachMode, LagMode } from "@pilothouse/contracts";

/** `connecting` until the first answer; `closed` after `close()`, the exit or an error. */
export type ConnectionState = "connecting" | "live" | "reconnecting" | "closed";

export interface AttachOptions {
  /** `control` may write, and decide the size; `view`, the default, only looks. */
  readonly mode?: AttachMode | undefined;
  /** Start with this byte. Without an epoch the current one is meant. Left out: the screen first, then what comes. */
  readonly from?: { readonly epoch?: string | undefined; readonly offset: number } | undefined;
  /**
   * What happens when the loop cannot keep up. With `bytes`, the default, the output waits for it. With `screen` the
   * loop gets a `snapshot` of the screen as it is now, in place of what it lags behind: for whoever looks, not for
   * programs that want every byte.
   */
  readonly lag?: LagMode | undefined;
  /** What is looked with, such as `Firefox on Linux`, for whoever else looks. */
  readonly device?: string | undefined;
  /** Closes the view when it is aborted. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * A terminal being watched. Looping over it gives every byte of output exactly once and in order, over any number of
 * lost connections and server restarts, and ends after the `exit`. A loop that is left does not close the view: the
 * next one goes on behind it. The server sends at most 1 MiB ahead of the loop.
 */
export interface TerminalView extends AsyncIterable<AttachEvent, undefined>, Disposable {
  readonly terminalId: string;
  /** This view among the `viewers` of a `state` event. */
  readonly viewerId: string;
  /** The run of the program that was last read from; `null` before the first event. */
  readonly epoch: string | null;
  /** One past the last byte that was read: attaching `from` here goes on exactly there. */
  readonly offset: number;
  readonly connection: ConnectionState;
  /** Calls back on each change of `connection`. Returns the way to stop. */
  onConnection(listener: (state: ConnectionState) => void): () => void;
  /** Types into the terminal. Resolves once the program's input queue has all of it, exactly once; survives lost connections. */
  write(data: string | Uint8Array): Promise<void>;
  /** Sizes in cells. Calls that a newer one overtakes resolve with it. Rejects with `forbidden` while another view decides the size. */
  resize(cols: number, rows: number): Promise<void>;
  /** Makes this view the one that decides the size; typing does so too. Rejects when it is not connected. */
  takeControl(): Promise<void>;
  /** Detaches; the program goes on. Loops over the view end, and input that was not applied yet is refused. */
  close(): void;
}
