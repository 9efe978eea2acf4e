import type { ConversationFormat } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { ADA, openAnswers } from "../test-answers.ts";
import { idOf } from "../read/testing/test-store.ts";

const HOSTILE = `<script>alert(1)</script> [x](javascript:alert(2)) ![y](https://example.org/z.png) "'&\u202e\x1b[2J`;
const SECRET = ["password", "hunter2"].join("=");

type Answers = Awaited<ReturnType<typeof openAnswers>>;

async function exported({ transcripts, ada }: Answers, id: string, more: { format: ConversationFormat; secrets?: boolean }) {
  const signal = new AbortController().signal;
  const file = await transcripts.conversations.export(ada, { id, ...more, signal });
  let text = "";
  for await (const piece of file.pieces) text += piece;
  return { ...file, text };
}

function filled({ store }: Answers): string {
  const conversation = store.conversation({ owner: `user:${ADA}`, first_prompt: HOSTILE, branch: HOSTILE });
  store.entry(conversation, {}, [HOSTILE]);
  const answer = store.entry(conversation, { kind: "answer" }, [`Set ${SECRET}`]);
  const block = { conversation, ordinal: 1 };
  store.block(answer, { ...block, kind: "call", name: "Bash", text: "```\n````\nend" });
  store.block(answer, { ...block, ordinal: 2, kind: "thinking", text: "hm" });
  for (let at = 0; at < 250; at += 1) store.entry(conversation, { kind: "result" }, [`line ${at}`]);
  return store.publicIdOf(conversation);
}

test("JSON has all of it, and can be read again", async () => {
  await using all = await openAnswers();
  const id = filled(all);
  const { text, fileName, contentType } = await exported(all, id, { format: "json" });
  expect([fileName, contentType]).toEqual([`conversation-${id}.json`, "application/json; charset=utf-8"]);
  const { conversation, messages } = JSON.parse(text);
  expect(conversation).toMatchObject({ id, branch: HOSTILE });
  expect(messages).toHaveLength(252);
  expect(messages[0].blocks[0].text).toBe(HOSTILE);
  expect(messages[1].blocks[0].text).toBe("Set password=[redacted]");
  expect((await exported(all, id, { format: "json", secrets: true })).text).toContain(SECRET);
});

test("Markdown has what was said as it is, and the rest in fences that it cannot leave", async () => {
  await using all = await openAnswers();
  const { text } = await exported(all, filled(all), { format: "markdown" });
  expect(text).toContain(`\n## Prompt · 2026-11-25 11:15:00 UTC\n\n${HOSTILE}\n`);
  expect(text).toContain("Calls ` Bash `:\n\n`````\n```\n````\nend\n`````\n");
  expect(text.startsWith("# \\<script\\>alert(1)")).toBe(true);
  expect(text).toContain("\nline 249\n");
  expect(text).not.toContain("hunter2");
});

test("a page has its style by its hash and nothing else of its own; all that was written is text in it", async () => {
  await using all = await openAnswers();
  const { text } = await exported(all, filled(all), { format: "html" });
  expect(text).toMatch(/<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-/);
  expect(
    text.match(
      /<(?!\/?(?:!doctype|html|head|meta|title|style|body|header|h1|h2|dl|dt|dd|main|article|p|pre|details|summary)\b)/g,
    ),
  ).toBeNull();
  expect(text.match(/ (?:on\w+|href|src|style)=/g)).toBeNull();
  expect(text).toContain("&lt;script&gt;alert(1)&lt;/script&gt; [x](javascript:alert(2))");
  expect(text).toContain("[U+202E][U+001B][2J");
  expect(text).toContain("<details><summary>Thinking</summary><pre>hm</pre></details>");
  expect(text).not.toContain("hunter2");
  expect(text.trimEnd().endsWith("</html>")).toBe(true);
});

test("a conversation of others is not found, and one that is lost on the way is not written on", async () => {
  await using all = await openAnswers();
  const id = filled(all);
  const signal = new AbortController().signal;
  const { export: make } = all.transcripts.conversations;
  await expect(make(all.bob, { id, signal })).rejects.toMatchObject({ kind: "not_found" });
  await expect(make(all.ada, { id: idOf(1_000), signal })).rejects.toMatchObject({ kind: "not_found" });
  const { pieces } = await make(all.ada, { id, format: "json", signal });
  const taking = pieces[Symbol.asyncIterator]();
  await taking.next();
  await taking.next();
  all.store.db.prepare("update conversations set owner = ''").run();
  const rest = async () => {
    for (;;) if ((await taking.next()).done) return;
  };
  await expect(rest()).rejects.toMatchObject({ kind: "not_found" });
});

test("a text with very many backticks is written down, too", async () => {
  await using all = await openAnswers();
  const conversation = all.store.conversation({ owner: `user:${ADA}` });
  const entry = all.store.entry(conversation, { kind: "result" });
  all.store.block(entry, { conversation, kind: "result", text: "` ".repeat(300_000) });
  const { text } = await exported(all, all.store.publicIdOf(conversation), { format: "markdown" });
  expect(text).toContain("` ` `");
});

test("a text of which the transcript is gone says how much of it is missing", async () => {
  await using all = await openAnswers();
  const conversation = all.store.conversation({ owner: `user:${ADA}` });
  const entry = all.store.entry(conversation, { kind: "result" });
  all.store.block(entry, { conversation, kind: "result", text: "begins", length: 100_006 });
  const { text } = await exported(all, all.store.publicIdOf(conversation), { format: "html" });
  expect(text).toContain("begins\n[100000 more characters are not here]</pre>");
});

test("a transcript that is rewritten while it is written down does not stand there twice", async () => {
  await using all = await openAnswers();
  const id = filled(all);
  const { signal } = new AbortController();
  const { pieces } = await all.transcripts.conversations.export(all.ada, { id, format: "json", signal });
  const read = async () => {
    let isRewritten = false;
    for await (const piece of pieces) {
      if (isRewritten || !piece.includes("line 0")) continue;
      isRewritten = true;
      all.store.db.prepare("update conversations set generation = generation + 1").run();
    }
  };
  await expect(read()).rejects.toMatchObject({ kind: "conflict" });
});
