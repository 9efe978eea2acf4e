import { spawn } from "@lydell/node-pty";
import { WebSocketServer } from "ws";

// The least that carries a terminal: no ids, no history, no users, no flow control. One socket is one program.
const sockets = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });

sockets.on("connection", (socket, request) => {
  const script = new URL(request.url ?? "/", "ws://pump").searchParams.get("script") ?? "true";
  const pty = spawn("/bin/sh", ["-c", script], { cols: 80, rows: 24, encoding: null });
  // With `encoding: null` node-pty hands over buffers; its types know only the other case.
  pty.onData((output: string | Buffer) => socket.send(output));
  socket.on("message", (input: Buffer) => pty.write(input));
  socket.on("close", () => pty.kill("SIGKILL"));
  pty.onExit(() => socket.close());
});

sockets.on("listening", () => {
  const address = sockets.address();
  if (address === null || typeof address === "string") throw new Error("expected a TCP address");
  process.stdout.write(`${JSON.stringify({ url: `ws://127.0.0.1:${address.port}` })}\n`);
});

// Its input ends with whoever started it.
process.stdin.resume().once("close", () => process.exit());
