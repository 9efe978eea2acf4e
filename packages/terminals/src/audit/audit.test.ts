import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId } from "@pilothouse/platform";
import { expect, test } from "vitest";
import { openTestEngine, shell, transcript } from "../engine/test-engine.ts";

const secret = "hunter2 is the password";
const asking = [
  "echo ready; read first",
  "stty -echo; echo asks; read hidden; stty echo",
  "echo shown; read last",
  "stty raw -echo; echo tui; head -c 3 >/dev/null; stty sane; echo over",
].join("; ");

test("case 35: what is typed while the terminal does not show it is not kept, however much is to be kept", async () => {
  const folder = await mkdtemp(join(tmpdir(), "pilothouse-audit-"));
  await using opened = await openTestEngine({ folder });
  const { host } = opened;
  const made = await host.spawn(shell(asking, { inputAudit: "full" }));
  let seq = 0;
  const type = async (after: string, text: string) => {
    await transcript(host, made, after);
    await host.write({ id: made.id, clientId: "tab", seq: (seq += 1), data: Buffer.from(text) });
  };
  await type("ready", "before\n");
  await type("asks", `${secret}\n`);
  await type("shown", "after\n");
  await type("tui", "abc");
  await transcript(host, made);
  const { bursts } = await host.inputs({ id: made.id, limit: 10 });
  expect(bursts.toReversed()).toMatchObject([
    { clientId: "tab", bytes: 7, masked: false, text: "before\\u000a" },
    { bytes: secret.length + 1, masked: true, text: null },
    { bytes: 6, masked: false, text: "after\\u000a" },
    { bytes: 3, masked: true, text: null },
  ]);
  const file = await readFile(join(folder, made.id, "inputs.jsonl"), "utf8");
  expect(file).toContain("before");
  expect(file).not.toContain("hunter2");
  expect(JSON.stringify(opened.logged)).not.toContain("hunter2");

  // The next runner knows as much.
  await using later = await openTestEngine({ folder });
  expect(await later.host.inputs({ id: made.id, limit: 10 })).toEqual({ bursts, more: false });
});

test("case 35: input that waits for a program is not kept, for nobody can tell how the terminal will treat it", async () => {
  await using opened = await openTestEngine();
  const { host } = opened;
  const made = await host.spawn(shell("echo ready; sleep 100", { inputAudit: "full" }));
  await transcript(host, made, "ready");
  const clientId = newId();
  // More than the kernel holds for a program that reads nothing.
  for (let seq = 1; seq <= 4; seq += 1) {
    await host.write({ id: made.id, clientId, seq, data: Buffer.alloc(32 * 1024, "line\n") });
  }
  const { bursts } = await host.inputs({ id: made.id, limit: 10 });
  expect(bursts[0]).toMatchObject({ masked: true, text: null });
});

test("input that comes twice is listed once, and nothing is kept of its text by itself", async () => {
  await using opened = await openTestEngine();
  const { host } = opened;
  const made = await host.spawn(shell("echo ready; read x"));
  await transcript(host, made, "ready");
  const chunk = { id: made.id, clientId: newId(), seq: 1, data: Buffer.from("once") };
  await host.write(chunk);
  await host.write(chunk);
  expect((await host.inputs({ id: made.id, limit: 10 })).bursts).toMatchObject([{ bytes: 4, masked: false, text: null }]);
});
