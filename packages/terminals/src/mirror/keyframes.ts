import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { errnoOf, type Logger, messageOf } from "@pilothouse/platform";
import { type Keyframe, readKeyframe, writeKeyframe } from "./keyframe-file.ts";

const SUFFIX = ".keyframe";

/** The newest drawing of each terminal, on disk. One that cannot be written or read is only a loss of time. */
export class Keyframes {
  readonly #folder: string;
  readonly #log: Logger;

  constructor(folder: string, log: Logger) {
    this.#folder = folder;
    this.#log = log;
  }

  /** Makes the folder, and removes drawings of terminals that are no longer there. */
  async open(known: ReadonlySet<string>): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const names = await readdir(this.#folder);
    const stray = names.filter((name) => !name.endsWith(SUFFIX) || !known.has(name.slice(0, -SUFFIX.length)));
    await Promise.all(stray.map((name) => rm(join(this.#folder, name), { force: true })));
  }

  /** `null` when there is none of this epoch. */
  async load(id: string, epoch: string): Promise<Keyframe | null> {
    try {
      return await readKeyframe(this.#path(id), epoch);
    } catch (error) {
      if (errnoOf(error) !== "ENOENT") this.#log.warn({ id, reason: messageOf(error) }, "a drawn screen cannot be read");
      return null;
    }
  }

  async save(id: string, frame: Keyframe): Promise<void> {
    try {
      await writeKeyframe(this.#path(id), frame);
    } catch (error) {
      this.#log.warn({ id, reason: messageOf(error) }, "a drawn screen cannot be saved");
    }
  }

  async remove(id: string): Promise<void> {
    await rm(this.#path(id), { force: true });
  }

  #path(id: string): string {
    return join(this.#folder, id + SUFFIX);
  }
}
