import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type Sqlite from "better-sqlite3";
import { openStoreForReading } from "../../store/open-store.ts";
import { Ingester, type IngesterOptions } from "../ingester.ts";

/** A folder of a test's own, with a home for transcripts and a store; both go with it. */
export class TestStore implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), "pilothouse-ingest-"));
  readonly home = join(this.folder, "home");
  readonly #options: IngesterOptions;
  #ingester: Ingester;
  #reader: Sqlite.Database;

  constructor(options: IngesterOptions = {}) {
    this.#options = options;
    this.#ingester = new Ingester(this.#file, options);
    this.#reader = openStoreForReading(this.#file);
  }

  get ingester(): Ingester {
    return this.#ingester;
  }

  get db(): Sqlite.Database {
    return this.#reader;
  }

  /** Ends the ingester, and begins with another one on the same store. */
  restart(options: IngesterOptions = this.#options): void {
    this.#reader.close();
    this.#ingester.close();
    this.#ingester = new Ingester(this.#file, options);
    this.#reader = openStoreForReading(this.#file);
  }

  [Symbol.dispose](): void {
    this.#reader.close();
    this.#ingester.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  get #file(): string {
    return join(this.folder, "transcripts.db");
  }
}
