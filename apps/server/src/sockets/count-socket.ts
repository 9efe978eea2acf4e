import type { Rates } from "@pilothouse/api";
import { Fault } from "@pilothouse/platform";
import type { WebSocket } from "ws";
import { CLOSE } from "./registry.ts";

/**
 * One more socket of a user, or of who came by one share link. The one that is too many in a minute is closed, with a Fault
 * `quota`, so that it is neither admitted nor served: a socket is only closed once its other end agrees.
 */
export async function countSocket(rates: Pick<Rates, "count">, socket: Pick<WebSocket, "close">, holder: string): Promise<void> {
  try {
    await rates.count("socketsPerMinute", holder);
  } catch (error) {
    if (error instanceof Fault) socket.close(CLOSE.tooMany, error.message);
    throw error;
  }
}
