import { type PilothouseError, fromBody, toPilothouseError } from "../error.ts";
import type { CallOptions, ClientOptions } from "../options.ts";
import { askForToken, type ReadToken } from "./token.ts";

interface Download extends CallOptions {
  readonly address: URL;
  readonly fetch: ClientOptions["fetch"];
  readonly readToken: ReadToken;
}

/** The bytes of a file, as fast as they are taken. One that breaks off fails; it is not begun again. */
export async function* download({ readToken, ...rest }: Download): AsyncGenerator<Uint8Array> {
  const token = await askForToken(readToken);
  let response = await request(rest, token);
  if (response.status === 401 && token !== undefined) {
    const fresh = await askForToken(readToken, token);
    if (fresh !== token) {
      await response.body?.cancel();
      response = await request(rest, fresh);
    }
  }
  if (!response.ok) throw await failureOf(response);
  const reader = response.body?.getReader();
  try {
    for (;;) {
      const next = await reader?.read();
      if (!next || next.done) return;
      yield next.value;
    }
  } catch (error) {
    throw explain(error, rest.signal);
  } finally {
    // Whoever stops early wants no more of it.
    await reader?.cancel().catch(() => undefined);
  }
}

async function request({ address, fetch = globalThis.fetch, signal }: Omit<Download, "readToken">, token: string | undefined) {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  try {
    return await fetch(address, { headers, signal: signal ?? null });
  } catch (error) {
    throw explain(error, signal);
  }
}

async function failureOf(response: Response): Promise<PilothouseError> {
  const body: unknown = await response.json().catch(() => null);
  return fromBody(body, `the server answered ${response.status}`);
}

/** A caller's own signal fails with its own reason. */
function explain(error: unknown, signal: AbortSignal | undefined): unknown {
  return signal?.aborted ? signal.reason : toPilothouseError(error);
}
