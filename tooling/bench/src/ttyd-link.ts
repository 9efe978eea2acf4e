import { spawn } from "node:child_process";
import { once } from "node:events";
import { WebSocket } from "ws";
import { createInbox, type Link } from "./link.ts";

/** First byte of each message (ttyd 1.7, `src/protocol.c`): output of the program, and input for it. */
const OUTPUT = 0x30;
const INPUT = "0";

/** A shell script in a ttyd of its own, which serves one program; it takes a port that is free and says which. */
export async function ttydLink(script: string): Promise<Link> {
  const args = ["--port", "0", "--interface", "lo", "--writable", "--once", "/bin/sh", "-c", script];
  const child = spawn("ttyd", args, { stdio: ["ignore", "ignore", "pipe"] });
  const ended = once(child, "exit");
  const port = await portOf(child.stderr.setEncoding("utf8"));
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, "tty", { perMessageDeflate: false });
  const { push, listen } = createInbox();
  socket.on("message", (message: Buffer) => {
    if (message[0] === OUTPUT) push(message.subarray(1));
  });
  await once(socket, "open");
  socket.send(JSON.stringify({ AuthToken: "", columns: 80, rows: 24 }));
  return {
    write: (data) => socket.send(INPUT + data),
    listen,
    [Symbol.asyncDispose]: async () => {
      socket.close();
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function portOf(log: AsyncIterable<string>): Promise<string> {
  let said = "";
  for await (const part of log) {
    said += part;
    const port = /port:? (\d+)/i.exec(said)?.[1];
    if (port !== undefined) return port;
  }
  throw new Error(`ttyd did not start: ${said}`);
}
