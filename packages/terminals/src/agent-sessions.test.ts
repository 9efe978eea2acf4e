import { createTopic } from "@pilothouse/platform";
import { expect, test } from "vitest";
import { AgentSessions, type AgentTerminal } from "./agent-sessions.ts";
import type { TerminalChange } from "./deps.ts";
import { fakeTerminal } from "./runner/fake-host.ts";
import { type TerminalRecord, toTerminal } from "./record.ts";
import { command, openAll, SIZE } from "./test-open.ts";

const SESSION = { agent: "claude", sessionId: "s-1", transcriptPath: "/t.jsonl" } as const;

const nobodys = async () => new Map<string, never>();

test("a conversation is found in its terminal, also after a restart, and not any more when the terminal is deleted", async () => {
  await using all = await openAll();
  const { id } = await all.terminals.create(all.ada, { command: command("exec sleep 1000"), ...SIZE });
  expect(await all.terminals.agentSessions.of(all.ada.userId)).toEqual([]);
  const record = await all.store.update(id, { agentSession: SESSION });
  const again = new AgentSessions({
    store: all.store,
    runnerId: "local",
    teamsOf: nobodys,
    changes: createTopic<TerminalChange>(),
  });
  const found = { terminalId: id, ownerId: all.ada.userId, conversation: { agent: "claude", sessionId: "s-1" } };
  expect(await again.of(all.ada.userId)).toEqual([expect.objectContaining(found)]);
  expect(await again.of(all.bob.userId)).toEqual([]);
  expect(record && toTerminal(record).conversation).toEqual(found.conversation);
});

test("what was there before is no news, and is asked for again when it could not be read", async () => {
  await using all = await openAll();
  const { id } = await all.terminals.create(all.ada, { command: command("exec sleep 1000"), ...SIZE });
  await all.store.update(id, { agentSession: SESSION });
  let isBusy = true;
  const sessions = new AgentSessions({
    store: {
      ...all.store,
      listEnded: async (...which) => {
        if (isBusy) throw new Error("the database is busy");
        return all.store.listEnded(...which);
      },
    },
    runnerId: "local",
    teamsOf: nobodys,
    changes: createTopic<TerminalChange>(),
  });
  const told: AgentTerminal[] = [];
  sessions.onChange((terminal) => told.push(terminal));
  await expect(sessions.of(all.ada.userId)).rejects.toThrow("the database is busy");
  isBusy = false;
  expect(await sessions.of(all.ada.userId)).toEqual([expect.objectContaining({ terminalId: id })]);
  expect(told).toEqual([]);
});

test("what an agent does in between is told once, and so is that it has another conversation", async () => {
  await using all = await openAll();
  const { id } = await all.terminals.create(all.ada, { command: command("exec sleep 1000"), ...SIZE });
  const record = await all.store.get(id);
  const changes = createTopic<TerminalChange>();
  const sessions = new AgentSessions({ store: all.store, runnerId: "local", teamsOf: nobodys, changes });
  const told: Pick<AgentTerminal, "state" | "conversation">[] = [];
  sessions.onChange(({ state, conversation }) => told.push({ state, conversation }));
  const say = (state: "working" | "waiting", sessionId: string) => {
    const live = {
      activity: { state, since: 1, source: "hooks", message: null },
      agentSession: { ...SESSION, sessionId },
    } as const;
    changes.publish({ type: "changed", ownerId: all.ada.userId, teamId: null, terminal: terminalWith(record, live) });
  };
  say("working", "s-1");
  say("working", "s-1");
  say("waiting", "s-1");
  say("waiting", "s-2");
  changes.publish({ type: "removed", ownerId: all.ada.userId, teamId: null, id });
  const of = (sessionId: string) => ({ agent: "claude", sessionId });
  expect(told).toEqual([
    { state: "working", conversation: of("s-1") },
    { state: "waiting", conversation: of("s-1") },
    { state: "waiting", conversation: of("s-1") },
    { state: "waiting", conversation: of("s-2") },
    { state: "waiting", conversation: of("s-2") },
  ]);
  expect(await sessions.of(all.ada.userId)).toEqual([]);
});

test("a terminal whose command is an agent is known before its agent has told of a conversation, and a shell is not", async () => {
  await using all = await openAll();
  const { id } = await all.terminals.create(all.ada, { command: ["/bin/sh", "-c", "exec sleep 1000"], ...SIZE });
  const record = await all.store.get(id);
  const changes = createTopic<TerminalChange>();
  const sessions = new AgentSessions({ store: all.store, runnerId: "local", teamsOf: nobodys, changes });
  const say = (command: string[]) => {
    const terminal = terminalWith(record, { command, cwd: "/work", agentSession: null });
    changes.publish({ type: "changed", ownerId: all.ada.userId, teamId: null, terminal });
  };
  say(["/usr/bin/codex", "--help"]);
  const [known] = await sessions.of(all.ada.userId);
  expect(known).toMatchObject({ terminalId: id, agent: "codex", conversation: null, cwd: "/work", endedAt: null });
  say(["bash"]);
  expect(await sessions.of(all.ada.userId)).toEqual([]);
});

function terminalWith(record: TerminalRecord | undefined, facts: Parameters<typeof fakeTerminal>[0]) {
  if (!record) throw new Error("there is no record");
  return toTerminal(record, fakeTerminal({ id: record.id, ...facts }));
}
