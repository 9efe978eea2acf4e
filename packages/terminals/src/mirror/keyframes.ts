import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { errnoOf, type Logger, messageOf } from "@pilothouse/platform";
import { z } from "zod";

const Keyframe = z.object({
  epoch: z.string(),
  cursor: z.object({ offset: z.number().int().nonnegative(), events: z.number().int().nonnegative() }),
  cols: z.number().int().positive(),
  rows: z.number().int().positive(),
  screen: z.string(),
  /** The terminal is over, and this is what it looks like for good. */
  final: z.boolean(),
});
/** A drawn screen and where in the output it belongs. */
export interface Keyframe extends z.infer<typeof Keyframe> {}

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
      const parsed = Keyframe.safeParse(JSON.parse(await readFile(this.#path(id), "utf8")));
      return parsed.success && parsed.data.epoch === epoch ? parsed.data : null;
    } catch (error) {
      if (errnoOf(error) !== "ENOENT") this.#log.warn({ id, reason: messageOf(error) }, "a drawn screen cannot be read");
      return null;
    }
  }

  async save(id: string, frame: Keyframe): Promise<void> {
    const path = this.#path(id);
    try {
      await writeFile(`${path}.new`, JSON.stringify(frame), { mode: 0o600 });
      await rename(`${path}.new`, path);
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
