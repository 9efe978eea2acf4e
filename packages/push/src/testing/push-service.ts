import { once } from "node:events";
import { Agent, createServer } from "node:https";
import { isIP } from "node:net";
import { buffer } from "node:stream/consumers";
import type { PushDoor } from "../door.ts";
import { TEST_CERTIFICATE, TEST_KEY } from "./certificate.ts";

export interface Received {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

/** A push service on loopback. It answers with `statuses` in turn, and with 201 when they are used up. */
export async function startPushService(statuses: number[] = []) {
  const received: Received[] = [];
  const server = createServer({ cert: TEST_CERTIFICATE, key: TEST_KEY }, (request, response) => {
    void buffer(request).then((body) => {
      received.push({ path: request.url ?? "", headers: request.headers, body });
      response.writeHead(statuses.shift() ?? 201).end("words that nobody reads");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const agent = new Agent({ ca: TEST_CERTIFICATE });
  const door: PushDoor = { allows: ({ hostname }) => isIP(hostname) === 4, agentFor: () => agent };
  return {
    url: `https://127.0.0.1:${port}`,
    door,
    received,
    [Symbol.asyncDispose]: async () => {
      agent.destroy();
      server.closeAllConnections();
      await server[Symbol.asyncDispose]();
    },
  };
}
