import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "@pilothouse/db";
import { type Actor, createLogger } from "@pilothouse/platform";
import type { SourceAct, TranscriptRoot } from "./deps.ts";
import type { IndexedRoot } from "./indexer/messages.ts";
import { openTranscripts } from "./open.ts";
import { idOf, NOW, TestStore } from "./read/testing/test-store.ts";

const log = createLogger({ level: "silent", name: "test" });

export const ADA = idOf(9_001);
export const BOB = idOf(9_002);
export const TEAM = idOf(9_003);

export function actorOf(userId: string): Actor {
  return { userId, role: "member", via: { kind: "login", loginId: idOf(9_100) }, expiresAt: null };
}

/** Answers over an index that is written by hand, for two users (the first is the administrator) and a team of nobody's. */
export async function openAnswers(roots: readonly TranscriptRoot[] = []) {
  const parts = new AsyncDisposableStack();
  const folder = parts.use(await mkdtempDisposable(join(tmpdir(), "pilothouse-answers-")));
  const { db } = parts.use(await openDatabase({ folder: folder.path, log }));
  const store = parts.use(new TestStore());
  const user = { passwordHash: "", disabledAt: null };
  await db
    .insertInto("users")
    .values([
      { ...user, id: BOB, email: "bob@example.org", name: "Bob", role: "member", createdAt: 1 },
      { ...user, id: ADA, email: "ada@example.org", name: "Ada", role: "admin", createdAt: 2 },
    ])
    .execute();
  await db.insertInto("teams").values({ id: TEAM, name: "Team", normalName: "team", createdAt: 1 }).execute();
  const teams = new Map<string, string[]>();
  const told: (readonly IndexedRoot[])[] = [];
  const acts: SourceAct[] = [];
  const changes: { id: string; owner: string }[] = [];
  const time = { now: NOW };
  const transcripts = parts.use(
    openTranscripts({
      file: store.file,
      db,
      roots,
      indexer: { progress: [], setRoots: (all) => void told.push(all) },
      teamsOf: async (userId) => new Map((teams.get(userId) ?? []).map((id) => [id, "member"])),
      terminalsOf: async () => [],
      audit: async (_actor, act) => void acts.push(act),
      onProject: (change) => void changes.push(change),
      clock: { now: () => time.now },
      log,
    }),
  );
  return {
    db,
    store,
    transcripts,
    teams,
    told,
    acts,
    changes,
    time,
    ada: actorOf(ADA),
    bob: actorOf(BOB),
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  };
}
