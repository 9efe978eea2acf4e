import { type PilothouseError, toPilothouseError } from "../error.ts";
import type { Socket } from "./socket.ts";

/** Whether the same call on this socket may succeed now or later: because the error passes, or with another token. */
export async function mayRetry(socket: Socket, error: PilothouseError): Promise<boolean> {
  if (error.kind !== "unauthenticated") return error.retryable;
  try {
    return await socket.renewToken();
  } catch (cause) {
    return toPilothouseError(cause).retryable;
  }
}
