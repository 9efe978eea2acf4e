import { setTimeout as delay } from "node:timers/promises";
import type { SocketGate } from "@pilothouse/api";
import { LIMITS } from "@pilothouse/contracts";
import type { WebSocket } from "ws";

const LOOK_AGAIN_MS = 5;

/** `ws.send` never waits, so a stream waits here while the kernel has not taken what was handed over before. */
export function socketGate(socket: WebSocket): SocketGate {
  return {
    drained: async (signal) => {
      while (socket.bufferedAmount > LIMITS.socketBufferBytes) await delay(LOOK_AGAIN_MS, undefined, { signal });
    },
  };
}
