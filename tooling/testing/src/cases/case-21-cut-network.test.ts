import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { type LoopbackProxy, startProxy } from "../loopback-proxy.ts";
import { signedIn } from "../signed-in.ts";
import { startTestServer } from "../test-server.ts";

const CUT_MS = 1_000;
const LINES_IN_A_CUT = 20;
/** Counts without end, in a pace that leaves something to come during each cut. */
const COUNTING = "i=0; while [ $i -lt 60000 ]; do i=$((i + 1)); echo $i; done; read -r wait";
const LAST = 60_000;
const COUNTED = Array.from({ length: LAST }, (_, at) => `${at + 1}\r\n`).join("");

async function during(trouble: "cut" | "freeze", proxy: LoopbackProxy, act: () => void): Promise<void> {
  proxy[trouble]();
  act();
  // How long the network is away is what is tried here.
  await delay(CUT_MS);
  proxy.mend();
}

test("case 21: over cuts and half-open connections no byte of output is missing or double, and input is applied once", async () => {
  await using server = await startTestServer();
  await using proxy = await startProxy(server.url);
  using client = await signedIn({ ...server, url: proxy.url });
  const counter = await client.terminals.create({ command: ["/bin/sh", "-c", COUNTING] });
  const reader = await client.terminals.create({ command: ["/bin/sh", "-c", "stty -echo; exec cat"] });

  let counted = "";
  const all = (async () => {
    for await (const event of client.terminals.attach(counter.id, { from: { offset: 0 } })) {
      expect(event.type).not.toBe("gap");
      if (event.type !== "data") continue;
      expect(event.offset).toBe(counted.length);
      counted += Buffer.from(event.bytes).toString("latin1");
      if (counted.length >= COUNTED.length) return;
    }
  })();

  const view = client.terminals.attach(reader.id, { mode: "control", from: { offset: 0 } });
  const typed: Promise<void>[] = [];
  let lines = "";
  const type = () => {
    for (let line = 0; line < LINES_IN_A_CUT; line += 1) {
      const text = `line ${typed.length}\n`;
      lines += `line ${typed.length}\r\n`;
      typed.push(view.write(text));
    }
  };
  type();
  for (const trouble of ["cut", "freeze", "cut", "freeze"] as const) {
    // Half of it is under way when the network goes, and half comes while it is away.
    type();
    await during(trouble, proxy, type);
    await Promise.all(typed);
  }
  let echoed = "";
  for await (const event of view) {
    if (event.type === "data") echoed += Buffer.from(event.bytes).toString("latin1");
    if (echoed.length >= lines.length) break;
  }
  expect(echoed).toBe(lines);
  await all;
  expect(counted === COUNTED, "every number, once and in order").toBe(true);
}, 120_000);
