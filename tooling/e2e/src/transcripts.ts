import { appendFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Conversation, Client } from "@pilothouse/sdk";
import { waitFor } from "@pilothouse/testing";

type Part = Readonly<Record<string, unknown>>;

/** A transcript as Claude Code writes one. */
export interface Transcript {
  /** Writes what a person says, or what the agent is told, such as results of its tools. */
  readonly user: (content: string | readonly Part[]) => Promise<void>;
  /** Writes what the model says and calls. */
  readonly model: (...parts: Part[]) => Promise<void>;
  /** What the server made of it, once this holds. */
  readonly read: (client: Client, ready?: (one: Conversation) => boolean) => Promise<Conversation>;
}

/** Begins a transcript in the home of a server's user; what is written in one turn comes in one piece. */
export async function beginTranscript(home: string, sessionId: string): Promise<Transcript> {
  const folder = join(home, ".claude", "projects", "-src-demo");
  const file = join(folder, `${sessionId}.jsonl`);
  await mkdir(folder, { recursive: true });
  await writeFile(file, "");
  let number = 0;
  const write = async (line: Part): Promise<void> => {
    number += 1;
    const whole = {
      uuid: `${sessionId}-${number}`,
      parentUuid: number > 1 ? `${sessionId}-${number - 1}` : null,
      sessionId,
      timestamp: new Date(Date.now() - 60_000 + number).toISOString(),
      cwd: "/src/demo",
      gitBranch: "main",
      version: "2.1.237",
      isSidechain: false,
      ...line,
    };
    await appendFile(file, `${JSON.stringify(whole)}\n`);
  };
  return {
    user: (content) => write({ type: "user", message: { role: "user", content } }),
    model: (...content) =>
      write({
        type: "assistant",
        requestId: `request ${number} of ${sessionId}`,
        message: {
          id: `message ${number} of ${sessionId}`,
          role: "assistant",
          model: "claude-opus-5",
          content,
          stop_reason: null,
          usage: { input_tokens: 1_000, output_tokens: 200, cache_read_input_tokens: 5_000, cache_creation_input_tokens: 0 },
        },
      }),
    read: (client, ready = () => true) =>
      waitFor(
        async () => {
          const { conversations } = await client.conversations.list({ sessionId });
          return conversations.find(ready);
        },
        { what: `the conversation ${sessionId}`, deadline: 60_000 },
      ),
  };
}

export const text = (words: string): Part => ({ type: "text", text: words });

export const call = (id: string, name: string, input: Part): Part => ({ type: "tool_use", id, name, input });

export const result = (id: string, content: string, isError = false): Part => ({
  type: "tool_result",
  tool_use_id: id,
  content,
  is_error: isError,
});
