import { expect, test } from "vitest";
import { readTokenFrom } from "../calls/token.ts";
import { ScriptedFault } from "../testing/scripted-fault.ts";
import { ScriptedServer } from "../testing/scripted-server.ts";
import { createSocket } from "./socket.ts";

async function openSocket(server: ScriptedServer) {
  const socket = createSocket({ url: server.url }, readTokenFrom(undefined));
  const closed = socket.lane.send("terminals.ack", {});
  // Any call through tRPC's own client opens the socket.
  await socket.api.auth.me.query();
  // One without a stream is closed soon.
  socket.api.terminals.watch.subscribe(undefined, {});
  return { socket, closed, [Symbol.dispose]: () => socket.close() };
}

test("nothing is sent while no socket is open", async () => {
  await using server = await ScriptedServer.start();
  using at = await openSocket(server);
  expect(at.closed).toBeNull();
});

test("answers and faults find their call, beside those of tRPC's own client", async () => {
  await using server = await ScriptedServer.start();
  const { id } = server.terminal();
  using at = await openSocket(server);
  const write = async (seq: number, terminal: string) =>
    at.socket.lane.send("terminals.write", { id: terminal, clientId: id, seq, data: Uint8Array.of(seq) });
  const calls = [write(1, id), at.socket.api.terminals.get.query({ id }), write(2, id)];
  expect(await Promise.all(calls)).toMatchObject([{ appliedSeq: 1 }, { id }, { appliedSeq: 2 }]);
  await expect(write(1, crypto.randomUUID())).rejects.toMatchObject({ kind: "not_found", requestId: "request-1" });
});

test("a call whose socket is lost before the answer is unavailable", async () => {
  await using server = await ScriptedServer.start();
  const { id } = server.terminal();
  using at = await openSocket(server);
  server.onCall = () => {
    server.cut();
    throw new ScriptedFault("internal");
  };
  const call = at.socket.lane.send("terminals.resize", { id, cols: 80, rows: 24 });
  await expect(call).rejects.toMatchObject({ kind: "unavailable", retryable: true });
});
