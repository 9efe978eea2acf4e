import { once } from "node:events";
import { connect } from "node:net";
import { fastify } from "fastify";
import { expect, test } from "vitest";
import { listen, stopListening } from "./listen.ts";

test("a call under way is answered at the end; one that never comes to its end is cut off", async () => {
  const app = fastify({ forceCloseConnections: "idle" });
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<string>();
  app.get("/slow", () => {
    asked.resolve();
    return answer.promise;
  });
  app.post("/", () => "never");
  const port = await listen(app, { host: "127.0.0.1", port: 0 });

  const half = connect(port, "127.0.0.1");
  half.write("POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{");
  const slow = fetch(`http://127.0.0.1:${port}/slow`);
  await asked.promise;

  const cutOff = once(half, "close");
  const stopped = stopListening(app, 500);
  answer.resolve("done");
  expect(await (await slow).text()).toBe("done");
  await stopped;
  await cutOff;
});
