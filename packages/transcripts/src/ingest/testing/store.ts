import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type Sqlite from "better-sqlite3";
import type { IndexedRoot } from "../../indexer/messages.ts";
import { openStoreForReading } from "../../store/open-store.ts";
import { fixtureRoots } from "../../testing/fixture-roots.ts";
import { readWholeFile } from "../../testing/read-all.ts";
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

  /** Writes a file of the home, and reads what is new in it. */
  write(name: string, content: string | Buffer): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), content);
    this.read(name);
  }

  append(name: string, content: string | Buffer): void {
    appendFileSync(this.path(name), content);
    this.read(name);
  }

  remove(name: string): void {
    rmSync(this.path(name), { force: true });
    this.ingester.miss(this.path(name));
  }

  read(name: string): void {
    const path = this.path(name);
    const root = this.roots.find((root) => path.startsWith(root.path));
    if (!root) throw new Error(`${name} is in no root`);
    readWholeFile(this.ingester, root, path);
    this.ingester.rest();
  }

  path(name: string): string {
    return join(this.home, name);
  }

  get roots(): readonly IndexedRoot[] {
    return fixtureRoots(this.home, "user:1");
  }

  /** Rows that a query gives. */
  rows(sql: string, ...values: readonly (string | number)[]): Record<string, unknown>[] {
    return this.db.prepare<(string | number)[], Record<string, unknown>>(sql).all(...values);
  }

  /** The first column of these. */
  values(sql: string, ...values: readonly (string | number)[]): unknown[] {
    return this.db
      .prepare<(string | number)[]>(sql)
      .pluck()
      .all(...values);
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
