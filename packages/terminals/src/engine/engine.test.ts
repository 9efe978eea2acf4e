import { readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hostContract } from "../host-contract.ts";
import { openTestEngine, shell, transcript } from "./test-engine.ts";

hostContract("engine", openTestEngine);

test("without a command a terminal runs the user's shell at home", async () => {
  await using opened = await openTestEngine({ environment: { PATH: "/usr/bin:/bin", HOME: "/usr", SHELL: "/bin/sh" } });
  const { host } = opened;
  const { command: _, cwd: __, ...spec } = shell("");
  const made = await host.spawn(spec);
  expect(made).toMatchObject({ command: ["/bin/sh"], cwd: "/usr" });
  await host.write({ id: made.id, clientId: "tab", seq: 1, data: Buffer.from("echo at:$PWD; exit 3\n") });
  const { text, items } = await transcript(host, made);
  expect(text).toContain("at:/usr");
  expect(items.at(-1)).toMatchObject({ type: "exit", exit: { code: 3 } });
});

test("a terminal starts, works and ends also when nothing can be kept on disk, and is kept once it can", async () => {
  await using opened = await openTestEngine();
  const { host, folder, logged } = opened;
  await rename(folder, `${folder}-away`);
  await writeFile(folder, "in the way");
  const made = await host.spawn(shell("echo one; read x; echo two"));
  await transcript(host, made, "one");
  expect(logged).not.toHaveLength(0);
  await rm(folder);
  await rename(`${folder}-away`, folder);
  await host.write({ id: made.id, clientId: "tab", seq: 1, data: Buffer.from("\n") });
  const { text } = await transcript(host, made);
  expect(text).toBe("one\r\n\r\ntwo\r\n");
  expect((await readdir(join(folder, made.id))).sort()).toEqual(["bytes", "terminal.json", "timeline.jsonl"]);
});

test("after shutdown nothing runs, nothing starts, and what was said can be read by the next engine", async () => {
  await using first = await openTestEngine();
  const made = await first.host.spawn(shell("echo kept; exec sleep 1000"));
  await transcript(first.host, made, "kept");
  await first.host.shutdown();
  await expect(first.host.spawn(shell("true"))).rejects.toMatchObject({ kind: "unavailable" });
  await using second = await openTestEngine({ folder: first.folder });
  expect(await second.host.list()).toMatchObject([{ id: made.id, status: "exited", exit: { signal: "SIGHUP" } }]);
  expect((await transcript(second.host, made)).text).toBe("kept\r\n");
});
