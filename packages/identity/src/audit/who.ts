import type { Actor } from "@pilothouse/platform";
import type { Client } from "../core.ts";

/** Who did something, as the audit log has it. */
export interface Who {
  readonly actor: string;
  readonly onBehalfOf: string | null;
  readonly address: string | null;
  readonly requestId: string | null;
}

const ADDRESS_LENGTH = 100;

/** The server itself, with nobody asking. */
export const SYSTEM: Who = { actor: "system", onBehalfOf: null, address: null, requestId: null };

export function byActor({ userId, via, origin }: Actor): Who {
  const from = { address: cut(origin?.address), requestId: origin?.requestId ?? null };
  if (via.kind === "token") return { actor: `token:${via.tokenId}`, onBehalfOf: userId, ...from };
  if (via.kind === "entra") return { actor: `entra:${via.identityId}`, onBehalfOf: userId, ...from };
  return { actor: `user:${userId}`, onBehalfOf: null, ...from };
}

/** Somebody who has not proven who it is; or who has just done so, with `userId`. */
export function byClient({ address, requestId }: Client, userId?: string): Who {
  const actor = userId === undefined ? "anonymous" : `user:${userId}`;
  return { actor, onBehalfOf: null, address: cut(address), requestId: requestId ?? null };
}

function cut(address: string | undefined): string | null {
  return address?.slice(0, ADDRESS_LENGTH) ?? null;
}
