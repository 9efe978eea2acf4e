import { once } from "node:events";
import { z } from "zod";

/** A server that was started with this measures its own memory for `openHeap`. */
export const INSPECTED = { NODE_OPTIONS: "--inspect=127.0.0.1:0" };

const Answer = z.object({ result: z.object({ result: z.object({ value: z.number() }).optional() }) });

/**
 * Asks a server, through Node's inspector, for the memory of its main thread: what of its heap and of its buffers is
 * left after all garbage was collected, in bytes.
 */
export async function openHeap(server: { readonly logs: () => string }) {
  const [, address] = /^Debugger listening on (ws:\S+)$/m.exec(server.logs()) ?? [];
  if (address === undefined) throw new Error("the server was not started with INSPECTED");
  const socket = new WebSocket(address);
  await once(socket, "open");
  let id = 0;
  const call = async (method: string, params: object = {}) => {
    const answer = once(socket, "message");
    socket.send(JSON.stringify({ id: (id += 1), method, params }));
    const [{ data }] = await answer;
    return Answer.parse(JSON.parse(String(data))).result.result?.value ?? 0;
  };
  const expression = "(({ heapUsed, external }) => heapUsed + external)(process.memoryUsage())";
  return {
    used: async (): Promise<number> => {
      // What was let go by the first collection is freed by the second.
      for (let round = 0; round < 2; round += 1) await call("HeapProfiler.collectGarbage");
      return call("Runtime.evaluate", { expression });
    },
    [Symbol.dispose]: () => socket.close(),
  };
}
