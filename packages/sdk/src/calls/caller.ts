import type { AppRouter } from "@pilothouse/api";
import { wire } from "@pilothouse/contracts/wire";
import { createTRPCClient, httpLink, type TRPCClient } from "@trpc/client";
import { PilothouseError, toPilothouseError } from "../error.ts";
import type { CallOptions, ClientOptions, CreateOptions } from "../options.ts";
import { backoffMs, pause } from "./backoff.ts";
import { download } from "./download.ts";
import { askForToken, type ReadToken } from "./token.ts";
import { addressOf, trpcUrl } from "./url.ts";

const TRIES = 4;
const TIMEOUT_MS = 30_000;

export type Api = TRPCClient<AppRouter>;
type Call<T> = (api: Api, options: { signal: AbortSignal; context: CallContext }) => Promise<T>;

type CallContext = { readonly token?: string; readonly requestKey?: string };

interface SendOptions extends CreateOptions {
  /** Sent without a token. */
  readonly anonymous?: boolean;
}

/** Queries and mutations over HTTP. */
export interface Caller {
  /** Tried again a few times while it may help. */
  query<T>(call: Call<T>, options?: SendOptions): Promise<T>;
  /** Sent once: what became of a mutation without an answer is not known. */
  mutation<T>(call: Call<T>, options?: SendOptions): Promise<T>;
  /** What a plain address of the server answers, piece by piece as it is taken. */
  download(path: string, options?: CallOptions): AsyncIterable<Uint8Array>;
}

export function createCaller({ url, fetch }: ClientOptions, readToken: ReadToken): Caller {
  const api = createTRPCClient<AppRouter>({
    links: [
      // One request a call: a slow answer delays no other, and each can be given up alone.
      httpLink({
        url: trpcUrl(url).href,
        transformer: wire,
        headers: ({ op }) => headersOf(op.context),
        ...(fetch && { fetch: (input, { signal, ...init } = {}) => fetch(input, { ...init, signal: signal ?? null }) }),
      }),
    ],
  });

  async function send<T>(call: Call<T>, context: CallContext, signal: AbortSignal | undefined): Promise<T> {
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    try {
      const either = signal ? AbortSignal.any([signal, timeout]) : timeout;
      return await call(api, { context, signal: either });
    } catch (error) {
      signal?.throwIfAborted();
      throw toPilothouseError(timeout.aborted ? timeout.reason : error);
    }
  }

  async function once<T>(call: Call<T>, { signal, anonymous, requestKey }: SendOptions): Promise<T> {
    signal?.throwIfAborted();
    const token = anonymous ? undefined : await askForToken(readToken);
    try {
      return await send(call, contextOf(token, requestKey), signal);
    } catch (error) {
      // A refused call did nothing, so even a mutation may be sent again.
      const refused = error instanceof PilothouseError && error.kind === "unauthenticated";
      const fresh = refused && token !== undefined ? await askForToken(readToken, token) : token;
      if (fresh === token) throw error;
      return send(call, contextOf(fresh, requestKey), signal);
    }
  }

  async function query<T>(call: Call<T>, options: SendOptions): Promise<T> {
    for (let failures = 1; ; failures += 1) {
      try {
        return await once(call, options);
      } catch (error) {
        if (failures === TRIES || !(error instanceof PilothouseError) || !error.retryable) throw error;
        await pause(backoffMs(failures), options.signal ?? new AbortController().signal);
      }
    }
  }

  return {
    query: (call, options = {}) => query(call, options),
    mutation: (call, options = {}) => once(call, options),
    download: (path, { signal } = {}) => download({ address: addressOf(url, path), fetch, readToken, signal }),
  };
}

function contextOf(token: string | undefined, requestKey: string | undefined): CallContext {
  return { ...(token !== undefined && { token }), ...(requestKey !== undefined && { requestKey }) };
}

function headersOf({ token, requestKey }: Readonly<Record<string, unknown>>): Record<string, string> {
  return {
    ...(typeof token === "string" && { authorization: `Bearer ${token}` }),
    ...(typeof requestKey === "string" && { "idempotency-key": requestKey }),
  };
}
