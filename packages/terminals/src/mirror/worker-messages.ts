import type { Size } from "./screen.ts";

/** What happened to a terminal, in order: output or a new size. */
export type FeedItem = Uint8Array<ArrayBuffer> | Size;

export interface Drawn extends Size {
  readonly screen: string;
  /** The last bytes that were fed and are not in the drawing: the beginning of a character. */
  readonly heldBytes: number;
}

/** `screen` is a number that the asking side makes up. */
export type ScreenRequest =
  | { readonly type: "open"; readonly screen: number; readonly size: Size; readonly drawn: string }
  | { readonly type: "feed"; readonly screen: number; readonly items: readonly FeedItem[] }
  | { readonly type: "draw"; readonly screen: number }
  | { readonly type: "close"; readonly screen: number };

export interface ToWorker {
  readonly id: number;
  readonly request: ScreenRequest;
}

export type FromWorker = { readonly id: number; readonly drawn: Drawn | null } | { readonly id: number; readonly error: string };
