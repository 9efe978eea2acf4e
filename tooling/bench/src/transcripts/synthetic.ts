import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeWords, seeded } from "../search-corpus.ts";

/** Different words there are. */
export const LANGUAGE = 60_000;
const PER_CONVERSATION = 200;
const PROJECTS = 50;
const DAY_MS = 24 * 60 * 60_000;

/** Writes so many messages of Claude Code, two hundred a conversation, spread over the year before `until`. */
export function writeMessages(folder: string, messages: number, until: number): void {
  const words = makeWords(LANGUAGE);
  const random = seeded(7);
  const sentence = (length: number) => Array.from({ length }, () => words[Math.floor(random() ** 3 * LANGUAGE)] ?? "").join(" ");
  const conversations = Math.ceil(messages / PER_CONVERSATION);
  for (let at = 0; at < conversations; at += 1) {
    const session = idOf(1, at);
    const project = `/home/ada/project-${at % PROJECTS}`;
    const begun = until - Math.floor(((conversations - at) / conversations) * 365 * DAY_MS);
    const lines = Array.from({ length: PER_CONVERSATION }, (_, index) => {
      const n = at * PER_CONVERSATION + index;
      const envelope = {
        uuid: idOf(2, n),
        parentUuid: index === 0 ? null : idOf(2, n - 1),
        sessionId: session,
        timestamp: new Date(begun + index * 5_000).toISOString(),
        cwd: project,
        gitBranch: "main",
        version: "2.1.237",
        isSidechain: false,
      };
      return JSON.stringify(
        index % 2 === 0 ? { ...envelope, ...prompt(sentence(12)) } : { ...envelope, ...answer(n, sentence(40)) },
      );
    });
    const target = join(folder, `-home-ada-project-${at % PROJECTS}`);
    mkdirSync(target, { recursive: true });
    writeFileSync(join(target, `${session}.jsonl`), `${lines.join("\n")}\n`);
  }
}

/** Begins one conversation of so many messages; says where, and what to append to it. */
export function writeConversation(folder: string, at: number, messages: number) {
  const project = join(folder, `-home-ada-project-${at}`);
  const session = idOf(3, at);
  const path = join(project, `${session}.jsonl`);
  const lineOf = (text: string, index: number) =>
    `${JSON.stringify({
      uuid: idOf(4, at * 1_000 + index),
      parentUuid: null,
      sessionId: session,
      timestamp: new Date().toISOString(),
      cwd: `/home/ada/project-${at}`,
      ...prompt(text),
    })}\n`;
  mkdirSync(project, { recursive: true });
  writeFileSync(path, Array.from({ length: messages }, (_, index) => lineOf(`beginning ${index}`, 900 + index)).join(""));
  return { path, lineOf };
}

const prompt = (text: string) => ({ type: "user", message: { role: "user", content: text } });

const answer = (n: number, text: string) => ({
  type: "assistant",
  requestId: `req_${n}`,
  message: {
    id: `msg_${n}`,
    type: "message",
    role: "assistant",
    model: n % 3 === 0 ? "claude-opus-5" : "claude-sonnet-4-5",
    content: [{ type: "text", text }],
    stop_reason: "end_turn",
    usage: { input_tokens: 10, output_tokens: 200, cache_creation_input_tokens: 100, cache_read_input_tokens: 5_000 },
  },
});

const idOf = (kind: number, n: number) =>
  `${kind.toString(16).padStart(8, "0")}-0000-4000-8000-${n.toString(16).padStart(12, "0")}`;
