import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AttachEvent } from "@pilothouse/contracts";
import { openDatabase } from "@pilothouse/db";
import { type Actor, type Clock, createLogger, newId, systemClock } from "@pilothouse/platform";
import { openEngine } from "./engine/index.ts";
import type { NumberedEvent } from "./pieces.ts";
import { kyselyStore } from "./kysely-store.ts";
import { withMirror } from "./mirror/index.ts";
import { fakeHost } from "./runner/fake-host.ts";
import { openTerminals, type OpenTerminals, type TerminalsOptions } from "./open.ts";
import { NO_POLICY, type RetentionPolicy } from "./policy.ts";
import type { TerminalHost } from "./port.ts";

const log = createLogger({ level: "silent", name: "test" });
export const SIZE = { cols: 80, rows: 24 };

interface TestOptions extends Pick<TerminalsOptions, "audit" | "grant" | "teamsOf"> {
  readonly clock?: Clock;
  readonly retention?: RetentionPolicy;
  readonly engineLimits?: { readonly hotRingBytes?: number; readonly keptBytesPerTerminal?: number };
}

/** Terminals on a real engine, mirror and database, for two users. */
export async function openAll(
  limits: TerminalsOptions["limits"] = {},
  broken: (host: TerminalHost) => Partial<TerminalHost> = () => ({}),
  { clock = systemClock, retention = {}, engineLimits = {}, ...given }: TestOptions = {},
) {
  await using parts = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "pilothouse-terminals-"));
  parts.defer(() => rm(folder, { recursive: true, force: true }));
  const database = parts.use(await openDatabase({ folder, log }));
  const [ada, bob] = [newId(), newId()];
  for (const id of [ada, bob]) {
    const user = { id, email: `${id}@example.org`, name: "x", role: "member" as const, passwordHash: "x", createdAt: 0 };
    await database.db.insertInto("users").values(user).execute();
  }
  const environment = { PATH: process.env["PATH"], HOME: folder, LANG: "C.UTF-8" };
  const own = { environment, version: "1", log, clock: systemClock, limits: engineLimits };
  const engine = await openEngine({ folder: join(folder, "t"), ...own });
  parts.defer(() => engine.shutdown());
  const mirrored = await withMirror(engine, { folder: join(folder, "s"), log });
  parts.defer(() => mirrored.close());
  const store = kyselyStore(database.db);
  const whole = fakeHost(mirrored.host);
  const host = { ...whole, ...broken(whole) };
  const terminals = parts.use(
    openTerminals({ host, store, runnerId: "local", clock, log, limits, policy: { ...NO_POLICY, retention }, ...given }),
  );
  const owned = parts.move();
  const { db } = database;
  return {
    ada: actor(ada),
    bob: actor(bob),
    terminals,
    store,
    db,
    host,
    folder,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

function actor(userId: string): Actor {
  return { userId, role: "member", via: { kind: "login", loginId: "l" }, expiresAt: null };
}

/** Runs a line of shell. */
export const command = (script: string) => ["/bin/sh", "-c", script];

/** A socket that takes everything, until it is stopped. */
export function link() {
  const stop = new AbortController();
  return { gate: { drained: async () => {} }, signal: stop.signal, stop: () => stop.abort() };
}

export const viewer = () => ({ id: "", mode: "control" as const, viewerId: newId() });

/** Reads a view, acknowledging everything, until it ends or `enough` says so. */
export async function collect(
  { terminals, who, input }: { terminals: OpenTerminals; who: Actor; input: Parameters<OpenTerminals["attach"]>[1] },
  enough: (text: string, last: NumberedEvent) => boolean = () => false,
): Promise<{ text: string; events: AttachEvent[]; lastId: string }> {
  const own = link();
  const decoder = new TextDecoder();
  const events: AttachEvent[] = [];
  let [text, lastId] = ["", ""];
  for await (const numbered of await terminals.attach(who, input, own)) {
    const { event, id } = numbered;
    events.push(event);
    lastId = id;
    if (event.type === "data") {
      text += decoder.decode(event.bytes, { stream: true });
      await terminals.ack(who, { id: input.id, viewerId: input.viewerId, offset: event.offset + event.bytes.length });
    }
    if (enough(text, numbered)) break;
  }
  own.stop();
  return { text, events, lastId };
}
