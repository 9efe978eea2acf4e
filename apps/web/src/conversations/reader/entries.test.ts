import type { Block, Message } from "@pilothouse/contracts";
import { expect, test } from "vitest";
import { exampleMessage as message } from "../example-conversation.ts";
import { branchesOf } from "./branches.ts";
import { entriesOf } from "./entries.ts";

const text = (words: string): Block => ({ kind: "text", text: words, length: words.length });
const call = (callId: string): Block => ({ kind: "call", callId, name: "Bash", remote: false, text: "{}", length: 2 });
const result = (callId: string): Block => ({ kind: "result", callId, outcome: "ok", durationMs: 5, text: "out", length: 3 });
const read = (messages: readonly Message[]) => entriesOf(branchesOf(messages, new Set()));
const kinds = (messages: readonly Message[]) => read(messages).entries.map(({ kind }) => kind);

test("a call is one thing with its result, wherever that came", () => {
  const messages = [
    message(1, { kind: "prompt" }),
    message(2, { blocks: [text("first"), call("a"), call("b")] }),
    message(3, { kind: "result", blocks: [result("b")] }),
    message(4),
    message(5, { kind: "result", blocks: [result("a"), result("gone")] }),
    message(6, { blocks: [call("c")] }),
  ];
  const { entries, places } = read(messages);
  expect(entries.map((entry) => [entry.kind, entry.kind === "call" && entry.result?.messageId])).toEqual([
    ["prompt", false],
    ["text", false],
    ["call", 5],
    ["call", 3],
    ["text", false],
    ["result", false],
    ["call", undefined],
  ]);
  expect([...places]).toEqual([
    [1, 0],
    [2, 1],
    [3, 3],
    [4, 4],
    [5, 5],
    [6, 6],
  ]);
});

test("what nobody reads is folded into one line, from the first on, so that it stays the same when more comes", () => {
  const aside = [message(2, { kind: "attachment" }), message(3, { kind: "injected" }), message(4, { kind: "system" })];
  const { entries, places } = read([message(1), ...aside, message(5)]);
  expect(entries.map(({ kind, key }) => [kind, key])).toEqual([
    ["text", "1:0"],
    ["quiet", "q2"],
    ["text", "5:0"],
  ]);
  expect(entries[1]).toMatchObject({ messages: aside });
  expect(aside.map(({ id }) => places.get(id))).toEqual([1, 1, 1]);
});

test("the first answer after a prompt leads, and the first one of another model", () => {
  const { entries } = read([
    message(1, { kind: "prompt" }),
    message(2, { blocks: [text("a"), text("b")] }),
    message(3),
    message(4, { model: "other" }),
  ]);
  expect(entries.map((entry) => "lead" in entry && entry.lead)).toEqual([false, true, false, false, true]);
});

test("transcript case 39: what is of a kind that is not known is one thing of its own, and so is each known one", () => {
  const messages = [
    message(1, { kind: "other", type: "telepathy" }),
    message(2, {
      blocks: [
        { kind: "other", type: "hologram" },
        { kind: "media", mediaType: "image/png", bytes: 12 },
      ],
    }),
    message(3, { kind: "summary" }),
    message(4, { kind: "error" }),
    message(5, { kind: "system", type: "system:compact_boundary" }),
    message(6, { blocks: [{ kind: "thinking", text: "", length: 0 }] }),
    message(7, { blocks: [{ kind: "thinking", text: "hm", length: 2 }] }),
  ];
  expect(kinds(messages)).toEqual(["other", "other", "media", "summary", "error", "mark", "thinking"]);
});

test("where a copy of an older conversation ends is marked", () => {
  expect(kinds([message(1, { copied: true }), message(2, { copied: true }), message(3)])).toEqual([
    "text",
    "text",
    "mark",
    "text",
  ]);
});
