import type { SeenFile } from "../watch/walk.ts";

/**
 * Files to read: what was just written to comes first, in its order; then what was found, the newest first. Each waits
 * once, however often it is told of.
 */
export class WorkQueue {
  readonly #urgent = new Map<string, SeenFile>();
  #found: SeenFile[] = [];
  #isSorted = true;
  readonly #waiting = new Map<string, SeenFile>();

  get size(): number {
    return this.#urgent.size + this.#waiting.size;
  }

  /** To be read before everything that was found. */
  hurry(file: SeenFile): void {
    this.#waiting.delete(file.path);
    this.#urgent.set(file.path, file);
  }

  add(file: SeenFile): void {
    if (this.#urgent.has(file.path)) {
      this.#urgent.set(file.path, file);
      return;
    }
    if (!this.#waiting.has(file.path)) this.#found.push(file);
    this.#waiting.set(file.path, file);
    this.#isSorted = false;
  }

  remove(path: string): void {
    this.#urgent.delete(path);
    this.#waiting.delete(path);
  }

  take(): SeenFile | null {
    for (const [path, file] of this.#urgent) {
      this.#urgent.delete(path);
      return file;
    }
    if (!this.#isSorted) this.#found.sort((one, other) => one.stat.mtimeMs - other.stat.mtimeMs);
    this.#isSorted = true;
    for (let next = this.#found.pop(); next; next = this.#found.pop()) {
      const newest = this.#waiting.get(next.path);
      this.#waiting.delete(next.path);
      if (newest) return newest;
    }
    return null;
  }
}
