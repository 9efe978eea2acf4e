import { type FSWatcher, watch } from "node:fs";
import { join, sep } from "node:path";
import { errnoOf, messageOf } from "@pilothouse/platform";

export interface FolderWatchesOptions {
  /** Something happened at this path. */
  readonly onEvent: (path: string) => void;
  /** The system will not tell of all changes any more, and why. */
  readonly onFailure: (message: string) => void;
  /** Instead of the system's. */
  readonly watch?: (folder: string, listener: (event: string, name: string | null) => void) => FSWatcher;
}

/** The kernel has no room for more watches, or for their events. */
const EXHAUSTED: ReadonlySet<string | undefined> = new Set(["ENOSPC", "EMFILE", "ENFILE", "ENOMEM"]);

/** One watch for each folder: it costs far fewer of the kernel's than one for each file, and survives that a file is replaced. */
export class FolderWatches {
  readonly #options: FolderWatchesOptions;
  readonly #watchers = new Map<string, FSWatcher>();
  #exhausted = false;

  constructor(options: FolderWatchesOptions) {
    this.#options = options;
  }

  /** Whether changes have to be looked for. */
  get areExhausted(): boolean {
    return this.#exhausted;
  }

  has(folder: string): boolean {
    return this.#watchers.has(folder);
  }

  add(folder: string): void {
    if (this.#exhausted || this.#watchers.has(folder)) return;
    try {
      const listen = this.#options.watch ?? watch;
      const watcher = listen(folder, (_event, name) => this.#options.onEvent(name === null ? folder : join(folder, name)));
      watcher.on("error", (error) => this.#fail(folder, error));
      this.#watchers.set(folder, watcher);
    } catch (error) {
      this.#fail(folder, error);
    }
  }

  /** Of a folder that is not there any more, or not at this place, and of those that were in it. */
  removeBelow(folder: string): void {
    for (const [path, watcher] of this.#watchers) {
      if (path !== folder && !path.startsWith(folder + sep)) continue;
      this.#watchers.delete(path);
      watcher.close();
    }
  }

  close(): void {
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #fail(folder: string, error: unknown): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
    if (!EXHAUSTED.has(errnoOf(error))) return;
    if (!this.#exhausted) this.#options.onFailure(messageOf(error));
    this.#exhausted = true;
  }
}
