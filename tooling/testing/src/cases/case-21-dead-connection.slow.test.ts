import { expect, test } from "vitest";
import { startProxy } from "../loopback-proxy.ts";
import { signedIn } from "../signed-in.ts";
import { startTestServer } from "../test-server.ts";

test("case 21: a connection that is dead without anybody having been told is left for a new one", async () => {
  await using server = await startTestServer();
  await using proxy = await startProxy(server.url);
  using client = await signedIn({ ...server, url: proxy.url });
  const { id } = await client.terminals.create({ command: ["/bin/sh", "-c", "stty -echo; exec cat"] });
  const view = client.terminals.attach(id, { mode: "control", from: { offset: 0 } });
  await view.write("before\n");
  proxy.abandon();
  const began = performance.now();
  await view.write("after\n");
  process.stdout.write(`input was applied ${((performance.now() - began) / 1_000).toFixed(1)} s after its connection died\n`);
  let echoed = "";
  for await (const event of view) {
    if (event.type === "data") echoed += Buffer.from(event.bytes).toString();
    if (echoed.endsWith("after\r\n")) break;
  }
  expect(echoed).toBe("before\r\nafter\r\n");
}, 120_000);
