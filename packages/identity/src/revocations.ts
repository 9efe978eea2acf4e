import type { Logger } from "@pilothouse/platform";

/** Whose proofs of identity ended: all of a user's, or one login, or one API token. */
export interface RevokedEvent {
  readonly userId: string;
  readonly loginId?: string;
  /** Of an API token, or of a connected sign-in whose tokens are taken. */
  readonly tokenId?: string;
}

export type RevokedListener = (event: RevokedEvent) => void;

export interface Revocations {
  announce(event: RevokedEvent): void;
  /** Returns the way to stop. */
  listen(listener: RevokedListener): () => void;
}

export function createRevocations(log: Logger): Revocations {
  const listeners = new Set<RevokedListener>();
  return {
    announce(event) {
      for (const listener of listeners) {
        try {
          listener(event);
        } catch (error) {
          // One deaf listener must not keep the others from closing their sockets.
          log.error({ err: error, event }, "a listener for revocations failed");
        }
      }
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
