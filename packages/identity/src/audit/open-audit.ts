import { type AuditPage, type AuditVerification, ExportAudit, LIMITS, type ListAudit, VerifyAudit } from "@pilothouse/contracts";
import { type Actor, Fault } from "@pilothouse/platform";
import type { Core } from "../core.ts";
import { requireAdmin } from "../users.ts";
import { loadCheckpointKey } from "./checkpoint-key.ts";
import { openCheckpoints, setAsideSigned } from "./checkpoints.ts";
import { exportAudit, listAudit } from "./read-audit.ts";
import { type AuditedAct, recordAudit } from "./record-audit.ts";
import { NEW_KEY, verifyAudit } from "./verify-audit.ts";
import { byActor, SYSTEM } from "./who.ts";

/** The log of what was done, and by whom. All reading is for administrators alone. */
export interface Audit {
  /**
   * Writes down what an actor, or the server by itself, is about to do to something that is not in the database. Do
   * nothing when it fails.
   */
  record(actor: Actor | null, act: Pick<AuditedAct, "action" | "target" | "result" | "before" | "after">): Promise<void>;
  list(actor: Actor, query: ListAudit): Promise<AuditPage>;
  verify(actor: Actor, query: VerifyAudit): Promise<AuditVerification>;
  /** Lines, oldest first. */
  export(actor: Actor, query: ExportAudit, signal: AbortSignal): Promise<AsyncIterable<string>>;
  /** Signs the end of the log, if it has moved. To be called from time to time and at the end. */
  checkpoint(): Promise<void>;
}

type AuditDeps = Pick<Core, "db" | "clock" | "log" | "throttled" | "wrongCodes"> & { readonly folder: string };

/** Fault `unavailable` when the key of the checkpoints cannot be used safely. */
export async function openAudit({ db, clock, log, throttled, wrongCodes, folder }: AuditDeps): Promise<Audit> {
  const record = (act: AuditedAct) => db.transaction().execute((trx) => recordAudit(trx, act));
  const lost = async (ends: number) => {
    log.error({ ends }, "keys/audit.pem is gone, and with it what vouched for the audit log until now; a new key is made");
    await record({ at: clock.now(), who: SYSTEM, action: NEW_KEY, after: { lostEnds: ends } });
  };
  const key = await loadCheckpointKey(folder, () => setAsideSigned(folder, clock.now(), lost));
  const checkpoints = openCheckpoints({ folder, key, most: LIMITS.auditCheckpoints });
  const newest = () => db.selectFrom("auditLog").select(["seq", "hash"]).orderBy("seq", "desc").limit(1).executeTakeFirst();
  let signed = (await checkpoints.read()).checkpoints.at(-1) ?? null;
  let verifying = false;
  let signing = Promise.resolve();

  const end = await newest();
  if (signed && signed.seq > (end?.seq ?? 0))
    log.error(
      { signed: signed.seq, found: end?.seq ?? 0 },
      "the audit log is shorter than it was; an old backup, or somebody cut it",
    );
  const signEnd = async () => {
    for (const [action, refusals] of [
      ["auth.login", throttled],
      ["auth.setup", wrongCodes],
    ] as const) {
      const turnedAway = refusals.take();
      if (turnedAway) await record({ at: clock.now(), who: SYSTEM, action, result: "refused", after: turnedAway });
    }
    const last = await newest();
    if (!last || last.hash === signed?.hash) return;
    const next = { ...last, at: clock.now() };
    await checkpoints.append(next);
    signed = next;
    log.info({ seq: next.seq, hash: next.hash }, "the audit log was signed up to here");
  };
  return {
    record: (actor, act) => record({ ...act, at: clock.now(), who: actor ? byActor(actor) : SYSTEM }),
    list: async (actor, query) => {
      requireAdmin(actor);
      return listAudit(db, query);
    },
    verify: async (actor, query) => {
      requireAdmin(actor);
      if (verifying) throw new Fault("conflict", "the audit log is being verified already; wait until that is over");
      verifying = true;
      try {
        return await verifyAudit({ db, checkpoints }, VerifyAudit.parse(query).after);
      } finally {
        verifying = false;
      }
    },
    export: async (actor, query, signal) => {
      requireAdmin(actor);
      const { format, ...filter } = ExportAudit.parse(query);
      const given = Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
      const after = { format, ...Object.fromEntries(given) };
      await record({ at: clock.now(), who: byActor(actor), action: "audit.export", after });
      return exportAudit(db, { filter, format, signal });
    },
    checkpoint() {
      // One after the other, whoever asks, and also after one that failed.
      signing = signing.then(signEnd, signEnd);
      return signing;
    },
  };
}
