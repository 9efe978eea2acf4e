/**
 * A token, or what gives one. It is asked before calls and on each connect, so it should remember the answer; after a
 * refusal it is asked again with the refused token, and should then give another one if it can.
 */
export type TokenSource = string | ((refused?: string) => string | Promise<string>);

export interface ClientOptions {
  /** The server's address, such as `http://127.0.0.1:7070`. */
  readonly url: string;
  /** Left out in a browser, where cookies say who is calling. */
  readonly token?: TokenSource | undefined;
  /** Left out: the runtime's own. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Left out: the runtime's own (Node has one from version 22 on). */
  readonly WebSocket?: typeof globalThis.WebSocket | undefined;
}

export interface CreateOptions extends CallOptions {
  /** 16 to 128 random characters, such as a UUID: sent again within a day with the same input, the call happens once. */
  readonly requestKey?: string | undefined;
}

export interface CallOptions {
  /** Gives the call up; it then fails with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}
