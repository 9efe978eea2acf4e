import { once } from "node:events";
import { WebSocket } from "ws";
import { createInbox, type Link } from "./link.ts";

/** A shell script in a terminal of the bare pump. */
export async function bareLink(url: string, script: string): Promise<Link> {
  const socket = new WebSocket(`${url}/?script=${encodeURIComponent(script)}`, { perMessageDeflate: false });
  const { push, listen } = createInbox();
  socket.on("message", (message: Buffer) => push(message));
  await once(socket, "open");
  return {
    write: (data) => socket.send(data),
    listen,
    [Symbol.asyncDispose]: async () => {
      const closed = once(socket, "close");
      socket.close();
      await closed;
    },
  };
}
