import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { startProxy } from "../loopback-proxy.ts";
import { signedIn } from "../signed-in.ts";
import { startTestServer } from "../test-server.ts";

const PROXY_IDLE_MS = 6_000;
/** The client's own pings come later than that. */
const SILENCE_MS = PROXY_IDLE_MS * 2;

test("case 39: a proxy that cuts silent connections does not cut a view", async () => {
  await using server = await startTestServer({ env: { PILOTHOUSE_PING_SECONDS: "1" } });
  await using proxy = await startProxy(server.url, { idleMs: PROXY_IDLE_MS });
  using client = await signedIn({ ...server, url: proxy.url });
  const { id } = await client.terminals.create({ command: ["cat"] });
  const view = client.terminals.attach(id, { mode: "control" });
  await view.write("before\n");
  const states: string[] = [];
  view.onConnection((state) => states.push(state));
  // The silence itself is what is tried here.
  await delay(SILENCE_MS);
  await view.write("after\n");
  let text = "";
  for await (const event of view) {
    if (event.type === "data") text += Buffer.from(event.bytes).toString();
    if (text.includes("after\r\nafter")) break;
  }
  expect(states).toEqual([]);
}, 60_000);
