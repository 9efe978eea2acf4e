import { request as requestPlain } from "node:http";
import { request as requestTls } from "node:https";
import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { LIMITS } from "@pilothouse/contracts";
import { isPublicAddress, lookupPublic } from "@pilothouse/platform";
import type { CustomFetch } from "openid-client";

/** A provider that does not answer, or not in a way that says anything. */
export class ProviderUnreachable extends Error {
  override readonly name = "ProviderUnreachable";
}

/**
 * Calls a provider: its own host wherever that is, and what it names beside that only on the open internet, by TLS. The
 * addresses are looked at as the connection is made, redirects are not followed, answers are bounded.
 */
export function fetchFrom(issuer: URL, most: number = LIMITS.ssoAnswerBytes): CustomFetch {
  return async (address, { method, headers, body, signal }) => {
    const url = new URL(address);
    const own = url.origin === issuer.origin;
    if (!own) refuseInner(url);
    try {
      return await answerOf({ url, own, method, headers, body: textOf(body), signal: signal ?? null, most });
    } catch (error) {
      throw new ProviderUnreachable(`${url.origin} does not answer`, { cause: error });
    }
  };
}

interface Call {
  readonly url: URL;
  readonly own: boolean;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
  readonly signal: AbortSignal | null;
  readonly most: number;
}

function refuseInner({ protocol, hostname, origin }: URL): void {
  const literal = hostname.replace(/^\[|\]$/g, "");
  if (protocol === "https:" && (isIP(literal) === 0 || isPublicAddress(literal))) return;
  throw new ProviderUnreachable(`the provider names ${origin}, which is not on the open internet`);
}

function textOf(body: unknown): string | undefined {
  if (body === undefined || body === null) return undefined;
  if (body instanceof URLSearchParams || typeof body === "string") return body.toString();
  throw new TypeError("only forms are sent to providers");
}

async function answerOf({ url, own, method, headers, body, signal, most }: Call): Promise<Response> {
  const send = url.protocol === "http:" ? requestPlain : requestTls;
  // No connection outlives its answer: sign-ins are rare.
  const options = { method, headers, agent: false, ...(signal && { signal }), ...(!own && { lookup: lookupPublic }) } as const;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    send(url, options, resolve).once("error", reject).end(body);
  });
  const status = answer.statusCode ?? 0;
  if (status >= 500 || status === 429) {
    answer.destroy();
    throw new Error(`it answers ${status}`);
  }
  const bytes = await boundedBody(answer, most);
  const type = answer.headers["content-type"];
  return new Response(status === 204 || status === 304 ? null : bytes, { status, headers: type ? { "content-type": type } : {} });
}

async function boundedBody(answer: IncomingMessage, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of answer) {
    const bytes = Buffer.from(piece);
    length += bytes.length;
    // Leaving the loop ends the connection.
    if (length > most) throw new Error(`it answers with more than ${most} bytes`);
    pieces.push(bytes);
  }
  return new Uint8Array(Buffer.concat(pieces));
}
