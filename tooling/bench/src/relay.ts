import { connect } from "node:net";
import { WebSocketServer } from "ws";

// The bare pump cut in two, as a terminal that outlives its server must be: one process has the program, this one the
// viewers, and a Unix socket lies between. Every byte is passed on as it comes.
const [, , path = ""] = process.argv;
const sockets = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });

sockets.on("connection", (socket, request) => {
  const program = connect(path);
  program.write(`${new URL(request.url ?? "/", "ws://relay").searchParams.get("script") ?? "true"}\0`);
  program.on("data", (output) => socket.send(output));
  program.on("close", () => socket.close());
  socket.on("message", (input: Buffer) => program.write(input));
  socket.on("close", () => program.destroy());
});

sockets.on("listening", () => {
  const address = sockets.address();
  if (address === null || typeof address === "string") throw new Error("expected a TCP address");
  process.stdout.write(`${JSON.stringify({ url: `ws://127.0.0.1:${address.port}` })}\n`);
});

// Its input ends with whoever started it.
process.stdin.resume().once("close", () => process.exit());
