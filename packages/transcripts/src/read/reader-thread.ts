import { existsSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { type Facts, Fault, messageOf } from "@pilothouse/platform";
import type { FaultKind } from "@pilothouse/contracts";
import Sqlite from "better-sqlite3";
import { openStoreForReading } from "../store/open-store.ts";
import { SCHEMA } from "../store/schema.ts";
import { carryOut, type ReadName, type ReadOutput, type ReadRequest } from "./reads.ts";

/** What a question comes to. A fault is told in parts, because no class passes between threads. */
export type ReadAnswer<Name extends ReadName = ReadName> =
  | { readonly ok: ReadOutput<Name> }
  | { readonly fault: { readonly kind: FaultKind; readonly message: string; readonly facts: Facts } };

const { file }: { file: string } = workerData;
const port = parentPort;
let open: Sqlite.Database | null = null;

/** While nothing was ever read there is no index, and nothing in it. */
function index(): Sqlite.Database {
  if (open) return open;
  if (existsSync(file)) {
    const db = openStoreForReading(file);
    if (db.pragma("user_version", { simple: true }) !== 0) return (open = db);
    db.close();
  }
  const empty = new Sqlite(":memory:");
  empty.exec(SCHEMA);
  return empty;
}

function answer(request: ReadRequest): ReadAnswer {
  const db = index();
  try {
    return { ok: db.transaction(() => carryOut(db, request))() };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { kind, message, facts } = error;
    return { fault: { kind, message, facts } };
  } finally {
    if (db !== open) db.close();
  }
}

port?.on("message", ({ id, request }: { id: number; request: ReadRequest }) => {
  try {
    port.postMessage({ id, answer: answer(request) });
  } catch (error) {
    open?.close();
    open = null;
    port.postMessage({ id, error: messageOf(error) });
  }
});
