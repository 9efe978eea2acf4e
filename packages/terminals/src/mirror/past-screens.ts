import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { errnoOf, type Logger, messageOf } from "@pilothouse/platform";
import { type Keyframe, readKeyframe, writeKeyframe } from "./keyframe-file.ts";
import { MIRROR_LIMITS } from "./limits.ts";

const SUFFIX = ".keyframe";
const nameOf = (offset: number) => String(offset).padStart(16, "0") + SUFFIX;

/** Drawings of what each terminal looked like on its way, on disk, so that a recording need not be played from its start. */
export class PastScreens {
  readonly #folder: string;
  readonly #log: Logger;

  constructor(folder: string, log: Logger) {
    this.#folder = folder;
    this.#log = log;
  }

  /** Removes drawings of terminals that are no longer there. */
  async open(known: ReadonlySet<string>): Promise<void> {
    const stray = (await namesIn(this.#folder)).filter((id) => !known.has(id));
    await Promise.all(stray.map((id) => this.remove(id)));
  }

  /** Adds a drawing. Those from before `keptFrom` go: what follows them can no longer be played. */
  async save(id: string, frame: Keyframe, keptFrom: number): Promise<void> {
    const folder = join(this.#folder, id);
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeKeyframe(join(folder, nameOf(frame.cursor.offset)), frame);
      const offsets = await this.#offsets(id);
      const isMany = offsets.length > MIRROR_LIMITS.pastScreens;
      const gone = offsets.filter((offset, at) => offset < keptFrom || (isMany && at % 2 === 1));
      await Promise.all(gone.map((offset) => rm(join(folder, nameOf(offset)), { force: true })));
    } catch (error) {
      this.#log.warn({ id, reason: messageOf(error) }, "a past screen cannot be saved");
    }
  }

  /**
   * The last drawing at or before `goal` from which on all output is kept. When output before `goal` is gone and there is
   * none, the first one behind; `null` when there is none at all.
   */
  async nearest(
    terminal: { readonly id: string; readonly epoch: string },
    goal: number,
    keptFrom: number,
  ): Promise<Keyframe | null> {
    const { id, epoch } = terminal;
    const usable = (await this.#offsets(id)).filter((offset) => offset >= keptFrom);
    const found = usable.findLast((offset) => offset <= goal) ?? (keptFrom > 0 ? usable[0] : undefined);
    if (found === undefined) return null;
    try {
      return await readKeyframe(join(this.#folder, id, nameOf(found)), epoch);
    } catch (error) {
      this.#log.warn({ id, reason: messageOf(error) }, "a past screen cannot be read");
      return null;
    }
  }

  /** Forgets the drawings from before `keptFrom`. */
  async prune(id: string, keptFrom: number): Promise<void> {
    const gone = (await this.#offsets(id)).filter((offset) => offset < keptFrom);
    await Promise.all(gone.map((offset) => rm(join(this.#folder, id, nameOf(offset)), { force: true })));
  }

  async remove(id: string): Promise<void> {
    await rm(join(this.#folder, id), { recursive: true, force: true });
  }

  async #offsets(id: string): Promise<number[]> {
    const names = await namesIn(join(this.#folder, id));
    return names
      .filter((name) => name.endsWith(SUFFIX))
      .map((name) => Number(name.slice(0, -SUFFIX.length)))
      .sort((a, b) => a - b);
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (errnoOf(error) === "ENOENT") return [];
    throw error;
  });
}
