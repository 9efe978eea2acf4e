import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { getBlock } from "./get-block.ts";
import { sightOf, TestStore } from "./testing/test-store.ts";

const LONG = `a word ${"x".repeat(100)}`;
const LINES = {
  claude: { type: "assistant", uuid: "u", message: { role: "assistant", content: [{ type: "text", text: LONG }] } },
  codex: { type: "event_msg", payload: { type: "agent_message", message: LONG } },
};

test.for(["claude", "codex"] as const)("a part that was cut is read whole from the transcript of %s", async (agent) => {
  await using folder = await mkdtempDisposable(join(tmpdir(), "pilothouse-block-"));
  const path = join(folder.path, "one.jsonl");
  const line = JSON.stringify(LINES[agent]);
  writeFileSync(path, `{}\n${line}\n`);
  using store = new TestStore();
  const conversation = store.conversation({ agent });
  const entry = store.entry(conversation, { offset: 3, length: Buffer.byteLength(line), kind: "answer" });
  store.db.prepare("update files set path = ?").run(path);
  store.block(entry, { conversation, kind: "text", text: "a word x", length: LONG.length });
  const asked = { id: store.publicIdOf(conversation), messageId: entry, block: 0 };
  expect(getBlock(store.db, sightOf(), asked)).toEqual({ text: LONG, whole: true });
  writeFileSync(path, `{}\n${line.replace("a word", "A WORD")}\n`);
  expect(getBlock(store.db, sightOf(), asked)).toEqual({ text: "a word x", whole: false });
  await folder.remove();
  expect(getBlock(store.db, sightOf(), asked)).toEqual({ text: "a word x", whole: false });
});

test("a part that was not cut comes from the index, and one that is not there is not found", () => {
  using store = new TestStore();
  const conversation = store.conversation();
  const entry = store.entry(conversation, {}, ["all of it"]);
  const id = store.publicIdOf(conversation);
  expect(getBlock(store.db, sightOf(), { id, messageId: entry, block: 0 })).toEqual({ text: "all of it", whole: true });
  expect(() => getBlock(store.db, sightOf(), { id, messageId: entry, block: 1 })).toThrow("there is no part 1 of message");
  const other = store.publicIdOf(store.conversation());
  expect(() => getBlock(store.db, sightOf(), { id: other, messageId: entry, block: 0 })).toThrow("there is no part 0 of message");
});
