import type { Connections } from "@pilothouse/api";
import type { SocketRegistry } from "./sockets/registry.ts";

/** Who is connected, as administrators see it. */
export function openConnections(registry: Pick<SocketRegistry, "list">): Connections {
  return {
    list: () => registry.list(),
    status: () => {
      const all = registry.list();
      return {
        sockets: all.length,
        users: new Set(all.flatMap(({ userId }) => userId ?? [])).size,
        guests: all.filter(({ userId }) => userId === null).length,
        waitingBytes: all.reduce((sum, { waitingBytes }) => sum + waitingBytes, 0),
      };
    },
  };
}
