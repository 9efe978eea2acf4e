import { join } from "node:path";
import type { Services } from "@pilothouse/api";
import { LIMITS } from "@pilothouse/contracts";
import type { OpenDatabase } from "@pilothouse/db";
import type { Identity } from "@pilothouse/identity";
import type { Clock, Logger } from "@pilothouse/platform";
import type { AgentTerminal, OpenTerminals } from "@pilothouse/terminals";
import {
  EventLog,
  Indexer,
  type LinkedTerminal,
  type OpenTranscripts,
  openTranscripts,
  subscribeEvents,
  watchConversation,
} from "@pilothouse/transcripts";
import { tellBudgets } from "./tell-budgets.ts";
import type { TranscriptFolder } from "./transcript-settings.ts";

export interface ObservatoryOptions {
  readonly dataDir: string;
  readonly db: OpenDatabase["db"];
  readonly folders: readonly TranscriptFolder[];
  readonly identity: Pick<Identity, "audit" | "teams">;
  readonly terminals: OpenTerminals;
  readonly clock: Clock;
  readonly log: Logger;
}

/** What agents did, as the router asks for it. */
export interface Observatory extends AsyncDisposable {
  readonly services: Pick<Services, "conversations" | "projects" | "analytics" | "sources" | "events">;
  readonly transcripts: OpenTranscripts;
  /** To be called when administrators or teams came or went: what nobody was given is the first administrator's. */
  ownersChanged(): Promise<void>;
}

/** Begins to read the transcripts, and answers what is asked of them. */
export async function openObservatory(options: ObservatoryOptions): Promise<Observatory> {
  const { dataDir, db, folders, identity, terminals, clock, log } = options;
  await using parts = new AsyncDisposableStack();
  const file = join(dataDir, "transcripts.db");
  const indexer = parts.use(new Indexer({ file, log }));
  const events = new EventLog(LIMITS.eventsKept);
  const transcripts = parts.use(
    openTranscripts({
      file,
      db,
      indexer,
      roots: folders,
      teamsOf: (userId) => identity.teams.of(userId),
      terminalsOf: async (userId) => (await terminals.agentSessions.of(userId)).map(toLinked),
      audit: (actor, act) => identity.audit.record(actor, act),
      onProject: (project) => events.put({ channel: "projects", ...project }),
      clock,
      log,
    }),
  );
  parts.defer(
    indexer.changes(({ conversations, projects }) => {
      const at = clock.now();
      events.putAll([
        ...conversations.map(({ id, owner }) => ({ channel: "conversations" as const, id, owner })),
        ...conversations.map(({ id, owner, bytes }) => ({ channel: "files" as const, id, owner, bytes, at })),
        ...projects.map((project) => ({ channel: "projects" as const, ...project })),
      ]);
    }),
  );
  parts.defer(indexer.onProgress((roots) => events.put(...progressByOwner(roots))));
  parts.defer(
    terminals.agentSessions.onChange(({ conversation }) => {
      if (!conversation) return;
      transcripts
        .holdersOf(conversation)
        .then((held) => events.put(...held.map((one) => ({ channel: "conversations" as const, ...one }))))
        .catch((error: unknown) => log.error({ err: error }, "a conversation's state was not told"));
    }),
  );
  parts.use(tellBudgets({ indexer, transcripts, events, log }));
  await transcripts.refreshRoots();
  const { byId, ...conversations } = transcripts.conversations;
  const open = parts.move();
  return {
    transcripts,
    ownersChanged: async () => {
      await transcripts
        .refreshRoots()
        .catch((error: unknown) => log.error({ err: error }, "whose transcripts are whose is not known"));
    },
    services: {
      conversations: {
        ...conversations,
        watch: async (actor, input, link) =>
          watchConversation({ ...conversations, changes: indexer.changes }, actor, { ...input, ...link }),
      },
      projects: transcripts.projects,
      analytics: transcripts.analytics,
      sources: transcripts.sources,
      events: {
        subscribe: async (actor, input, link) =>
          subscribeEvents(
            {
              events,
              ownersOf: ({ userId }) => transcripts.ownersOf(userId),
              conversations: byId,
              terminals: (who, way) => terminals.watch(who, way),
            },
            actor,
            { ...input, ...link },
          ),
      },
    },
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

function toLinked({ agent, conversation, terminalId, cwd, createdAt, endedAt, state }: AgentTerminal): LinkedTerminal {
  const sessionId = conversation?.sessionId ?? null;
  return { agent, sessionId, terminalId, cwd, from: createdAt, to: endedAt, waiting: sessionId !== null && state === "waiting" };
}

/** How far the reading is for each owner, of whose folders there may be several. */
function progressByOwner(roots: Parameters<Parameters<Indexer["onProgress"]>[0]>[0]) {
  return [...Map.groupBy(roots, ({ owner }) => owner)].map(([owner, own]) => ({
    channel: "system" as const,
    owner,
    bytes: own.reduce((sum, { bytes }) => sum + bytes, 0),
    readBytes: own.reduce((sum, { readBytes }) => sum + readBytes, 0),
  }));
}
