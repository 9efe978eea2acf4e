import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Actor } from "@pilothouse/platform";
import { expect, test } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { openConnections } from "../connections.ts";
import { SocketRegistry } from "./registry.ts";

const LIMITS = { socketHandshakeMs: 60_000, pendingSockets: 2, socketsPerUser: 2, viewersPerShare: 1 };

const FROM = { address: "127.0.0.1", userAgent: "a test" };

const actor = (userId: string, loginId: string, expiresAt: number | null = null): Actor => ({
  userId,
  role: "member",
  via: { kind: "login", loginId },
  expiresAt,
});

/** A real server whose sockets a test can register as it likes. */
async function openPairs() {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    pair: async () => {
      const client = new WebSocket(`ws://127.0.0.1:${port}`);
      const closed = once(client, "close").then(([code]) => Number(code));
      const [[ours]] = await Promise.all([once(server, "connection"), once(client, "open")]);
      return { ours: ours as WebSocket, closed, client };
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of server.clients) socket.terminate();
      server.close();
      await once(server, "close");
    },
  };
}

test("S14: a socket that does not say who it is in time is closed", async () => {
  await using pairs = await openPairs();
  const { ours, closed } = await pairs.pair();
  new SocketRegistry({ ...LIMITS, socketHandshakeMs: 1 }).expect(ours);
  expect(await closed).toBe(4408);
});

test("when too many are silent, the one that was silent longest goes", async () => {
  await using pairs = await openPairs();
  const registry = new SocketRegistry(LIMITS);
  const [first, second, third] = [await pairs.pair(), await pairs.pair(), await pairs.pair()];
  for (const { ours } of [first, second, third]) registry.expect(ours);
  expect(await first.closed).toBe(1006);
  expect(second.client.readyState).toBe(WebSocket.OPEN);
  expect(third.client.readyState).toBe(WebSocket.OPEN);
});

test("a socket that left before it was admitted takes nobody's place", async () => {
  await using pairs = await openPairs();
  const registry = new SocketRegistry(LIMITS);
  const [one, two, three] = [await pairs.pair(), await pairs.pair(), await pairs.pair()];
  for (const { ours, client } of [one, two]) {
    const left = once(ours, "close");
    client.close();
    await left;
    expect(() => registry.admit(ours, actor("ada", "a"), FROM)).toThrow("closed");
  }
  registry.admit(three.ours, actor("ada", "a"), FROM);
  expect(three.ours.readyState).toBe(WebSocket.OPEN);
});

test("a socket that is being closed takes nobody's place", async () => {
  await using pairs = await openPairs();
  const registry = new SocketRegistry(LIMITS);
  const { ours } = await pairs.pair();
  ours.close();
  expect(ours.readyState).toBe(WebSocket.CLOSING);
  expect(() => registry.admit(ours, actor("ada", "a"), FROM)).toThrow("closed");
});

test("S14: a user has a bounded number of sockets, and closing one makes room", async () => {
  await using pairs = await openPairs();
  const registry = new SocketRegistry(LIMITS);
  const [one, two, three] = [await pairs.pair(), await pairs.pair(), await pairs.pair()];
  for (const { ours } of [one, two]) registry.admit(ours, actor("ada", "a"), FROM);
  expect(() => registry.admit(three.ours, actor("ada", "a"), FROM)).toThrow("at most 2 sockets");
  expect(await three.closed).toBe(4429);
  one.client.close();
  await once(one.ours, "close");
  const four = await pairs.pair();
  registry.admit(four.ours, actor("ada", "a"), FROM);
  expect(four.ours.readyState).toBe(WebSocket.OPEN);
});

test("a share link has a bounded number of sockets of its own, which close when it is revoked", async () => {
  await using pairs = await openPairs();
  const registry = new SocketRegistry(LIMITS);
  const [one, two] = [await pairs.pair(), await pairs.pair()];
  const guest = { userId: "share", via: { kind: "share" }, expiresAt: null } as const;
  registry.admit(one.ours, guest, FROM);
  expect(() => registry.admit(two.ours, guest, FROM)).toThrow("at most 1 sockets");
  expect(await two.closed).toBe(4429);
  registry.revoke({ userId: "share" });
  expect(await one.closed).toBe(4401);
});

test("a socket is closed when its token ends", async () => {
  await using pairs = await openPairs();
  const { ours, closed } = await pairs.pair();
  new SocketRegistry(LIMITS).admit(ours, actor("ada", "a", Date.now() - 1), FROM);
  expect(await closed).toBe(4401);
});

test("S8: signing out closes that login's sockets, disabling a user all of theirs, and nobody else's", async () => {
  await using pairs = await openPairs();
  const registry = new SocketRegistry({ ...LIMITS, socketsPerUser: 10 });
  const [a, b, other] = [await pairs.pair(), await pairs.pair(), await pairs.pair()];
  registry.admit(a.ours, actor("ada", "a"), FROM);
  registry.admit(b.ours, actor("ada", "b"), FROM);
  registry.admit(other.ours, actor("bob", "c"), FROM);
  registry.revoke({ userId: "ada", loginId: "a" });
  expect(await a.closed).toBe(4401);
  expect(b.ours.readyState).toBe(WebSocket.OPEN);
  registry.revoke({ userId: "ada" });
  expect(await b.closed).toBe(4401);
  expect(other.ours.readyState).toBe(WebSocket.OPEN);
});

test("S7: whoever signed in is asked for a new token; API tokens and share links stay", async () => {
  await using pairs = await openPairs();
  const registry = new SocketRegistry(LIMITS);
  const [signedIn, byToken, guest] = [await pairs.pair(), await pairs.pair(), await pairs.pair()];
  registry.admit(signedIn.ours, actor("ada", "a"), FROM);
  registry.admit(byToken.ours, { ...actor("ada", ""), via: { kind: "token", tokenId: "t", scope: "read" } }, FROM);
  registry.admit(guest.ours, { userId: "share", via: { kind: "share" }, expiresAt: null }, FROM);
  registry.askAgain();
  expect(await signedIn.closed).toBe(4401);
  expect([byToken.client.readyState, guest.client.readyState]).toEqual([WebSocket.OPEN, WebSocket.OPEN]);
});

test("tells who is connected and from where, guests without a name, and nobody who has left", async () => {
  await using pairs = await openPairs();
  const registry = new SocketRegistry(LIMITS);
  const [one, two] = [await pairs.pair(), await pairs.pair()];
  registry.admit(one.ours, actor("ada", "a"), FROM);
  registry.admit(two.ours, { userId: "share", via: { kind: "share" }, expiresAt: null }, FROM);
  expect(registry.list()).toMatchObject([
    { userId: "ada", via: "login", ...FROM, waitingBytes: 0 },
    { userId: null, via: "share", ...FROM },
  ]);
  expect(openConnections(registry).status()).toEqual({ sockets: 2, users: 1, guests: 1, waitingBytes: 0 });
  const left = once(one.ours, "close");
  one.client.close();
  await left;
  expect(registry.list()).toHaveLength(1);
});
