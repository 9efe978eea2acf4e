import type { AppRouter } from "@pilothouse/api";
import { socketEncoder, wire } from "@pilothouse/contracts/wire";
import { createTRPCClient, createWSClient, wsLink } from "@trpc/client";
import type { Api } from "../calls/caller.ts";
import type { ReadToken } from "../calls/token.ts";
import { socketUrl } from "../calls/url.ts";
import type { ClientOptions } from "../options.ts";
import { impatient } from "./impatient-socket.ts";
import { InputLane } from "./input-lane.ts";
import { ReconnectGate } from "./reconnect-gate.ts";

/** The server closes a socket with this code when its token has ended. */
const TOKEN_ENDED = 4401;
/** What a socket that this client closes ends with (RFC 6455 section 7.4.1); every other end is a loss. */
const IN_ORDER: ReadonlySet<number | undefined> = new Set([1000, 1005]);
/** An unused socket is closed soon: it would keep a Node process alive. */
const IDLE_MS = 100;
/** A pong waits behind output on its way here, so both times are generous. */
const KEEP_ALIVE = { enabled: true, intervalMs: 10_000, pongTimeoutMs: 10_000 };

/** The one socket of a client: opened by its first stream, opened again when it is lost, closed after its last. */
export interface Socket {
  readonly api: Api;
  readonly lane: InputLane;
  /** Keeps the socket for one stream until the returned function is called. `end` is called when the client closes. */
  hold(end: () => void): () => void;
  /** Asks for another token and, if there is one, opens the socket again with it; says whether it did. */
  renewToken(): Promise<boolean>;
  /** Ends every stream. */
  close(): void;
}

export function createSocket({ url, token, WebSocket: given }: ClientOptions, readToken: ReadToken): Socket {
  // A runtime without one can still make calls.
  const Base = given ?? ("WebSocket" in globalThis ? WebSocket : undefined);
  const address = socketUrl(url).href;
  const gate = new ReconnectGate(readToken);
  const streams = new Set<() => void>();
  let renewing: Promise<boolean> | null = null;

  const client = createWSClient({
    url: async () => {
      await gate.pass();
      return address;
    },
    ...(token !== undefined && { connectionParams: () => (gate.token === undefined ? {} : { token: gate.token }) }),
    ...(Base && { WebSocket: impatient(Base) }),
    lazy: { enabled: true, closeMs: IDLE_MS },
    keepAlive: KEEP_ALIVE,
    // The gate does the waiting, because this wait cannot be cut short. A little spreads the clients of a draining server.
    retryDelayMs: () => Math.random() * 50,
    onClose: (cause) => {
      if (cause?.code === TOKEN_ENDED) gate.refuse();
      if (!IN_ORDER.has(cause?.code)) gate.failed();
    },
    experimental_encoder: {
      encode: socketEncoder.encode,
      decode: (frame) => {
        const message = socketEncoder.decode(frame);
        gate.succeeded();
        lane.receive(message);
        return message;
      },
    },
  });
  const lane = new InputLane(() => client.connection);

  function disconnect(): void {
    gate.stop();
    void client.close();
  }

  async function renew(): Promise<boolean> {
    const renewed = await gate.renew();
    if (renewed) client.connection?.ws.close();
    return renewed;
  }

  return {
    api: createTRPCClient<AppRouter>({ links: [wsLink({ client, transformer: wire })] }),
    lane,
    hold: (end) => {
      streams.add(end);
      return () => {
        // An open socket closes by itself when it is idle; attempts to open one have to be told.
        if (streams.delete(end) && streams.size === 0 && client.connection?.state !== "open") disconnect();
      };
    },
    close: () => {
      for (const end of streams) end();
      disconnect();
    },
    renewToken: () => {
      renewing ??= renew().finally(() => {
        renewing = null;
      });
      return renewing;
    },
  };
}
