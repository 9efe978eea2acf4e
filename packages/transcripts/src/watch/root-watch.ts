import { lstatSync, type Stats, statSync } from "node:fs";
import { sep } from "node:path";
import { errnoOf } from "@pilothouse/platform";
import { FolderWatches, type FolderWatchesOptions } from "./folder-watches.ts";
import { type SeenFile, walk, type Walked } from "./walk.ts";

export interface RootWatchOptions extends Pick<FolderWatchesOptions, "watch"> {
  /** The real path of the folder. */
  readonly root: string;
  /** Files that are known from before: those that are not there any more are told of. */
  readonly known: Iterable<string>;
  /** A file is new, or not as it was. */
  readonly onFile: (file: SeenFile) => void;
  readonly onGone: (path: string) => void;
}

/** Which state the folder is in, and what is wrong. */
export interface RootState {
  readonly state: "events" | "sweeps" | "missing";
  readonly message: string | null;
}

/** Files that were written to within this time are looked at more often. */
const RECENT_MS = 60 * 60_000;

/** Changing with each write, replacement and rename: the times of a file can be set back, but not this one. */
const signatureOf = (stat: Stats) => `${stat.dev} ${stat.ino} ${stat.size} ${stat.ctimeMs}`;

/** Notices what happens to the files of one folder: by the system's events, and by looking for itself from time to time. */
export class RootWatch {
  readonly #options: RootWatchOptions;
  readonly #watches: FolderWatches;
  /** What was last seen of each file; empty for one that is known from before. */
  readonly #known = new Map<string, string>();
  readonly #recent = new Map<string, number>();
  #state: RootState = { state: "missing", message: null };
  #exhausted: string | null = null;
  /** Which folder was at the root's place. */
  #inode: string | null = null;

  constructor(options: RootWatchOptions) {
    this.#options = options;
    for (const path of options.known) this.#known.set(path, "");
    this.#watches = new FolderWatches({
      ...(options.watch && { watch: options.watch }),
      onEvent: (path) => this.#look(path),
      onFailure: (message) => (this.#exhausted = message),
    });
  }

  get state(): RootState {
    return this.#state;
  }

  /** Whether only looking tells what has changed. */
  get needsSweeps(): boolean {
    return this.#state.state !== "events";
  }

  /** Looks at everything. */
  sweep(): void {
    const walked = walk(this.#options.root);
    const inode = inodeOf(this.#options.root);
    // Watches of a folder that was taken away say nothing of the one that is there instead.
    if (inode !== this.#inode) this.#watches.removeBelow(this.#options.root);
    this.#inode = inode;
    this.#take(walked);
    this.#state = this.#stateAfter(walked);
    // Nothing is said to be gone with a folder that is not there at all: a disk that is not mounted looks the same.
    if (!walked.exists) return;
    const seen = new Set(walked.files.map(({ path }) => path));
    const unseen = walked.failures.map(({ path }) => path);
    for (const path of this.#known.keys()) {
      if (!seen.has(path) && !unseen.some((failed) => isIn(path, failed))) this.#gone(path);
    }
  }

  /** Looks at the files that were written to lately. */
  sweepRecent(now: number): void {
    for (const [path, at] of this.#recent) {
      if (now - at > RECENT_MS) this.#recent.delete(path);
      else this.#look(path);
    }
  }

  /** That file is told of again when it is looked at next, though it has not changed. */
  forget(path: string): void {
    if (this.#known.has(path)) this.#known.set(path, "");
  }

  close(): void {
    this.#watches.close();
  }

  #stateAfter({ exists, failures }: Walked): RootState {
    if (!exists) return { state: "missing", message: "there is no such folder" };
    const [failure] = failures;
    const unread = failure ? `${failure.path}: ${failure.message}` : null;
    return this.#exhausted === null
      ? { state: "events", message: unread }
      : { state: "sweeps", message: `the system has no watches left (${this.#exhausted}); changes are looked for instead` };
  }

  #take({ folders, files }: Walked): void {
    for (const folder of folders) this.#watches.add(folder);
    for (const file of files) this.#file(file);
  }

  #look(path: string): void {
    try {
      const stat = lstatSync(path);
      if (stat.isFile()) this.#file({ path, stat });
      else if (stat.isDirectory() && path !== this.#options.root) this.#folder(path);
    } catch (error) {
      if (errnoOf(error) !== "ENOENT" || path === this.#options.root) return;
      // Of a file, nothing else has to be looked for: many may go at once.
      if (this.#known.has(path)) return this.#gone(path);
      this.#watches.removeBelow(path);
      for (const known of this.#known.keys()) if (isIn(known, path)) this.#gone(known);
    }
  }

  /** A folder that is new here may have been elsewhere before, and its watch would go on to speak of that place. */
  #folder(path: string): void {
    this.#watches.removeBelow(path);
    // Twice: what is made between the look and the watch is told of by neither.
    this.#take(walk(this.#options.root, path));
    this.#take(walk(this.#options.root, path));
  }

  #file(file: SeenFile): void {
    const signature = signatureOf(file.stat);
    if (this.#known.get(file.path) === signature) return;
    this.#known.set(file.path, signature);
    this.#recent.set(file.path, file.stat.mtimeMs);
    this.#options.onFile(file);
  }

  #gone(path: string): void {
    this.#known.delete(path);
    this.#recent.delete(path);
    this.#options.onGone(path);
  }
}

function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder + sep);
}

/** Numbers of folders are used again. */
function inodeOf(folder: string): string | null {
  try {
    const { dev, ino, birthtimeMs } = statSync(folder);
    return `${dev} ${ino} ${birthtimeMs}`;
  } catch {
    return null;
  }
}
