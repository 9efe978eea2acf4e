import type Sqlite from "better-sqlite3";
import { INGEST_LIMITS } from "./limits.ts";

/** Several pieces of work in one transaction: each of them is done as a whole or not at all, and together they cost less. */
export class Batch {
  readonly #db: Sqlite.Database;
  readonly #onUndone: () => void;
  #begunAt = 0;
  #bytes = 0;

  /** `onUndone` is called when something that was written is not there any more. */
  constructor(db: Sqlite.Database, onUndone: () => void) {
    this.#db = db;
    this.#onUndone = onUndone;
  }

  get isOpen(): boolean {
    return this.#db.inTransaction;
  }

  /** Whether it is time that others see what was written. */
  get isDue(): boolean {
    const { stepBytes, bulkBytes, bulkBatchMs, batchMs } = INGEST_LIMITS;
    if (!this.isOpen || this.#bytes >= stepBytes) return this.isOpen;
    return performance.now() - this.#begunAt >= (this.#bytes >= bulkBytes ? bulkBatchMs : batchMs);
  }

  run<Result>(work: () => Result): Result {
    if (!this.isOpen) this.#begin();
    try {
      return this.#db.transaction(work)();
    } catch (error) {
      this.#onUndone();
      throw error;
    }
  }

  /** So many bytes were read for it. */
  count(bytes: number): void {
    this.#bytes += bytes;
  }

  commit(): void {
    if (!this.isOpen) return;
    try {
      this.#db.exec("commit");
    } catch (error) {
      if (this.isOpen) this.#db.exec("rollback");
      this.#onUndone();
      throw error;
    }
  }

  #begin(): void {
    this.#db.exec("begin immediate");
    this.#begunAt = performance.now();
    this.#bytes = 0;
  }
}
