import { type Connection, LIMITS } from "@pilothouse/contracts";
import { type Actor, Fault, newId } from "@pilothouse/platform";
import type { WebSocket } from "ws";

/** Why a socket was closed by the server; 4000 to 4999 are free for applications (RFC 6455 section 7.4.2). */
export const CLOSE = { unauthenticated: 4401, tooMany: 4429, restarting: 1012, silent: 4408 } as const;

const LONGEST_TIMER_MS = 2 ** 31 - 1;

export interface Revocation {
  readonly userId: string;
  readonly loginId?: string | undefined;
  readonly tokenId?: string | undefined;
}

/** The limits of this file, by their names in `LIMITS`. */
export type SocketLimits = Readonly<
  Record<"socketHandshakeMs" | "pendingSockets" | "socketsPerUser" | "viewersPerShare", number>
>;

/** A user, or everyone who came by one share link, under its id. */
export interface Holder extends Pick<Actor, "userId" | "expiresAt"> {
  readonly via: Actor["via"] | { readonly kind: "share" };
}

/** Where a socket comes from. */
export type ConnectedFrom = Pick<Connection, "address" | "userAgent">;

/** The open sockets: whose they are, and when they have to go. */
export class SocketRegistry {
  readonly #limits: SocketLimits;
  readonly #pending = new Set<WebSocket>();
  readonly #byUser = new Map<string, Map<WebSocket, Holder>>();
  readonly #open = new Map<WebSocket, Connection>();

  constructor(limits: SocketLimits = LIMITS) {
    this.#limits = limits;
  }

  /** A new socket, which has to say who it is in time. When too many wait, the one that has waited longest goes. */
  expect(socket: WebSocket): void {
    const [oldest] = this.#pending;
    if (oldest && this.#pending.size >= this.#limits.pendingSockets) {
      this.#pending.delete(oldest);
      oldest.terminate();
    }
    this.#pending.add(socket);
    const deadline = setTimeout(() => {
      if (this.#pending.has(socket)) socket.close(CLOSE.silent, "say who you are");
    }, this.#limits.socketHandshakeMs);
    socket.once("close", () => {
      clearTimeout(deadline);
      this.#pending.delete(socket);
    });
  }

  /** The sockets of those who have said who they are, oldest first. */
  list(): Connection[] {
    return [...this.#open].map(([socket, connection]) => ({ ...connection, waitingBytes: socket.bufferedAmount }));
  }

  /** The socket said who it is. It is closed when that proof ends. Fault for one that is not to be served: `quota`, and it is closed. */
  admit(socket: WebSocket, actor: Holder, client: ConnectedFrom): void {
    // It left while its proof was looked at, or was sent away: nothing would take it out of the count again.
    if (socket.readyState !== socket.OPEN) throw new Fault("unavailable", "this socket is closed");
    const sockets = this.#byUser.get(actor.userId) ?? new Map<WebSocket, Holder>();
    const limit = actor.via.kind === "share" ? this.#limits.viewersPerShare : this.#limits.socketsPerUser;
    if (sockets.size >= limit) {
      const words = `at most ${limit} sockets`;
      socket.close(CLOSE.tooMany, words);
      throw new Fault("quota", words, { limit });
    }
    this.#pending.delete(socket);
    this.#byUser.set(actor.userId, sockets.set(socket, actor));
    this.#open.set(socket, connectionOf(actor, client));
    const expiry = actor.expiresAt === null ? undefined : closeAt(socket, actor.expiresAt);
    socket.once("close", () => {
      clearTimeout(expiry);
      sockets.delete(socket);
      this.#open.delete(socket);
      if (sockets.size === 0) this.#byUser.delete(actor.userId);
    });
  }

  /** Whoever signed in has to show a token again; logins go on. */
  askAgain(): void {
    for (const sockets of this.#byUser.values()) {
      for (const [socket, { via }] of sockets) {
        if (via.kind === "login") socket.close(CLOSE.unauthenticated, "show a new token");
      }
    }
  }

  revoke({ userId, loginId, tokenId }: Revocation): void {
    for (const [socket, { via }] of this.#byUser.get(userId) ?? []) {
      const everything = loginId === undefined && tokenId === undefined;
      if (everything || isOf(via, loginId, tokenId)) socket.close(CLOSE.unauthenticated, "signed out");
    }
  }
}

function connectionOf({ userId, via }: Holder, { address, userAgent }: ConnectedFrom): Connection {
  const user = via.kind === "share" ? null : userId;
  return { id: newId(), userId: user, via: via.kind, address, userAgent, since: Date.now(), waitingBytes: 0 };
}

function isOf(via: Holder["via"], loginId: string | undefined, tokenId: string | undefined): boolean {
  if (via.kind === "login") return via.loginId === loginId;
  if (via.kind === "entra") return via.identityId === tokenId;
  return via.kind === "token" && via.tokenId === tokenId;
}

function closeAt(socket: WebSocket, time: number): NodeJS.Timeout {
  const wait = Math.min(Math.max(time - Date.now(), 0), LONGEST_TIMER_MS);
  return setTimeout(() => socket.close(CLOSE.unauthenticated, "the token has ended"), wait);
}
