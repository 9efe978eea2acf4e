import { realpathSync } from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { errnoOf, messageOf } from "@pilothouse/platform";
import { locate } from "../ingest/locate.ts";
import { RootWatch, type RootWatchOptions } from "../watch/root-watch.ts";
import type { SeenFile } from "../watch/walk.ts";
import type { FileIndex } from "./file-index.ts";
import type { FromIndexer, IndexedRoot, RootProgress } from "./messages.ts";
import { Outbox } from "./outbox.ts";
import { WorkQueue } from "./work-queue.ts";

export interface IndexingOptions extends Pick<RootWatchOptions, "watch"> {
  readonly index: FileIndex;
  readonly post: (message: FromIndexer) => void;
  /** Called when there is something to do again. */
  readonly wake: () => void;
}

/** A folder that is read, and how far. */
interface OpenRoot {
  /** By its real path. */
  readonly root: IndexedRoot;
  /** As it was named. */
  readonly named: IndexedRoot;
  readonly watch: RootWatch;
  /** The size of each file, and how much of it is still to be read. */
  readonly files: Map<string, { size: number; unread: number }>;
}

/** Keeps the index in line with the files of all roots, a step at a time. */
export class Indexing {
  readonly #options: IndexingOptions;
  readonly #outbox: Outbox;
  readonly #queue = new WorkQueue();
  /** Why files could not be read. */
  readonly #failures = new Map<string, string>();
  readonly #rootOf = new Map<string, OpenRoot>();
  #roots: OpenRoot[] = [];
  /** Of all roots, also of those that are nobody's. */
  #paths: readonly string[] = [];
  #told: readonly RootProgress[] | null = null;
  /** While a root is looked through for the first time, what is found is not new. */
  #isSweeping = false;

  constructor(options: IndexingOptions) {
    this.#options = options;
    this.#outbox = new Outbox((change) => options.post({ type: "changed", change }));
  }

  get isIdle(): boolean {
    return this.#queue.size === 0;
  }

  /** From now on these are the roots. */
  setRoots(roots: readonly IndexedRoot[]): void {
    const kept = this.#roots.filter(({ named }) => roots.some((wanted) => isSame(named, wanted)));
    for (const gone of this.#roots.filter((open) => !kept.includes(open))) this.#close(gone);
    const begun = roots.filter((wanted) => !kept.some(({ named }) => isSame(named, wanted)));
    // Nobody would see what is read of a folder that is nobody's; what was read of it before is forgotten.
    for (const root of begun) if (root.owner === "") this.#options.index.open({ ...root, path: realOf(root.path) });
    this.#paths = roots.map(({ path }) => realOf(path));
    this.#roots = [...kept, ...begun.filter(({ owner }) => owner !== "").map((root) => this.#open(root))];
    this.sweep(() => true);
  }

  /** Looks for changes in those roots. */
  sweep(isMeant: (open: { readonly watch: RootWatch }) => boolean): void {
    this.#isSweeping = true;
    for (const open of this.#roots) if (isMeant(open)) open.watch.sweep();
    this.#isSweeping = false;
    this.tell();
  }

  sweepRecent(now: number): void {
    for (const { watch } of this.#roots) watch.sweepRecent(now);
  }

  /** Reads one piece of one file. */
  step(): void {
    const file = this.#queue.take();
    const open = file && this.#rootOf.get(file.path);
    if (!file || !open) return;
    try {
      const { bytes, more, ...change } = this.#options.index.read(open.root, file);
      const { size } = file.stat;
      if (this.#failures.delete(file.path)) open.files.set(file.path, { size, unread: size });
      const progress = open.files.get(file.path);
      if (progress) progress.unread = more ? Math.max(progress.unread - bytes, 0) : 0;
      this.#outbox.put(change);
      if (more) this.#queue.hurry(file);
    } catch (error) {
      if (isOfTheStore(error)) throw error;
      open.files.delete(file.path);
      open.watch.forget(file.path);
      this.#fail(file.path, messageOf(error));
    }
  }

  /** It is tried again with the next look; the same is not told of again. */
  #fail(path: string, message: string): void {
    if (this.#failures.get(path) === message) return;
    this.#failures.set(path, message);
    this.#options.post({ type: "failed", path, message });
  }

  /** Says how far all is, if that was not the last that was said. */
  tell(): void {
    const roots = this.#roots.map(progressOf);
    if (isDeepStrictEqual(roots, this.#told)) return;
    this.#told = roots;
    this.#options.post({ type: "progress", roots });
  }

  /** Sends what waits to be told, and does upkeep. */
  rest(): void {
    this.#outbox.put(this.#options.index.rest());
    this.#outbox.flush();
  }

  close(): void {
    for (const { watch } of this.#roots) watch.close();
    this.#outbox.flush();
    this.#options.index.close();
  }

  #open(root: IndexedRoot): OpenRoot {
    const path = realOf(root.path);
    const known = this.#options.index.open({ ...root, path });
    const open: OpenRoot = {
      root: { ...root, path },
      named: root,
      files: new Map(),
      watch: new RootWatch({
        root: path,
        known,
        ...(this.#options.watch && { watch: this.#options.watch }),
        onFile: (file) => this.#meet(open, file),
        onGone: (gone) => this.#miss(open, gone),
      }),
    };
    return open;
  }

  #close(gone: OpenRoot): void {
    gone.watch.close();
    for (const [path, holder] of this.#rootOf) {
      if (holder !== gone) continue;
      this.#queue.remove(path);
      this.#failures.delete(path);
      this.#rootOf.delete(path);
    }
  }

  #meet(open: OpenRoot, file: SeenFile): void {
    const holder = this.#rootOf.get(file.path) ?? open;
    if (holder !== open || this.#isInDeeper(open, file.path)) return;
    const { agent, path: root } = open.root;
    if (!locate({ agent, root, path: file.path })) return;
    this.#rootOf.set(file.path, open);
    const before = open.files.get(file.path);
    const grown = file.stat.size - (before?.size ?? 0);
    const unread = (before?.unread ?? 0) + (grown < 0 ? file.stat.size : grown);
    // What could not be read counts when it could.
    if (!this.#failures.has(file.path)) open.files.set(file.path, { size: file.stat.size, unread });
    if (this.#isSweeping) this.#queue.add(file);
    else this.#queue.hurry(file);
    this.#options.wake();
  }

  /** What lies in a root within that one is the inner one's, and read once. */
  #isInDeeper({ root }: OpenRoot, path: string): boolean {
    return this.#paths.some((inner) => inner.length > root.path.length && path.startsWith(inner + sep));
  }

  #miss(open: OpenRoot, path: string): void {
    if ((this.#rootOf.get(path) ?? open) !== open) return;
    this.#queue.remove(path);
    this.#rootOf.delete(path);
    this.#failures.delete(path);
    open.files.delete(path);
    this.#outbox.put(this.#options.index.miss(path));
  }
}

function isSame(one: IndexedRoot, other: IndexedRoot): boolean {
  return one.id === other.id && one.path === other.path && one.owner === other.owner && one.agent === other.agent;
}

/** What was not written is not remembered as read: the thread ends, and the next one finds what is still to be read. */
function isOfTheStore(error: unknown): boolean {
  return /^SQLITE_(?:FULL|IOERR|READONLY|BUSY|CORRUPT|CANTOPEN|NOTADB)/.test(errnoOf(error) ?? "");
}

function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // It may be there later, in what is there of its way now.
    return dirname(path) === path ? path : join(realOf(dirname(path)), basename(path));
  }
}

function progressOf({ root: { id, owner }, watch, files }: OpenRoot): RootProgress {
  let bytes = 0;
  let unread = 0;
  for (const file of files.values()) {
    bytes += file.size;
    unread += file.unread;
  }
  return { id, owner, ...watch.state, files: files.size, bytes, readBytes: bytes - unread };
}
