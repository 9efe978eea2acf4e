import type { Conversation, Message } from "@pilothouse/contracts";

const NOTHING_SPENT = {
  requests: 0,
  extraCalls: 0,
  input: 0,
  output: 0,
  cacheWrite5m: 0,
  cacheWrite1h: 0,
  cacheRead: 0,
  costUsd: null,
  unpricedRequests: 0,
};

/** A conversation for tests. */
export function exampleConversation(id: string, change: Partial<Conversation> = {}): Conversation {
  return {
    id,
    agent: "claude",
    sessionId: `session of ${id}`,
    title: id,
    projectId: null,
    projectName: null,
    cwd: "/src",
    branch: "main",
    model: "claude-opus-5",
    version: "2.1.0",
    status: "completed",
    startedAt: 0,
    lastAt: 0,
    prompts: 1,
    answers: 1,
    toolCalls: 0,
    toolErrors: 0,
    apiErrors: 0,
    spent: NOTHING_SPENT,
    parentId: null,
    subagents: 0,
    terminalId: null,
    pullRequest: null,
    missingSince: null,
    understated: false,
    ...change,
  };
}

/** An entry of a transcript for tests, with one text if no other parts are given. */
export function exampleMessage(id: number, change: Partial<Message> = {}): Message {
  return {
    id,
    parentId: null,
    thread: null,
    kind: "answer",
    type: "assistant",
    at: id * 1_000,
    model: "claude-opus-5",
    blocks: [{ kind: "text", text: `text ${id}`, length: 6 }],
    spent: null,
    turnMs: null,
    copied: false,
    ...change,
  };
}
